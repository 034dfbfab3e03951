/** Columns of any rows: which of them are shown at a width, and a row's text in them. */
import {expect, it} from 'vitest';
import {type ScreenColumn, shownColumns} from '../../../src/core/list/columns.ts';
import {headingText, rowText} from '../../../src/core/list/row-text.ts';

interface Planet {
  readonly name: string;
  readonly moons: number;
}

const NAME: ScreenColumn<Planet> = {id: 'name', short: 'name', title: 'NAME', value: ({name}) => name};
const COLUMNS: readonly ScreenColumn<Planet>[] = [
  {...NAME, id: 'initial', title: 'I', value: ({name}) => name.slice(0, 1), width: 1},
  NAME,
  {id: 'age', short: 'age', title: 'AGE', value: () => '', text: (_, now) => `${now} years`, width: 10, from: 40},
  {id: 'moons', short: 'moons', title: 'MOONS', value: ({moons}) => String(moons), isRight: true, width: 5},
];
const columnsAt = (width: number) => shownColumns(COLUMNS, width, room => ({name: room}));
const lineAt = (width: number) => {
  const measure = {columns: columnsAt(width), width, now: 7, widthOf: (text: string) => text.length};
  const {first, rest} = rowText({name: 'Jupiter', moons: 115}, measure);
  return first + rest;
};

it('a column with a width of its own is shown from its width on, and the others share the rest', () => {
  expect(columnsAt(39).map(({id, width}) => [id, width])).toEqual([
    ['initial', 1],
    ['name', 26],
    ['moons', 5],
  ]);
  expect(columnsAt(40).map(({id, width}) => [id, width])).toEqual([
    ['initial', 1],
    ['name', 15],
    ['age', 10],
    ['moons', 5],
  ]);
});

it('a column that shares the rest is left out if it gets no width', () => {
  expect(shownColumns(COLUMNS, 39, () => ({})).map(({id}) => id)).toEqual(['initial', 'moons']);
});

it('a row has its texts under their headings, cut to the columns, and fills the width after the gutter', () => {
  expect(headingText(columnsAt(40))).toBe('I  NAME             AGE         MOONS');
  expect(lineAt(40)).toBe('J  Jupiter          7 years       115 ');
  expect(lineAt(18)).toBe('J  Jupi…    115 ');
});
