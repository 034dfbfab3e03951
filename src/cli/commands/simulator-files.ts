/** The files of the simulator command: the seed that it reads, and the file that has its address while it listens. */
import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import type {Parsed} from '../../core/text/parsed.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {readSeed} from '../../simulator/seed/read-seed.ts';
import type {Seed} from '../../simulator/seed/seed.ts';
import {codeOf} from '../process/error-code.ts';

const READ_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
};

const whyOf = (error: unknown): string => READ_PROBLEMS[codeOf(error)] ?? (codeOf(error) || String(error));

/** The seed, or all that is wrong with it, a line for each problem. */
export const readSeedFile = (path: string): Parsed<Seed> => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return {ok: false, reason: `--seed-file: ${path} cannot be read: ${whyOf(error)}`};
  }
  const seed = readSeed(text.replace(/^\ufeff/, ''));
  return seed.ok
    ? {ok: true, value: seed.value}
    : {ok: false, reason: seed.problems.map(problem => `${path}: ${plainText(problem)}`).join('\n')};
};

/** Writes the file as a whole, so that nobody reads half an address. Returns how to remove it, or why it cannot be written. */
export const writeUrlFile = (path: string, text: string): Parsed<() => void> => {
  const part = `${path}.${process.pid}`;
  try {
    writeFileSync(part, text);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, {force: true});
    return {ok: false, reason: `--url-file: ${path} cannot be written: ${whyOf(error)}`};
  }
  return {
    ok: true,
    value: () => {
      // Another simulator may have written it meanwhile.
      try {
        if (readFileSync(path, 'utf8') === text) rmSync(path, {force: true});
      } catch {
        // It has already been removed.
      }
    },
  };
};
