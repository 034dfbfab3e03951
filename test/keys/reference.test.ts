/** The keys as they are told: the help, the footer and the README's table fit, and leave nothing out. */
import {readFileSync} from 'node:fs';
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/message.ts';
import type {State} from '../../src/core/state.ts';
import {boundIn, keyText} from '../../src/keys/bindings.ts';
import {commandOf} from '../../src/keys/commands.ts';
import {footerHints, type HelpLine, helpLines, hintsText, keyTable} from '../../src/keys/reference.ts';
import {createFakeAws, oops} from '../support/fake-aws.ts';
import {jobsDown} from '../support/jobs.ts';
import {createProgram} from '../support/program.ts';

/** As the help screen draws it: a column before all, and three and one around the keys. */
const drawn = ({kind, keys = '', text}: HelpLine) => (kind === 'key' ? `   ${keys} ${text}` : ` ${text}`);

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

  /** The lines as pairs of keys and whole titles, wrapped ones joined. */
  const told = (width: number) => {
    const pairs: [string, string][] = [];
    for (const {kind, keys = '', text} of helpLines(width)) {
      const last = pairs.at(-1);
      if (kind === 'key' && keys.trim() === '' && last) last[1] += ` ${text}`;
      else if (kind === 'key') pairs.push([keys.trim(), text]);
    }
    return pairs;
  };

  it.each([40, 80, 120])('has every command of the list with all its keys, in %d columns', width => {
    for (const [id, keys] of boundIn('list')) {
      expect(told(width)).toContainEqual([keys.map(keyText).join(' '), commandOf(id).title]);
    }
  });

  it.each(['search', 'filters', 'detail', 'setup'] as const)('has what is bound in the context %s', context => {
    const titles = told(120).map(([, title]) => title);
    for (const [id] of boundIn(context)) expect(titles).toContain(commandOf(id).title);
  });

  it('explains the signs in the list', () => {
    expect(told(80)).toContainEqual(['>', 'the selected job']);
    expect(told(80).some(([sign]) => sign === '*')).toBe(true);
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
    ['list', () => stateAfter(), ['help', 'quit']],
    ['setup', setup, ['help', 'quit']],
    ['search', () => stateAfter({kind: 'search-opened'}), ['search', 'leave']],
    ['filters', () => stateAfter({kind: 'filters-opened'}), ['apply', 'leave']],
    ['detail', () => stateAfter({kind: 'detail-opened'}), ['close', 'help']],
    ['help', () => stateAfter({kind: 'help-opened'}), ['close']],
    ['errors', () => stateAfter({kind: 'errors-opened'}), ['close', 'help']],
    ['too-small', () => stateAfter({kind: 'resized', columns: 10, rows: 5}), ['quit']],
  ];

  it.each(states)(
    'of %s fits from 40 columns on, and keeps what a person cannot do without',
    async (_, state, kept) => {
      const given = await state();
      for (let columns = 40; columns <= 200; columns++) {
        const hints = footerHints(given, columns - 2);
        expect(stringWidth(hintsText(hints)), `${columns} columns`).toBeLessThanOrEqual(columns - 2);
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
    expect(hintsText(footerHints(state, 158))).toMatch(/^\/ name.* J raw JSON {3}p pause {3}\? help {3}q quit$/);
    const counts = Array.from({length: 161}, (_, i) => footerHints(state, 38 + i).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

it('the README has the table of keys as the keymap has it', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const table = /<!-- keys -->\n+([\s\S]*?)\n+<!-- \/keys -->/.exec(readme)?.[1];
  expect(table, 'README.md: the key table is out of date. Run: npm run docs').toBe(keyTable());
});

it('the table of keys has every command of the list once', () => {
  const rows = keyTable().split('\n').slice(2);
  expect(rows).toHaveLength(boundIn('list').length);
  for (const [id, keys] of boundIn('list')) {
    expect(rows).toContain(`| ${keys.map(name => `\`${keyText(name)}\``).join(' ')} | ${commandOf(id).title} |`);
  }
});
