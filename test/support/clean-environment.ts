/** An environment in which nothing of the machine shows: no AWS settings, no CI, a home of its own. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inject} from 'vitest';

export type Variables = Readonly<Record<string, string | undefined>>;

export interface CleanEnvironment {
  readonly variables: Record<string, string>;
  readonly home: string;
  /** Removes the home directory. */
  dispose(): void;
}

/** PATH, a UTF-8 locale, a 256-colour terminal, an empty home; `extra` adds variables, and removes those whose value is undefined. */
export const cleanEnvironment = (extra: Variables = {}): CleanEnvironment => {
  const home = mkdtempSync(join(tmpdir(), 'imports-tui-home-'));
  const all: Record<string, string | undefined> = {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: inject('programCache'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...extra,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    variables: Object.fromEntries(given),
    home,
    dispose: () => rmSync(home, {recursive: true, force: true}),
  };
};
