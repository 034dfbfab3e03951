/** The built program checks the files of models in S3: the command, the import that asks for it, and the terminal UI. */
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {CREDENTIALS, selectedRow} from '../support/browse.ts';
import {disposeAll, startInPty} from '../support/pty.ts';
import {BIN, runCli, startCli} from '../support/run-cli.ts';

afterEach(disposeAll);

const simulate = async (): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 140, running: 0, seed: 7, keepsRequests: true});
  onTestFinished(() => simulator.close());
  return simulator;
};

const at = ({url}: Simulator) => ({...CREDENTIALS, AWS_ENDPOINT_URL_BEDROCK: url, AWS_ENDPOINT_URL_S3: url});

/** The job that failed for files that are there, the latest first. */
const failedJob = ({world}: Simulator) =>
  world.jobs.findLast(({defect}) => defect !== undefined && defect.kind !== 'no-files');

describe('in S3', () => {
  it('the files of an import that failed fail, and the corrected ones pass', async () => {
    const simulator = await simulate();
    const uri = failedJob(simulator)?.s3Uri ?? '';
    const bad = await runCli(['check', uri, '--output', 'json'], at(simulator));
    expect([bad.code, JSON.parse(bad.stdout).verdict]).toEqual([1, 'fail']);
    const good = await runCli(['check', uri.replace(/\/$/, '-fixed/'), '--output', 'json'], at(simulator));
    expect([good.code, JSON.parse(good.stdout).verdict]).toEqual([0, 'pass']);
  });

  it('an import that checks first starts nothing', async () => {
    const simulator = await simulate();
    const name = failedJob(simulator)?.name ?? '';
    const count = simulator.world.jobs.length;
    const {code, stderr} = await runCli(['import', '--from', name, '--check'], at(simulator));
    expect([code, simulator.world.jobs.length]).toEqual([1, count]);
    expect(stderr).toContain('Leave out --check to start it anyway.');
  });

  it('ctrl-c ends a check that gets no answer, with the code of the signal', async () => {
    const simulator = await simulate();
    simulator.faults.add('hang:op=GetObject');
    const uri = failedJob(simulator)?.s3Uri ?? '';
    const {child, result} = startCli(['check', uri], at(simulator));
    while (!simulator.requests.some(({operation}) => operation === 'GetObject'))
      await new Promise(resolve => setImmediate(resolve));
    child.kill('SIGINT');
    const {code, stdout} = await result;
    expect([code, stdout]).toEqual([130, '']);
  });

  it('the demo has files, too', async () => {
    const {code, stdout} = await runCli(['check', 's3://example-fine-tunes/invoices/qwen2.5-vl-7b/v7/', '--demo'], {});
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL {2}adapter/m);
  });
});

it('the checklist of an import checks them on a key, and changes nothing', async () => {
  const simulator = await simulate();
  const tui = startInPty(process.execPath, [BIN, '--refresh', '1'], {cols: 120, rows: 36, env: at(simulator)});
  await tui.waitFor(/\d jobs? · /);
  for (const key of ['f', 'f', 'f']) tui.press(key);
  await tui.waitFor('status Failed');
  await tui.waitFor(() => selectedRow(tui)?.startsWith('Failed') ?? false);
  tui.press('I');
  await tui.waitFor('Import again: ');
  tui.press('enter');
  await tui.waitFor('nothing sent yet');
  const before = simulator.requests.length;
  tui.press('c');
  await tui.waitFor(/\d checks? of the files passed/);
  const operations = new Set(simulator.requests.slice(before).map(({operation}) => operation));
  expect([...operations].filter(name => name?.startsWith('Create'))).toEqual([]);
  expect(operations.has('ListObjectsV2')).toBe(true);
}, 30_000);
