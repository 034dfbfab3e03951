/** The result of reading a text that a person wrote. */

/** What a text means, or why it makes no sense, in a sentence. */
export type Parsed<T> = {readonly ok: true; readonly value: T} | {readonly ok: false; readonly reason: string};

export const good = <T>(value: T): Parsed<T> => ({ok: true, value});
export const bad = <T>(reason: string): Parsed<T> => ({ok: false, reason});
