/** Quotes a text for a shell, in commands that a person is asked to run. */

/** In single quotes, whatever it is. */
export const quotedForShell = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** As it is if a shell takes it so, else in quotes. */
export const shellWord = (word: string): string => (/^[\w.@%+:/-]+$/.test(word) ? word : quotedForShell(word));
