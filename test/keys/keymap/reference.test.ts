/** The keys as people read them: the help, the footer and the table in docs/keys.md leave nothing out. */
import {readFileSync} from 'node:fs';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {failure} from '../../../src/core/domain/app-error.ts';
import type {Message} from '../../../src/core/state/message.ts';
import type {State} from '../../../src/core/state/state.ts';
import {keyText} from '../../../src/keys/input/key-names.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {footerHints, hintsText} from '../../../src/keys/keymap/footer-hints.ts';
import {helpText, keyTable} from '../../../src/keys/keymap/reference.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {jobAt, jobsDown} from '../../support/jobs.ts';
import {modelAt} from '../../support/models.ts';
import {createProgram} from '../../support/program.ts';

const KEYMAP = createDefaultKeymap();

describe('the help', () => {
  const entries = helpText(KEYMAP).flatMap(section => section.entries);

  it('has every command of the list with all its keys', () => {
    for (const [id, keys] of KEYMAP.boundIn('list')) {
      const entry = entries.find(({text}) => text === commandOf(id).title);
      const names = keys.map(keyText).join(' ');
      // Two directions of one movement share a line.
      if (entry) expect(entry.keys).toBe(names);
      else expect(entries.map(other => ` ${other.keys} `).join('|')).toContain(` ${names} `);
    }
  });

  it.each(['search', 'filters', 'detail', 'setup', 'help', 'connections', 'sign-in'] as const)(
    'has every key of the context %s',
    context => {
      for (const [id, keys] of KEYMAP.boundIn(context)) {
        const names = ` ${keys.map(keyText).join(' ')} `;
        const isShown = entries.some(({keys, text}) => text === commandOf(id).title || ` ${keys} `.includes(names));
        expect(isShown, id).toBe(true);
      }
    },
  );

  it('begins with the commands used most', () => {
    expect(helpText(KEYMAP)[0]?.entries.map(({keys}) => keys)).toEqual([
      'j ↓ k ↑',
      'enter',
      '/',
      'f',
      'r',
      'esc',
      '?',
      'q ctrl-c',
    ]);
  });

  it('has a section for the connections screen and for one connection', () => {
    const section = helpText(KEYMAP).find(({contexts}) => contexts.includes('connections'));
    expect(section?.contexts).toContain('connection');
    const ids = ['retry-connection', 'sign-in', 'connection', 'run-sign-in'] as const;
    expect(section?.entries.map(({text}) => text)).toEqual(expect.arrayContaining(ids.map(id => commandOf(id).title)));
  });

  it('explains the signs in the list', () => {
    expect(entries).toContainEqual({keys: '>', text: 'the selected job'});
    expect(entries.map(({keys}) => keys)).toContain('*');
  });
});

