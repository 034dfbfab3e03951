/** Pages of a list in order of creation, compared with a plain filter of the whole list. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type PageQuery, pageOf, readToken, writeToken} from '../../../src/simulator/api/page.ts';
import {indexAfter, type Position} from '../../../src/simulator/world/creation-order.ts';

interface Item extends Position {
  readonly name: string;
}

const ALL: PageQuery = {
  nameContains: undefined,
  createdAfter: undefined,
  createdBefore: undefined,
  isAscending: false,
  maxResults: 10,
  from: undefined,
};

const items = fc
  .uniqueArray(
    fc.record({
      createdAt: fc.integer({min: 0, max: 30}),
      id: fc.stringMatching(/^[a-c]{1,3}$/),
      name: fc.stringMatching(/^[xyz]{1,4}$/),
    }),
    {selector: item => `${item.createdAt} ${item.id}`, maxLength: 60},
  )
  .map(list => list.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)));

const readAll = (list: readonly Item[], query: PageQuery): Item[] => {
  const read: Item[] = [];
  let from: Position | undefined;
  do {
    const page = pageOf(list, {...query, from}, item => item.name);
    expect(page.items.length).toBeLessThanOrEqual(query.maxResults);
    if (page.end) expect(page.items).toHaveLength(query.maxResults);
    read.push(...page.items);
    from = page.end;
  } while (from);
  return read;
};

describe('pageOf', () => {
  it('returns the same as a plain filter, page by page', () => {
    const limit = fc.option(fc.integer({min: -1, max: 31}), {nil: undefined});
    fc.assert(
      fc.property(
        items,
        fc.record({
          nameContains: fc.option(fc.stringMatching(/^[xyz]{1,2}$/), {nil: undefined}),
          createdAfter: limit,
          createdBefore: limit,
          isAscending: fc.boolean(),
          maxResults: fc.integer({min: 1, max: 9}),
        }),
        (list, filters) => {
          const wanted = list.filter(
            item =>
              (filters.nameContains === undefined || item.name.includes(filters.nameContains)) &&
              (filters.createdAfter === undefined || item.createdAt > filters.createdAfter) &&
              (filters.createdBefore === undefined || item.createdAt < filters.createdBefore),
          );
          const inOrder = filters.isAscending ? wanted : wanted.reverse();
          expect(readAll(list, {...ALL, ...filters})).toEqual(inOrder);
        },
      ),
    );
  });

  it('reads few items of a large list, wherever the page is', () => {
    let reads = 0;
    const large = Array.from({length: 100_000}, (_, i) => ({createdAt: i * 1000, id: 'a', name: 'x'}));
    const counted = new Proxy(large, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
        return Reflect.get(target, key);
      },
    });
    const query = {...ALL, createdAfter: 20_000_000, createdBefore: 90_000_000, from: {createdAt: 50_000_000, id: 'a'}};
    expect(pageOf(counted, query, item => item.name).items.map(item => item.createdAt / 1000)).toEqual([
      49_999, 49_998, 49_997, 49_996, 49_995, 49_994, 49_993, 49_992, 49_991, 49_990,
    ]);
    expect(reads).toBeLessThan(100);
  });
});

describe('indexAfter', () => {
  it('keeps a list in order, even within a millisecond', () => {
    const list = [
      {createdAt: 1, id: 'a'},
      {createdAt: 2, id: 'b'},
      {createdAt: 2, id: 'd'},
    ];
    expect(indexAfter(list, {createdAt: 2, id: 'c'})).toBe(2);
    expect(indexAfter(list, {createdAt: 2, id: 'd'})).toBe(3);
    expect(indexAfter(list, {createdAt: 0, id: 'z'})).toBe(0);
  });
});

describe('a token', () => {
  const position = {createdAt: 1_700_000_000_123, id: 'abcdefghijkl'};

  it('leads back to its position, in its own scope only', () => {
    const token = writeToken(position, 'failed ones');
    expect(token).toMatch(/^\S{1,2048}$/);
    expect(readToken(token, 'failed ones')).toEqual(position);
    expect(readToken(token, 'completed ones')).toBeUndefined();
  });

  it.each([
    'x',
    'AAAA',
    writeToken(position, 'q').slice(0, -1),
    `${writeToken(position, 'q')}A`,
    `${writeToken(position, 'q')}=`,
  ])('is refused if it was made up: %s', token => {
    expect(readToken(token, 'q')).toBeUndefined();
  });
});
