/** The environment as one plain record; nothing outside cli/ looks at process.env. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** A copy of the environment as it is now: later changes to process.env do not show in it. */
export const readEnvironment = (source: Environment = process.env): Environment => ({...source});
