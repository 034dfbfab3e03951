/** A credential_process that asks on the terminal, in a real one: what the screen says, and that it is whole again afterwards. */
import {chmodSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN} from '../support/run-cli.ts';

afterEach(disposeAll);

const KEYS = '{"Version": 1, "AccessKeyId": "AKIDEXAMPLE", "SecretAccessKey": "secret-of-process"}';

it('is named after a few seconds, and what it wrote goes once there are credentials', async () => {
  const simulator = await startSimulator({jobs: 20});
  onTestFinished(() => simulator.close());
  // The home directory is made with the terminal, so a shell waits for the profile to be there.
  const script =
    'while [ ! -e "$HOME/go" ]; do sleep 0.05; done; exec "$NODE" "$BIN" --profile corp --endpoint-url "$URL"';
  const env = {NODE: process.execPath, BIN, URL: simulator.url, AWS_REGION: 'us-east-1'};
  const terminal = startInPty('bash', ['-c', script], {cols: 100, rows: 30, env});
  const at = (name: string): string => join(terminal.home, name);
  // On every row, so that some of it is in places where the list draws nothing.
  const rows = Array.from({length: 30}, (_, i) => i + 1).join(' ');
  const ask = `#!/bin/sh\nfor row in ${rows}; do printf '\\033[%s;85HEnter the code' $row > /dev/tty; done\nwhile [ ! -e '${at('answer')}' ]; do sleep 0.05; done\necho '${KEYS}'\n`;
  writeFileSync(at('ask'), ask);
  chmodSync(at('ask'), 0o755);
  mkdirSync(at('.aws'));
  writeFileSync(at('.aws/config'), `[profile corp]\ncredential_process = ${at('ask')}\n`);
  writeFileSync(at('go'), '');

  await terminal.waitFor('Waiting for the credential_process of profile corp …');
  expect(terminal.screen()).toContain('eval "$(aws configure export-credentials --profile corp --format env)"');
  expect(existsSync(at('answer'))).toBe(false);
  writeFileSync(at('answer'), '');
  await terminal.waitFor(({screen}) => /20 (shown|jobs)/.test(screen()) && !screen().includes('Enter the code'));
  terminal.press('q');
  expect(await terminal.exit).toEqual({code: 0, signal: 0});
});
