/** The help in any window: it fits, loses nothing, and shows only what matches the filter. */
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {type HelpLine, helpPage} from '../../../src/core/screens/shared/help.ts';
import {initialState, type Overlay} from '../../../src/core/state/state.ts';
import {createDefaultKeymap} from '../../../src/keys/keymap/default-bindings.ts';
import {helpText} from '../../../src/keys/keymap/reference.ts';
import {NOON} from '../../support/jobs.ts';
import {AWS} from '../../support/state.ts';

const HELP = helpText(createDefaultKeymap());

const pageIn = (columns: number, rows: number, filter = '', under: readonly Overlay[] = []) => {
  const settings = {refreshMs: 5000, hasBell: false, widthOf: stringWidth, help: HELP};
  const state = initialState({at: NOON, window: {kind: 'terminal', columns, rows}, settings, targets: [AWS]});
  return helpPage({...state, overlays: [...under, {kind: 'help', scroll: 0, filter, isTyping: false}]}, filter);
};

/** The lines in reading order: the left column, then the right one. */
const linesIn = (columns: number, rows = 36): readonly HelpLine[] => {
  const page = pageIn(columns, rows).rows;
  return [...page.map(({left}) => left), ...page.flatMap(({right}) => right ?? [])];
};

/** As the help screen draws it: a space before each line, two before the keys and one after them. */
const drawn = ({kind, keys = '', text}: HelpLine) => (kind === 'key' ? `  ${keys} ${text}` : ` ${text}`);

it.each([40, 60, 80, 120])('fits %d columns', width => {
  const {rows, columnWidth} = pageIn(width, 36);
  for (const {left, right} of rows) {
    expect(stringWidth(drawn(left))).toBeLessThanOrEqual(right ? columnWidth - 1 : width);
    if (right) expect(stringWidth(drawn(right))).toBeLessThanOrEqual(width - columnWidth);
  }
});

it('fits 120 columns if the keys of the present screen are in one column above the others', () => {
  const {rows, columnWidth} = pageIn(120, 36, '', [{kind: 'copy', top: 0}]);
  expect(rows[0]?.left.text).toBe('In the copy menu');
  expect(rows.some(({right}) => right !== undefined)).toBe(true);
  for (const {right} of rows) if (right) expect(stringWidth(drawn(right))).toBeLessThanOrEqual(120 - columnWidth);
});

it.each([40, 60, 80, 120])('keeps keys and text apart in %d columns', width => {
  const keyed = linesIn(width).filter(line => line.kind === 'key');
  const narrow = keyed.filter(({keys = ''}) => stringWidth(keys) !== stringWidth(keyed[0]?.keys ?? ''));
  expect(narrow.map(drawn)).toEqual([]);
});

it.each([40, 80, 120])('loses no key and no word in %d columns', width => {
  // Sorted, as in two columns the sections stand in another order.
  const words = (texts: readonly string[]) =>
    texts
      .flatMap(text => text.split(' '))
      .filter(word => word !== '')
      .sort();
  const entries = HELP.flatMap(section => section.entries);
  const lines = linesIn(width).filter(({kind}) => kind === 'key');
  expect(words(lines.map(({keys = ''}) => keys))).toEqual(words(entries.map(({keys}) => keys)));
  expect(words(lines.map(({text}) => text))).toEqual(words(entries.map(({text}) => text)));
});

it('has all keys of the list on the first screen of 120 by 36, in two columns, and one column if the window is narrower', () => {
  const first = pageIn(120, 36).rows.slice(0, 32);
  const shown = first.flatMap(({left, right}) => [left.text, right?.text ?? '']).join(' ');
  const ofList = HELP.filter(({contexts}) => contexts.includes('list'));
  expect(ofList.map(({title}) => title)).toEqual([
    'In the list of jobs',
    'Move',
    'Find',
    'View',
    'Act',
    'General',
    'Legend',
  ]);
  for (const {title} of ofList) expect(shown).toContain(title);
  const others = pageIn(120, 36).rows.findIndex(({left}) => left.text === 'In the detail and JSON');
  expect(others).toBeLessThanOrEqual(32);
  expect(pageIn(80, 24).rows.every(({right}) => right === undefined)).toBe(true);
});

it('has a blank line between two sections, and none at its end', () => {
  const kinds = linesIn(80).map(line => line.kind);
  kinds.forEach((kind, i) => {
    expect(kind === 'title' && i > 0 ? kinds[i - 1] : 'blank').toBe('blank');
  });
  expect(kinds.at(-1)).toBe('key');
});

describe('a filter', () => {
  const texts = (filter: string) => pageIn(80, 24, filter).rows.map(({left}) => left.text);

  it('leaves only what matches, with case if it has capitals', () => {
    expect(texts('json')).toContain('the API response as JSON');
    expect(texts('json')).not.toContain('quit');
    expect(texts('F').some(text => text === 'filter form')).toBe(true);
  });

  it('that matches nothing is quoted', () => {
    expect(texts('xyzzy')).toEqual(['No key matches “xyzzy”']);
  });
});

it('has the keys of the screen first from which it was opened', () => {
  const compare: Overlay = {kind: 'compare', arns: ['a', 'b'], isAll: false, scroll: 0};
  const [first] = pageIn(80, 24, '', [compare]).rows;
  expect(first?.left).toMatchObject({kind: 'title', text: 'In a comparison'});
  expect(pageIn(80, 24).rows[0]?.left.text).toBe('In the list of jobs');
});
