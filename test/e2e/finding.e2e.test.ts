/** Each of the eight inputs, by key and by flag, as the simulator's request log has it; and keys as they really arrive. */
import {afterEach, describe, expect, it} from 'vitest';
import {type Browsing, browse, selectedRow} from '../support/browse.ts';
import {disposeAll} from '../support/pty.ts';

afterEach(disposeAll);

type Question = Readonly<Record<string, string>>;

const PLAIN = {maxResults: '100', sortBy: 'CreationTime', sortOrder: 'Descending'};

/** Waits for a list request with exactly these parameters. */
const asked = async ({tui, lists}: Browsing, question: Question): Promise<void> => {
  const wanted = JSON.stringify(Object.entries(question).sort());
  await tui
    .waitFor(() => lists().some(list => JSON.stringify(Object.entries(list).sort()) === wanted))
    .catch(error => {
      throw new Error(`${error.message}\nasked: ${JSON.stringify(lists(), null, 1)}`);
    });
};

describe('by flag', () => {
  it.each([
    [['--status', 'Failed'], {statusEquals: 'Failed'}],
    [['--status-equals', 'completed'], {statusEquals: 'Completed'}],
    [['--name', 'llama'], {nameContains: 'llama'}],
    [['--name-contains', 'v1'], {nameContains: 'v1'}],
    [['--after', '2020-01-02T03:04Z'], {creationTimeAfter: '2020-01-02T03:04:00Z'}],
    [['--creation-time-before', '2099-12-31'], {creationTimeBefore: '2099-12-31T00:00:00Z'}],
    [['--sort-by', 'CreationTime', '--order', 'Ascending'], {sortOrder: 'Ascending'}],
    [['--sort-order', 'asc', '--max-results', '40'], {sortOrder: 'Ascending', maxResults: '40'}],
    [
      [
        '--status',
        'Completed',
        '--name',
        'llama',
        '--after',
        '2020-01-01',
        '--before',
        '2099-01-01',
        '--order',
        'Ascending',
        '--page-size',
        '1000',
      ],
      {
        statusEquals: 'Completed',
        nameContains: 'llama',
        creationTimeAfter: '2020-01-01T00:00:00Z',
        creationTimeBefore: '2099-01-01T00:00:00Z',
        sortOrder: 'Ascending',
        maxResults: '1000',
      },
    ],
  ] as const)('%s', async (args, question) => {
    const run = await browse({args, until: /\d jobs? · |No jobs match/});
    await asked(run, {...PLAIN, ...question});
  });

  it('distances count back from now', async () => {
    const {lists} = await browse({args: ['--after', '7d']});
    const at = Date.parse(lists()[0]?.creationTimeAfter ?? '');
    expect(Math.abs(Date.now() - 7 * 86_400_000 - at)).toBeLessThan(60_000);
  });
});

describe('by key', () => {
  it('f, o and /', async () => {
    const run = await browse();
    run.tui.press('f');
    await asked(run, {...PLAIN, statusEquals: 'InProgress'});
    run.tui.press('f');
    await asked(run, {...PLAIN, statusEquals: 'Completed'});
    run.tui.press('f');
    await asked(run, {...PLAIN, statusEquals: 'Failed'});
    await run.tui.waitFor('status Failed');
    run.tui.press('o');
    await asked(run, {...PLAIN, statusEquals: 'Failed', sortOrder: 'Ascending'});
    run.tui.write('/llama\r');
    await asked(run, {...PLAIN, statusEquals: 'Failed', sortOrder: 'Ascending', nameContains: 'llama'});
    await run.tui.waitFor('name *llama*');
  });

  it('the form, all of it in one go', async () => {
    const run = await browse();
    run.tui.write('F');
    await run.tui.waitFor('> Status');
    run.tui.write('jjj\tllama\t2020-01-01\t2099-01-01T00:00Z\tj\t\t');
    await run.tui.waitFor('> Page size');
    run.tui.write('\x7f\x7f\x7f7\r');
    await asked(run, {
      statusEquals: 'Failed',
      nameContains: 'llama',
      creationTimeAfter: '2020-01-01T00:00:00Z',
      creationTimeBefore: '2099-01-01T00:00:00Z',
      sortBy: 'CreationTime',
      sortOrder: 'Ascending',
      maxResults: '7',
    });
    await run.tui.waitFor('oldest first');
  });

  it('the form refuses a bad date at its field, and the text stays', async () => {
    const run = await browse();
    const before = run.lists().length;
    run.tui.write('F\t\tyesterdai\r');
    await run.tui.waitFor('is not a date');
    expect(run.tui.screen()).toContain('>!Created after     yesterdai');
    run.tui.write('\x15' + '3d\r');
    await run.tui.waitFor(/after \d{4}-/);
    await run.tui.waitFor(() => run.lists().length === before + 1);
  });

  it('the next page carries the token of the one before, and the same filters', async () => {
    const run = await browse({args: ['--name', 'v', '--page-size', '25']});
    run.tui.press('G');
    await run.tui.waitFor(() => run.lists().length >= 2);
    const [first, second] = run.lists();
    const {nextToken, ...rest} = second ?? {};
    expect(rest).toEqual(first);
    expect(nextToken).toMatch(/^\S+$/);
  });
});

describe('keys in chunks', () => {
  it('"/qwen\\r" in one write filters for qwen, and what follows goes to the list', async () => {
    const run = await browse();
    run.tui.write('/qwen\rj');
    await asked(run, {...PLAIN, nameContains: 'qwen'});
    await run.tui.waitFor('name *qwen*');
    await run.tui.waitFor(() => selectedRow(run.tui)?.includes('qwen') ?? false);
  });

  it('three backspaces in one write delete three characters', async () => {
    const run = await browse();
    run.tui.write('/llamaxyz');
    await run.tui.waitFor('/llamaxyz');
    run.tui.write('\x7f\x7f\x7f');
    await run.tui.waitFor(/\/llama {3}/);
    run.tui.press('enter');
    await asked(run, {...PLAIN, nameContains: 'llama'});
  });

  it('a bracketed paste of q?j into the field is text', async () => {
    const run = await browse();
    run.tui.press('/');
    await run.tui.waitFor('enter search');
    run.tui.paste('q?j');
    await run.tui.waitFor('/q?j');
    expect(run.tui.screen()).toContain('AWS cannot search for “?”');
    run.tui.press('escape');
    await run.tui.waitFor('/ name');
    expect(run.lists().every(list => list.nameContains === undefined)).toBe(true);
  });

  it('a paste outside of a field says nothing', async () => {
    const run = await browse();
    run.tui.paste('qqq');
    run.tui.press('f');
    await run.tui.waitFor('status InProgress');
  });

  it('two hundred keys in one write end where they should', async () => {
    const run = await browse({world: {jobs: 1000}, args: ['--page-size', '1000']});
    run.tui.write('j'.repeat(200));
    const wanted = [...run.simulator.world.jobs].reverse()[200]?.name;
    await run.tui.waitFor(() => selectedRow(run.tui)?.includes(` ${wanted} `) ?? false);
  });

  it('escape steps back and never quits', async () => {
    const run = await browse();
    for (let i = 0; i < 5; i++) run.tui.press('escape');
    // An escape and a letter that arrive together would be alt and the letter; an arrow is never mistaken.
    run.tui.press('down');
    await run.tui.waitFor(/\n {2}\S+.*\n> /);
    run.tui.press('?');
    await run.tui.waitFor('half a page down');
    run.tui.press('q');
    await run.tui.waitFor('/ name');
    run.tui.press('q');
    expect(await run.tui.exit).toEqual({code: 0, signal: 0});
  });
});
