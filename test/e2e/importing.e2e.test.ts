/** From a failed import to the command that invokes its model, and what else changes something, in the built program. */
import {readFileSync} from 'node:fs';
import {afterEach, describe, expect, it} from 'vitest';
import {deleteModel, findModel} from '../../src/simulator/world/world-state.ts';
import {browse, selectedRow} from '../support/browse.ts';
import {disposeAll} from '../support/pty.ts';

afterEach(disposeAll);

const PAGE = readFileSync(new URL('../../docs/terminal-ui.md', import.meta.url), 'utf8');

/** The number of keys in the row of the table that begins with `task`. */
const documented = (task: string): string | undefined =>
  PAGE.split('\n')
    .find(line => line.startsWith(`| ${task} |`))
    ?.split('|')[2]
    ?.trim();

const CHANGES = /^(?:CreateModelImportJob|DeleteImportedModel|TagResource|UntagResource)$/;

const start = async (more: Parameters<typeof browse>[0] = {}) => {
  const browsing = await browse({
    world: {jobs: 140, running: 0, seed: 7},
    args: ['--refresh', '1', '--copy-command', 'cat'],
    ...more,
  });
  const changes = () =>
    browsing.simulator.requests.map(({operation = ''}) => operation).filter(operation => CHANGES.test(operation));
  return {...browsing, changes};
};

it('import a corrected model again, and copy how to invoke it', async () => {
  const {tui, simulator, changes} = await start();
  for (const key of ['f', 'f', 'f']) tui.press(key);
  await tui.waitFor('status Failed');
  await tui.waitFor(() => selectedRow(tui)?.startsWith('Failed') ?? false);
  const failed = selectedRow(tui)?.split(/ +/)[1] ?? '';
  // From here on each key counts, and a text to type as one.
  let count = 0;
  const press = (...keys: readonly string[]) => {
    for (const key of keys) {
      count += 1;
      if (key.startsWith('TEXT ')) tui.write(key.slice('TEXT '.length));
      else tui.press(key);
    }
  };
  press('I');
  await tui.waitFor(`Import again: ${failed}`);
  press('backspace', 'TEXT -fixed/');
  await tui.waitFor('-fixed/');
  press('enter');
  await tui.waitFor('aws bedrock create-model-import-job');
  await tui.waitFor('nothing sent yet');
  expect(changes()).toEqual([]);
  press('enter');
  await tui.waitFor(() => /^InProgress +\S/.test(selectedRow(tui) ?? ''));
  const [, name = ''] = selectedRow(tui)?.split(/ +/) ?? [];
  const job = simulator.world.jobByName.get(name);
  expect(job?.s3Uri).toMatch(/-fixed\/$/);
  simulator.world.finish(job?.arn ?? '', 'Completed');
  await tui.waitFor(`✓ ${name} completed`);
  press('2');
  await tui.waitFor(() => / \d models? · /.test(tui.screen()) && tui.screen().includes(`> ${job?.modelName} `));
  press('y', 'i');
  await tui.waitFor('aws bedrock-runtime invoke-model --model-id');
  await tui.waitFor('Copied with cat');
  expect(documented('import a corrected model again, and copy how to invoke it')).toBe(String(count));
  expect(changes()).toEqual(['CreateModelImportJob']);
}, 60_000);

describe('deleting a model', () => {
  const open = async (more: Parameters<typeof browse>[0] = {}) => {
    const browsing = await start(more);
    browsing.tui.press('2');
    await browsing.tui.waitFor(() => /\d models? · end/.test(browsing.tui.screen()));
    await browsing.tui.waitFor(() => selectedRow(browsing.tui) !== undefined);
    const name = selectedRow(browsing.tui)?.split(/ +/)[0] ?? '';
    browsing.tui.press('D');
    await browsing.tui.waitFor(`Delete the model ${name}?`);
    return {...browsing, name};
  };

  it('needs its name, and says what goes and what stays', async () => {
    const {tui, name, changes, simulator} = await open();
    expect(tui.screen()).toContain('aws bedrock delete-imported-model --model-identifier');
    expect(tui.screen()).toContain('Kept: the files in S3');
    tui.write('wrong');
    tui.press('enter');
    await tui.waitFor('The name is ');
    expect(changes()).toEqual([]);
    tui.press('ctrl-u');
    tui.write(name);
    tui.press('enter');
    await tui.waitFor(`${name} deleted`);
    expect(changes()).toEqual(['DeleteImportedModel']);
    expect(simulator.world.models.some(({modelName}) => modelName === name)).toBe(false);
  }, 30_000);

  it.each([
    ['deny:op=Delete', /not allowed|not authorized|denied/i],
    ['exception=ConflictException:op=Delete', /conflict|in use|being/i],
  ])(
    '%s: everything is as it was',
    async (fault, words) => {
      const {tui, name, simulator} = await open();
      simulator.faults.add(fault);
      tui.write(name);
      tui.press('enter');
      await tui.waitFor(words);
      expect(tui.screen()).toContain(`Delete the model ${name}?`);
      expect(simulator.world.models.some(({modelName}) => modelName === name)).toBe(true);
    },
    30_000,
  );

  it('one that somebody else has deleted meanwhile', async () => {
    const {tui, name, simulator} = await open();
    const model = findModel(simulator.world, name);
    if (model) deleteModel(simulator.world, model);
    tui.write(name);
    tui.press('enter');
    await tui.waitFor(`${name} was already deleted`);
  }, 30_000);
});

it('--read-only refuses to change anything, and says so', async () => {
  const {tui, changes} = await start({args: ['--read-only']});
  for (const key of ['i', 'I']) {
    tui.press(key);
    await tui.waitFor('--read-only is set: nothing is changed on AWS');
    tui.press('escape');
  }
  tui.press('2');
  await tui.waitFor(() => /\d models? · end/.test(tui.screen()) && selectedRow(tui) !== undefined);
  tui.press('D');
  await tui.waitFor('--read-only is set');
  tui.press('t');
  await tui.waitFor('Tags of the model');
  tui.press('a');
  await tui.waitFor('--read-only is set');
  expect(changes()).toEqual([]);
}, 30_000);

it('asks before it quits while an import waits, and quits with the same key again', async () => {
  const {tui, changes} = await start({
    world: {jobs: 140, running: 1, runningEndsIn: Number.POSITIVE_INFINITY, seed: 7},
    until: 'InProgress',
  });
  tui.press('i');
  await tui.waitFor('Import a model');
  const texts = ['support-v8', 'support-v8', 's3://bucket/support/v8/', 'arn:aws:iam::111122223333:role/import'];
  for (const [i, text] of texts.entries()) {
    tui.write(text);
    tui.press(i < texts.length - 1 ? 'tab' : 'enter');
  }
  await tui.waitFor('AWS runs one import at a time');
  await tui.waitFor('nothing sent yet');
  tui.press('enter');
  await tui.waitFor('Waiting for');
  tui.press('1');
  await tui.waitFor(/support-v8 waits for /);
  tui.press('q');
  await tui.waitFor('Quit? support-v8 has not been started');
  tui.press('escape');
  await tui.waitFor(/support-v8 waits for /);
  tui.press('q');
  await tui.waitFor('Quit? ');
  tui.press('q');
  expect(await tui.exit).toMatchObject({code: 0});
  expect(changes()).toEqual([]);
}, 30_000);
