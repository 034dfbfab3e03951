/** Which shells and programs this machine has, and the built program under its own name on a PATH. */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {BIN} from './run-cli.ts';

/** Whether there is such a program to call, as shells and groff are. */
export const hasProgram = (name: string): boolean => spawnSync(name, ['--version'], {stdio: 'ignore'}).status === 0;

/** A PATH on which the built program stands before all others, until the test ends. */
export const pathWithProgram = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'imports-tui-path-'));
  onTestFinished(() => rmSync(directory, {recursive: true, force: true}));
  const script = `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`;
  writeFileSync(join(directory, 'bedrock-imports-tui'), script, {mode: 0o755});
  return `${directory}:${process.env.PATH}`;
};
