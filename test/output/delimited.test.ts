/** CSV and TSV: what is quoted, what is replaced, and that a parser finds the cells again. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plainLines} from '../../src/core/text/plain-text.ts';
import {delimitedLine} from '../../src/output/delimited.ts';
import {anyText, STEERING} from '../support/any-job.ts';
import {readCsv} from '../support/csv.ts';

const anyCells = fc.array(anyText, {minLength: 1, maxLength: 6});

describe('CSV', () => {
  it.each([
    [['a', 'b'], 'a,b\n'],
    [['', ''], ',\n'],
    [['a b', ' c '], 'a b, c \n'],
    [['a,b'], '"a,b"\n'],
    [['a"b'], '"a""b"\n'],
    [['"'], '""""\n'],
    [['a\nb', 'c'], '"a\nb",c\n'],
    [['a\tb'], 'a b\n'],
    [['a\r\nb'], '"a\nb"\n'],
    [['模型', '🦙'], '模型,🦙\n'],
  ])('%j is %j', (cells, line) => {
    expect(delimitedLine(cells, 'csv')).toBe(line);
  });

  it('quotes an empty cell that is alone: an empty line is no record to many readers', () => {
    expect(delimitedLine([''], 'csv')).toBe('""\n');
  });

  it('is read back, whatever is in it, as the same text without what steers', () => {
    fc.assert(
      fc.property(fc.array(anyCells, {maxLength: 5}), rows => {
        const text = rows.map(cells => delimitedLine(cells, 'csv')).join('');
        expect(readCsv(text)).toEqual(rows.map(cells => cells.map(plainLines)));
      }),
    );
  });

  it('holds no control character but line feeds', () => {
    fc.assert(
      fc.property(anyCells, cells => {
        expect(delimitedLine(cells, 'csv').replaceAll('\n', '')).not.toMatch(STEERING);
      }),
    );
  });
});

describe('TSV', () => {
  it.each([
    [['a', 'b'], 'a\tb\n'],
    [['', '', ''], '\t\t\n'],
    [['a\tb', 'c'], 'a b\tc\n'],
    [['a\nb\r\nc'], 'a b c\n'],
    [['say "a", b'], 'say "a", b\n'],
  ])('%j is %j', (cells, line) => {
    expect(delimitedLine(cells, 'tsv')).toBe(line);
  });

  it('is one line with a tab between each two cells, whatever is in them', () => {
    fc.assert(
      fc.property(anyCells, cells => {
        const line = delimitedLine(cells, 'tsv');
        expect(line.indexOf('\n')).toBe(line.length - 1);
        expect(line.slice(0, -1).split('\t')).toHaveLength(cells.length);
      }),
    );
  });

  it('holds no control character but its tabs and the line feed', () => {
    fc.assert(
      fc.property(anyCells, cells => {
        expect(delimitedLine(cells, 'tsv').replace(/[\t\n]/g, '')).not.toMatch(STEERING);
      }),
    );
  });
});
