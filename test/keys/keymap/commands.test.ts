/** Every command: it has its texts and a message, and says when it cannot be done. */
import {describe, expect, it} from 'vitest';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import {COMMANDS, type CommandId, commandOf, GROUPS} from '../../../src/keys/keymap/commands.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobsDown, NOON} from '../../support/jobs.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const IDS = Object.keys(COMMANDS) as readonly CommandId[];

const start = async (count: number, more: Partial<ProgramOptions> = {}) => {
  const program = createProgram({gateway: createFakeAws(jobsDown(count, 1)), ...more});
  await program.say({kind: 'started'});
  return program;
};
const refusal = (id: CommandId, state: Awaited<ReturnType<typeof start>>) => commandOf(id).refusal?.(state.state());

it.each(IDS)('%s has a title, a group, and a message that the program takes', async id => {
  const {title, hint, group, message} = commandOf(id);
  expect(title).toMatch(/^\S.*[^.\s]$/);
  expect(hint?.split(' ').length ?? 1).toBeLessThanOrEqual(2);
  expect(GROUPS).toContain(group);
  const program = await start(3);
  await program.say(message(program.state()));
  expect(program.faults).toEqual([]);
});

it('no two commands have the same title', () => {
  const titles = IDS.map(id => commandOf(id).title);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

describe('a command that cannot be done says why', () => {
  it('load-rest, if everything is loaded', async () => {
    expect(refusal('load-rest', await start(3))).toBe('all matching jobs are loaded');
    expect(refusal('load-rest', await start(300))).toBeUndefined();
  });

  it.each(['detail', 'raw'] as const)('%s, if no job is selected', async id => {
    expect(refusal(id, await start(0))).toBe('no job selected');
    expect(refusal(id, await start(1))).toBeUndefined();
  });

  it('raw can always be done over a detail', async () => {
    const program = await start(1);
    await program.say({kind: 'detail-opened'});
    expect(refusal('raw', program)).toBeUndefined();
  });

  it('back, if there is nothing to clear', async () => {
    expect(refusal('back', await start(3))).toBe('nothing to clear');
    const pages = {query: {...DEFAULT_QUERY, pageSize: 7}} as const;
    expect(refusal('back', await start(3, pages))).toBe('nothing to clear');
  });

  it.each([
    ['a status', {status: 'Failed'}],
    ['a name', {name: 'job'}],
    ['an order', {order: 'Ascending' as const}],
    ['a date', {after: {text: '7d', at: NOON - 1}}],
  ])('back clears %s', async (_, filter) => {
    expect(refusal('back', await start(3, {query: {...DEFAULT_QUERY, ...filter}}))).toBeUndefined();
  });

  it('back clears a local sort, a search over the loaded rows, and the loading of all pages', async () => {
    const sorted = await start(3);
    await sorted.say({kind: 'sorted', by: 'name'});
    expect(refusal('back', sorted)).toBeUndefined();
    const narrowed = await start(3);
    await narrowed.say({kind: 'search-opened'}, {kind: 'search-edited', text: '_'}, {kind: 'search-submitted'});
    expect(refusal('back', narrowed)).toBeUndefined();
    const loading = await start(300);
    loading.store.dispatch({kind: 'load-all-asked'});
    expect(refusal('back', loading)).toBeUndefined();
  });
});
