/** `simulator -- COMMAND`: a script of other people that imports, waits and looks, against outcomes that were told. */
import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {BIN, runCli, startCli} from '../support/run-cli.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'imports-simulator-'));
});
afterAll(() => rmSync(directory, {recursive: true}));

const script = (name: string, text: string): string => {
  const file = join(directory, name);
  writeFileSync(file, `bedrock-imports-tui() { '${process.execPath}' '${BIN}' "$@"; }\n${text}`);
  return file;
};

const IMPORT =
  'bedrock-imports-tui import --job-name my-job --imported-model-name my-model' +
  ' --role-arn arn:aws:iam::111122223333:role/import --s3-uri s3://bucket/p/ --output json --quiet';

it('a script creates an import, waits, and sees the failure that was asked for', async () => {
  const file = script(
    'test.sh',
    `arn=$(${IMPORT} | sed -n 's/.*"jobArn": "\\(.*\\)".*/\\1/p')
bedrock-imports-tui wait "$arn" --refresh 1 --quiet --query '[0].failureMessage' --output tsv
echo "wait ended with $?"
exit 7
`,
  );
  const outcome = 'my-job=Failed: config.json is missing';
  const {code, stdout, stderr} = await runCli([
    'simulator',
    '--outcome',
    outcome,
    '--duration',
    '1s',
    '--',
    'bash',
    file,
  ]);
  expect({code, stdout, stderr}).toEqual({
    code: 7,
    stdout: 'config.json is missing\nwait ended with 1\n',
    stderr: '',
  });
});

it('the command has the variables of the simulator, and none of the person’s', async () => {
  const {stdout, code} = await runCli(['simulator', '--region', 'us-west-2', '--', 'env'], {
    AWS_PROFILE: 'mine',
    AWS_SESSION_TOKEN: 'secret',
  });
  const variables = Object.fromEntries(stdout.split('\n').map(line => line.split(/=(.*)/s).slice(0, 2)));
  expect(code).toBe(0);
  expect(variables).toMatchObject({AWS_REGION: 'us-west-2', AWS_DEFAULT_REGION: 'us-west-2', AWS_ACCESS_KEY_ID: 'x'});
  expect(variables.AWS_ENDPOINT_URL_BEDROCK).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect([variables.AWS_PROFILE, variables.AWS_SESSION_TOKEN]).toEqual([undefined, undefined]);
});

it.each([
  [['sh', '-c', 'exit 3'], 3, ''],
  [['sh', '-c', 'kill -TERM $$'], 143, ''],
  [['no-such-program-here'], 127, 'program “no-such-program-here” not found\n'],
  [['/'], 126, expect.stringContaining('could not be run')],
])('%j ends with %i', async (command, expected, talk) => {
  const {code, stderr} = await runCli(['simulator', '--', ...command]);
  expect([code, stderr]).toEqual([expected, talk]);
});

it('a signal ends the command, and nothing is left', async () => {
  const [urlFile, pidFile] = [join(directory, 'url'), join(directory, 'pid')];
  const command = ['sh', '-c', `echo $$ > '${pidFile}'; echo ready; exec sleep 60`];
  const running = startCli(['simulator', '--url-file', urlFile, '--', ...command]);
  expect(await running.firstLine).toBe('ready');
  const url = readFileSync(urlFile, 'utf8').trim();
  expect((await fetch(`${url}/_simulator/health`)).status).toBe(200);
  running.child.kill('SIGTERM');
  const {code} = await running.result;
  expect([code, existsSync(urlFile)]).toEqual([143, false]);
  expect(() => process.kill(Number(readFileSync(pidFile, 'utf8')), 0)).toThrow();
});

it('a file that cannot be written is told', async () => {
  const {code, stderr, stdout} = await runCli(['simulator', '--port', '0', '--url-file', join(directory, 'no', 'url')]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^--url-file: .* could not be written \(ENOENT\)\n$/);
});
