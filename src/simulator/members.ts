/** JSON objects whose members are not known yet. */

export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` if it is a JSON object, or undefined. */
export const membersOf = (value: unknown): Members | undefined => (isMembers(value) ? value : undefined);
