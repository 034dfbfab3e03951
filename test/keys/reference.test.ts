/** The keys as they are told: the help, the footer and the table in docs/keys.md fit, and leave nothing out. */
import {readFileSync} from 'node:fs';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {failure} from '../../src/core/app-error.ts';
import type {Message} from '../../src/core/message.ts';
import type {State} from '../../src/core/state.ts';
import {boundIn, keyText} from '../../src/keys/bindings.ts';
import {commandOf} from '../../src/keys/commands.ts';
import {footerHints, hintsText} from '../../src/keys/footer-hints.ts';
import {helpPage} from '../../src/keys/help-layout.ts';
import {type HelpLine, helpLines, helpSections, keyTable} from '../../src/keys/reference.ts';
import {createFakeAws, oops} from '../support/fake-aws.ts';
import {jobsDown} from '../support/jobs.ts';
import {createProgram} from '../support/program.ts';

/** As the help screen draws it: a column before all, two before the keys and one behind them. */
const drawn = ({kind, keys = '', text}: HelpLine) => (kind === 'key' ? `  ${keys} ${text}` : ` ${text}`);

describe('the help', () => {
  it.each([40, 60, 80, 120])('never exceeds %d columns', width => {
    const wide = helpLines(width).filter(line => stringWidth(drawn(line)) > width);
    expect(wide.map(drawn)).toEqual([]);
  });

  it.each([40, 60, 80, 120])('keeps keys and text apart in %d columns', width => {
    const keyed = helpLines(width).filter(line => line.kind === 'key');
    const narrow = keyed.filter(({keys = ''}) => stringWidth(keys) !== stringWidth(keyed[0]?.keys ?? ''));
    expect(narrow.map(drawn)).toEqual([]);
  });

  const told = helpSections().flatMap(({entries}) => entries.map(({keys, text}) => [keys, text] as const));

  it.each([40, 80, 120])('loses no key and no word in %d columns', width => {
    const words = (texts: readonly string[]) => texts.flatMap(text => text.split(' ')).filter(word => word !== '');
    const lines = helpLines(width).filter(({kind}) => kind === 'key');
    expect(words(lines.map(({keys = ''}) => keys))).toEqual(words(told.map(([keys]) => keys)));
    expect(words(lines.map(({text}) => text))).toEqual(words(told.map(([, text]) => text)));
  });

  it('has every command of the list with all its keys', () => {
    for (const [id, keys] of boundIn('list')) {
      const line = told.find(([, title]) => title === commandOf(id).title);
      // Two directions of one movement share a line.
      if (line) expect(line[0]).toBe(keys.map(keyText).join(' '));
      else expect(told.map(([names]) => ` ${names} `).join('|')).toContain(` ${keys.map(keyText).join(' ')} `);
    }
  });

  it.each(['search', 'filters', 'detail', 'setup', 'help'] as const)('has what is bound in the context %s', context => {
    const pairs = told;
    for (const [id, keys] of boundIn(context)) {
      const isTold = pairs.some(
        ([names, title]) => title === commandOf(id).title || ` ${names} `.includes(` ${keys.map(keyText).join(' ')} `),
      );
      expect(isTold, id).toBe(true);
    }
  });

  it('begins with what is used most', () => {
    const [, ...first] = helpLines(80);
    expect(first.slice(0, 8).map(line => line.keys?.trim())).toEqual([
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

  it('stands in two columns on one screen at 120 x 36, in one where it is narrower', () => {
    const wide = helpPage(120, 32, '');
    expect(wide.rows.length).toBeLessThanOrEqual(32);
    const cells = wide.rows.flatMap(({left, right}) => [left, right]);
    const keyed = (lines: readonly (HelpLine | undefined)[]) => lines.filter(line => line?.kind === 'key').length;
    expect(keyed(cells)).toBeGreaterThanOrEqual(keyed(helpLines(120)));
    for (const {left, right} of wide.rows) {
      expect(stringWidth(drawn(left))).toBeLessThan(wide.columnWidth);
      if (right) expect(stringWidth(drawn(right))).toBeLessThanOrEqual(120 - wide.columnWidth);
    }
    expect(helpPage(80, 20, '').rows.every(({right}) => right === undefined)).toBe(true);
  });

  it('shows only what matches, with case if the text has capitals', () => {
    const texts = (filter: string) => helpPage(80, 20, filter).rows.map(({left}) => left.text);
    expect(texts('json')).toContain('the API response as JSON');
    expect(texts('json')).not.toContain('quit');
    expect(texts('F').some(text => text === 'filter form')).toBe(true);
    expect(texts('xyzzy')).toEqual(['No key matches “xyzzy”']);
  });

  it('explains the signs in the list', () => {
    expect(told).toContainEqual(['>', 'the selected job']);
    expect(told.some(([sign]) => sign === '*')).toBe(true);
  });

  it('has a blank line between its sections, and none at its end', () => {
    const kinds = helpLines(80).map(line => line.kind);
    kinds.forEach((kind, i) => {
      expect(kind === 'title' && i > 0 ? kinds[i - 1] : 'blank').toBe('blank');
    });
    expect(kinds.at(-1)).toBe('key');
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

  it.each(states)(
    'of %s fits from 40 columns on, and keeps what a person cannot do without',
    async (_, state, kept) => {
      const given = await state();
      for (let columns = 40; columns <= 200; columns++) {
        const hints = footerHints(given, columns - 2);
        expect(stringWidth(hintsText(hints, columns - 2)), `${columns} columns`).toBeLessThanOrEqual(columns - 2);
        expect(
          hints.map(({text}) => text),
          `${columns} columns`,
        ).toEqual(expect.arrayContaining([...kept]));
        expect(hints.filter(({key, text}) => key === '' || text === '')).toEqual([]);
      }
    },
  );

  it('tells the more the wider it is', async () => {
    const state = await stateAfter();
    expect(hintsText(footerHints(state, 86))).toBe(
      '/ name   f status   F filters   o order   enter detail   r refresh   ? help   q quit',
    );
    expect(hintsText(footerHints(state, 158))).toMatch(/^\/ name.* J JSON {3}p pause {3}\? help {3}q quit$/);
    expect(hintsText(footerHints(state, 38), 38)).toBe('/ name  enter detail  ? help  q quit');
    const counts = Array.from({length: 161}, (_, i) => footerHints(state, 38 + i).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

describe('the footer offers only what can be done now', () => {
  const hintsAfter = async (count: number, ...messages: readonly Message[]) => {
    const program = createProgram({gateway: createFakeAws(jobsDown(count, 1))});
    await program.say({kind: 'started'});
    return hintsText(footerHints(await program.say(...messages), 158));
  };

  it('no detail without a job', async () => {
    expect(await hintsAfter(3)).toContain('enter detail');
    expect(await hintsAfter(0)).not.toMatch(/enter|JSON/);
  });

  it('resume while paused', async () => {
    expect(await hintsAfter(3, {kind: 'pause-turned'})).toContain('p resume');
    expect(await hintsAfter(3)).toContain('p pause');
  });

  const hintsIn = async (columns: number, messages: readonly Message[], aws = createFakeAws(jobsDown(3, 1))) => {
    const program = createProgram({gateway: aws});
    await program.say({kind: 'started'});
    return hintsText(footerHints(await program.say(...messages), columns - 2), columns - 2);
  };

  it.each([40, 60, 80])('resume while paused, also in %i columns and in the detail', async columns => {
    expect(await hintsIn(columns, [{kind: 'pause-turned'}])).toContain('p resume');
    const detail = await hintsIn(columns, [{kind: 'pause-turned'}, {kind: 'detail-opened'}]);
    expect(detail).toContain('p resume');
    expect(detail).toContain('esc close');
  });

  it('what helps first if the first answer was a failure', async () => {
    const aws = createFakeAws(jobsDown(3, 1));
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    expect(await hintsIn(40, [], aws)).toBe('r refresh  ! errors  ? help  q quit');
  });

  it('connect before choose where only one of them fits', async () => {
    const aws = createFakeAws([]);
    const failing = async () => failure(oops({kind: 'credentials', isTransient: false}));
    Object.assign(aws, {connect: failing, listJobs: failing});
    const profiles = ['default', 'dev'];
    const program = createProgram({gateway: aws, profiles});
    await program.say({kind: 'started'});
    expect(hintsText(footerHints(program.state(), 38), 38)).toBe('enter connect  ? help  q quit');
    expect(hintsText(footerHints(program.state(), 58), 58)).toContain('↑↓ choose   enter connect');
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

  it('no scrolling where all is in sight', async () => {
    expect(await hintsAfter(3, {kind: 'help-opened'})).not.toContain('scroll');
    expect(await hintsAfter(3, {kind: 'help-opened'}, {kind: 'resized', columns: 80, rows: 24})).toContain('j scroll');
  });
});

it('docs/keys.md has the table of keys as the keymap has it', () => {
  const page = readFileSync(new URL('../../docs/keys.md', import.meta.url), 'utf8');
  const table = /<!-- keys -->\n+([\s\S]*?)\n+<!-- \/keys -->/.exec(page)?.[1];
  expect(table, 'docs/keys.md: the key table is out of date. Run: npm run docs').toBe(keyTable());
});

it('the table of keys has every command of the list once', () => {
  const rows = keyTable().split('\n').slice(2);
  expect(rows).toHaveLength(boundIn('list').length);
  for (const [id, keys] of boundIn('list')) {
    expect(rows).toContain(`| ${keys.map(name => `\`${keyText(name)}\``).join(' ')} | ${commandOf(id).title} |`);
  }
});