describe('the footer', () => {
  const stateAfter = async (...messages: readonly Message[]): Promise<State> => {
    const program = createProgram({gateway: createFakeAws(jobsDown(3, 1))});
    await program.say({kind: 'started'});
    return program.say(...messages);
  };
  const setup = async (): Promise<State> => {
    const gateway = {
      ...createFakeAws([]),
      connect: async () => ({ok: false, error: oops({kind: 'credentials'})}) as const,
    };
    return createProgram({gateway}).say({kind: 'started'});
  };
  const states: readonly (readonly [string, () => Promise<State>, readonly string[]])[] = [
    ['list', () => stateAfter(), ['detail', 'name', 'help', 'quit']],
    ['setup', setup, ['help', 'quit']],
    ['search', () => stateAfter({kind: 'search-opened'}), ['search', 'cancel']],
    ['filters', () => stateAfter({kind: 'filters-opened'}), ['apply', 'cancel', 'choose']],
    ['detail', () => stateAfter({kind: 'detail-opened'}), ['close', 'help']],
    ['help', () => stateAfter({kind: 'help-opened'}), ['close', 'find']],
    ['help-filter', () => stateAfter({kind: 'help-opened'}, {kind: 'help-filter-opened'}), ['done', 'clear']],
    ['errors', () => stateAfter({kind: 'errors-opened'}), ['close', 'help']],
    ['too-small', () => stateAfter({kind: 'resized', columns: 10, rows: 5}), ['quit']],
  ];

  it.each(states)('of %s fits from 40 columns on, and keeps the necessary hints', async (_, state, kept) => {
    const given = await state();
    for (let columns = 40; columns <= 200; columns++) {
      const hints = footerHints(KEYMAP, given, columns - 2);
      expect(stringWidth(hintsText(hints, columns - 2)), `${columns} columns`).toBeLessThanOrEqual(columns - 2);
      expect(
        hints.map(({text}) => text),
        `${columns} columns`,
      ).toEqual(expect.arrayContaining([...kept]));
      expect(hints.filter(({key, text}) => key === '' || text === '')).toEqual([]);
    }
  });

  it('has more hints in a wider window', async () => {
    const state = await stateAfter();
    expect(hintsText(footerHints(KEYMAP, state, 86))).toBe(
      '/ name   f status   F filters   enter detail   r refresh   : command   ? help   q quit',
    );
    expect(hintsText(footerHints(KEYMAP, state, 230))).toMatch(
      /^\/ name.* J JSON {3}p pause {3}2 models {3}i import {3}I import again {3}t tags {3}P profiles {3}R regions {3}s connections {3}: command {3}\? help {3}q quit$/,
    );
    expect(hintsText(footerHints(KEYMAP, state, 38), 38)).toBe('/ name  enter detail  ? help  q quit');
    const counts = Array.from({length: 161}, (_, i) => footerHints(KEYMAP, state, 38 + i).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

describe('the footer offers only what can be done now', () => {
  const hintsAfter = async (count: number, ...messages: readonly Message[]) => {
    const program = createProgram({gateway: createFakeAws(jobsDown(count, 1))});
    await program.say({kind: 'started'});
    return hintsText(footerHints(KEYMAP, await program.say(...messages), 158));
  };

  it('no detail without a job', async () => {
    expect(await hintsAfter(3)).toContain('enter detail');
    expect(await hintsAfter(0)).not.toMatch(/enter|JSON/);
  });

  it('an earlier search if there was one', async () => {
    expect(await hintsAfter(3, {kind: 'search-opened'})).toBe('enter search   esc cancel   tab everything');
    const searched = [{kind: 'search-edited', text: 'a'}, {kind: 'search-submitted'}] as const;
    const again = await hintsAfter(3, {kind: 'search-opened'}, ...searched, {kind: 'search-opened'});
    expect(again).toBe('enter search   esc cancel   tab everything   ↑ earlier');
  });

  it('resume while paused', async () => {
    expect(await hintsAfter(3, {kind: 'pause-toggled'})).toContain('p resume');
    expect(await hintsAfter(3)).toContain('p pause');
  });

  it.each([
    ['Failed', 'I import again'],
    ['Completed', 'enter model'],
  ] as const)('what comes next for a job that is %s, even in a narrow window', async (status, hint) => {
    const job = jobAt(3, {status, ...(status === 'Completed' ? {modelArn: modelAt(3).arn} : {})});
    expect(await hintsIn(40, [{kind: 'detail-opened'}], createFakeAws([job]))).toContain(hint);
  });

  const hintsIn = async (columns: number, messages: readonly Message[], aws = createFakeAws(jobsDown(3, 1))) => {
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    return hintsText(footerHints(KEYMAP, await program.say(...messages), columns - 2), columns - 2);
  };

  it.each([40, 60, 80])('resume while paused, also in %i columns and in the detail', async columns => {
    expect(await hintsIn(columns, [{kind: 'pause-toggled'}])).toContain('p resume');
    const detail = await hintsIn(columns, [{kind: 'pause-toggled'}, {kind: 'detail-opened'}]);
    expect(detail).toContain('p resume');
    expect(detail).toContain('esc close');
  });

  it('first what helps, if the first answer was a failure', async () => {
    const aws = createFakeAws(jobsDown(3, 1));
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    expect(await hintsIn(40, [], aws)).toBe('r refresh  ! errors  ? help  q quit');
  });

  it('connect before choose if only one of them fits', async () => {
    const aws = createFakeAws([]);
    const failing = async () => failure(oops({kind: 'credentials', isTransient: false}));
    Object.assign(aws, {connect: failing, listJobs: failing});
    const profiles = ['default', 'dev'];
    const program = createProgram({gateway: aws, profiles});
    await program.say({kind: 'started'});
    expect(hintsText(footerHints(KEYMAP, program.state(), 38), 38)).toBe('enter connect  ? help  q quit');
    expect(hintsText(footerHints(KEYMAP, program.state(), 58), 58)).toContain('↑↓ choose   enter connect');
  });

  it('choose on a choice, and not on a field of text or a choice of one', async () => {
    const focused = (steps: number) =>
      hintsAfter(
        3,
        {kind: 'filters-opened'},
        ...Array.from({length: steps}, (): Message => ({kind: 'filters-focused', by: 1})),
      );
    expect(await focused(0)).toContain('↑↓ choose');
    expect(await focused(1)).not.toContain('choose');
    expect(await focused(5)).not.toContain('choose');
  });

  it('no scrolling if everything is visible', async () => {
    expect(await hintsAfter(3, {kind: 'help-opened'}, {kind: 'resized', columns: 120, rows: 140})).not.toContain(
      'scroll',
    );
    expect(await hintsAfter(3, {kind: 'help-opened'}, {kind: 'resized', columns: 80, rows: 24})).toContain('j scroll');
  });
});

it('docs/keys.md has the table of keys as the keymap has it', () => {
  const page = readFileSync(new URL('../../../docs/keys.md', import.meta.url), 'utf8');
  const table = /<!-- keys -->\n+([\s\S]*?)\n+<!-- \/keys -->/.exec(page)?.[1];
  expect(table, 'docs/keys.md: the key table is out of date. Run: npm run docs').toBe(keyTable(KEYMAP));
});

it('the table of keys has every command of the list once', () => {
  const rows = keyTable(KEYMAP).split('\n').slice(2);
  expect(rows).toHaveLength(KEYMAP.boundIn('list').size);
  for (const [id, keys] of KEYMAP.boundIn('list')) {
    expect(rows).toContain(`| ${keys.map(name => `\`${keyText(name)}\``).join(' ')} | ${commandOf(id).title} |`);
  }
});
