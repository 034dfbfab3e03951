/** The code of a system error, such as ENOENT. */

/** Empty for anything that has no code. */
export const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | null)?.code ?? '');
