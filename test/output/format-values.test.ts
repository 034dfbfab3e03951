/** The result of a query, in the formats that can represent any value. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {plainLines} from '../../src/core/text/plain-text.ts';
import {FORMAT_FACTS, FORMAT_NAMES, type Format} from '../../src/output/format-names.ts';
import {FORMATS} from '../../src/output/formats.ts';
import {anyText, linesOf, STEERING} from '../support/any-job.ts';
import {readCsv} from '../support/csv.ts';

/** What a format makes of the value; it fails for a format that has no text for values. */
const valueText = (value: unknown, format: Format, hasHeader: boolean): string => {
  const text = FORMATS[format].value?.(value, hasHeader);
  if (text === undefined) throw new Error(`${format} has no text for values`);
  return text;
};
const VALUE_FORMATS = FORMAT_NAMES.filter(name => FORMATS[name].value);

it('four formats can represent any value', () => {
  expect(VALUE_FORMATS).toEqual(['json', 'ndjson', 'csv', 'tsv']);
  expect(FORMAT_NAMES.filter(name => FORMAT_FACTS[name].hasValues)).toEqual(VALUE_FORMATS);
});

const ROWS = [
  {name: 'llama', status: 'Completed'},
  {name: 'mistral', ended: null},
];

it.each([
  [
    'json',
    ROWS,
    '[\n    {\n        "name": "llama",\n        "status": "Completed"\n    },\n    {\n        "name": "mistral",\n        "ended": null\n    }\n]\n',
  ],
  ['ndjson', ROWS, '{"name":"llama","status":"Completed"}\n{"name":"mistral","ended":null}\n'],
  ['csv', ROWS, 'name,status,ended\nllama,Completed,\nmistral,,\n'],
  ['tsv', ROWS, 'name\tstatus\tended\nllama\tCompleted\t\nmistral\t\t\n'],
  ['json', 'llama', '"llama"\n'],
  ['ndjson', 'llama', '"llama"\n'],
  ['csv', 'llama', 'llama\n'],
  ['tsv', 'llama', 'llama\n'],
  ['json', null, 'null\n'],
  ['ndjson', null, 'null\n'],
  ['csv', null, '""\n'],
  ['tsv', null, '\n'],
  ['json', undefined, 'null\n'],
  ['ndjson', undefined, 'null\n'],
  ['json', [], '[]\n'],
  ['ndjson', [], ''],
  ['csv', [], ''],
  ['tsv', [], ''],
  ['csv', {}, '\n'],
  ['csv', 12.5, '12.5\n'],
  ['csv', [[1e21, -0, true]], '1e+21,0,true\n'],
  ['json', Number.NaN, 'null\n'],
  ['csv', [['a'], ['b']], 'a\nb\n'],
  ['csv', [[''], ['b']], '""\nb\n'],
  ['tsv', [['a\tb', {deep: '\t'}]], 'a b\t{"deep":"\\t"}\n'],
  [
    'csv',
    [
      ['a', 1],
      ['b', null],
    ],
    'a,1\nb,\n',
  ],
  ['csv', {name: 'llama', tags: ['x', 'y'], more: {deep: 1}}, 'name,tags,more\nllama,"[""x"",""y""]","{""deep"":1}"\n'],
  ['csv', [{name: 'one\ntwo'}], 'name\n"one\ntwo"\n'],
  ['tsv', [{name: 'one\n\ttwo'}], 'name\none  two\n'],
  ['csv', [{'a,b': 1}], '"a,b"\n1\n'],
] as const)('%s of %j is %j', (format, value, text) => {
  expect(valueText(value, format, true)).toBe(text);
});

it('leaves out the header if it is not wanted', () => {
  expect(valueText(ROWS, 'csv', false)).toBe('llama,Completed,\nmistral,,\n');
});

it('reads only a row’s own members, not inherited ones', () => {
  const rows = JSON.parse('[{"constructor": "a", "__proto__": "b"}, {"toString": "c"}]');
  expect(readCsv(valueText(rows, 'csv', true))).toEqual([
    ['constructor', '__proto__', 'toString'],
    ['a', 'b', ''],
    ['', '', 'c'],
  ]);
});

const anyValue = fc.jsonValue({maxDepth: 3, stringUnit: 'binary'});
const anyMembers = fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.constant(null)), {
  maxKeys: 5,
  noNullPrototype: true,
});
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('any value', () => {
  it('is read back from json', () => {
    fc.assert(
      fc.property(anyValue, value => {
        expect(JSON.parse(valueText(value, 'json', true))).toEqual(asJson(value));
      }),
    );
  });

  it('is read back from ndjson, a line for each element of a list', () => {
    fc.assert(
      fc.property(fc.array(anyValue), values => {
        expect(linesOf(valueText(values, 'ndjson', true)).map(line => JSON.parse(line))).toEqual(asJson(values));
      }),
    );
  });

  it.each(VALUE_FORMATS)('steers no terminal as %s', format => {
    fc.assert(
      fc.property(fc.oneof(anyValue, fc.array(anyMembers), anyText), value => {
        const text = valueText(value, format, true);
        expect(text.replace(format === 'tsv' ? /[\t\n]/g : /\n/g, '')).not.toMatch(STEERING);
      }),
    );
  });
});

describe('a list of objects', () => {
  const namesOf = (rows: readonly object[]) => [...new Set(rows.flatMap(Object.keys))];
  const cellOf = (value: unknown) =>
    typeof value === 'string' ? plainLines(value) : value === null ? '' : String(value);

  it('is read back from csv, each cell under its name', () => {
    fc.assert(
      fc.property(
        fc.array(
          anyMembers.filter(row => Object.keys(row).length > 0),
          {minLength: 1},
        ),
        rows => {
          const names = namesOf(rows);
          expect(readCsv(valueText(rows, 'csv', true))).toEqual([
            names.map(plainLines),
            ...rows.map(row => names.map(name => (Object.hasOwn(row, name) ? cellOf(row[name]) : ''))),
          ]);
        },
      ),
    );
  });

  it('has the same number of tabs in every line of tsv', () => {
    fc.assert(
      fc.property(fc.array(anyMembers), rows => {
        const counts = linesOf(valueText(rows, 'tsv', true)).map(line => line.split('\t').length);
        expect(new Set(counts).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});
