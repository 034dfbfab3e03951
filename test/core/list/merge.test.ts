/** Several targets in one list: whatever they answer, and in whichever order, the rows are the beginning of the true order. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {failure, success} from '../../../src/core/domain/app-error.ts';
import {withLate, withPlaceOf} from '../../../src/core/list/behind.ts';
import type {Item, ListQuery} from '../../../src/core/list/item.ts';
import {emptyList, isAnsweredIn, isComplete, type List} from '../../../src/core/list/list.ts';
import {pageReceived, targetLoading} from '../../../src/core/list/page-answers.ts';
import {ask, askTarget, fetchAhead, retryPage} from '../../../src/core/list/pages.ts';
import {listKind} from '../../../src/core/list/rows.ts';
import type {ListStep} from '../../../src/core/list/step.ts';
import {framed, visibleRows, withMotion} from '../../../src/core/list/window.ts';
import {oops} from '../../support/fake-aws.ts';

interface Thing extends Item {
  readonly version: number;
}
type Things = List<Thing, ListQuery, 'name'>;
type Step = ListStep<Thing, ListQuery, 'name'>;

const THINGS = listKind<Thing, ListQuery, 'name'>({
  newerOf: (known, received) => (received.version > known.version ? received : known),
  textOf: ({name}) => name,
  groupOf: ({version}) => `v${version}`,
  matches: ({name = ''}, thing) => thing.name.includes(name),
  pageSize: {min: 1, default: 3},
  compare: {name: (a, b) => (a.name < b.name ? -1 : 1)},
});

const HEIGHT = 4;

const thing = (account: string, id: number, createdAt: number): Thing => ({
  arn: `arn:here:${account}:thing/${id}`,
  name: `thing-${id}`,
  createdAt,
  version: 0,
});

/** Things of several targets; those with the same account have the same things. */
const worlds = fc
  .array(
    fc.record({
      account: fc.constantFrom('a', 'b', 'c', 'd'),
      times: fc.array(fc.integer({min: 1, max: 12}), {maxLength: 12}),
    }),
    {minLength: 2, maxLength: 5},
  )
  .map(given => {
    const byAccount = new Map<string, readonly Thing[]>();
    for (const {account, times} of given) {
      if (byAccount.has(account)) continue;
      byAccount.set(
        account,
        times.map((at, id) => thing(account, id, at)),
      );
    }
    return new Map(given.map(({account}, i) => [`target ${i}`, byAccount.get(account) ?? []]));
  });

type Act = 'answer' | 'refuse' | 'late' | 'retry' | 'down' | 'up' | 'restart';
const act = fc.record({
  kind: fc.constantFrom<Act>(
    'answer',
    'answer',
    'answer',
    'answer',
    'refuse',
    'late',
    'retry',
    'down',
    'down',
    'up',
    'restart',
  ),
  which: fc.nat(20),
});
const order = fc.constantFrom<ListQuery['order']>('Descending', 'Ascending');

/** Each target's things as its pages have them. */
const inOrder = (things: readonly Thing[], query: ListQuery): readonly Thing[] =>
  things.toSorted((a, b) => (query.order === 'Descending' ? b.createdAt - a.createdAt : a.createdAt - b.createdAt));

interface Asked {
  readonly target: string;
  readonly token?: string | undefined;
}

const run = (given: ReadonlyMap<string, readonly Thing[]>, query: ListQuery) => {
  let list: Things = emptyList(query, given.keys(), 0);
  let nextId = 1;
  const pending = new Map<number, Asked>();
  const asked: Asked[] = [];
  const take = (step: Step): void => {
    ({list, nextId} = step);
    for (const effect of step.effects) {
      if (effect.kind === 'cancel') pending.delete(effect.id);
      else {
        pending.set(effect.id, effect);
        asked.push({target: effect.target, token: effect.token});
      }
    }
  };
  const settle = (): void => {
    list = framed(THINGS, list, {height: HEIGHT, at: 0});
    take(fetchAhead(THINGS, list, {nextId, height: HEIGHT}));
  };
  const receive = (id: number, isRefused: boolean): void => {
    const {target, token} = pending.get(id) as Asked;
    pending.delete(id);
    expect(targetLoading(list, id)).toBe(target);
    const all = inOrder(given.get(target) ?? [], query);
    const from = token === undefined ? 0 : Number(token);
    const items = all.slice(from, from + query.pageSize);
    const nextToken = from + query.pageSize < all.length ? String(from + query.pageSize) : undefined;
    const outcome = isRefused ? failure(oops()) : success({items, nextToken});
    const before = list;
    const load = before.slices.get(target)?.load;
    const isFirst = load?.kind === 'loading' && load.isFirst;
    list = pageReceived(THINGS, list, {target, retryMs: 1, outcome, jitter: 1, at: 1});
    if (!isRefused) list = withPlaceOf(THINGS, list, {target, isFirst, height: HEIGHT, before});
  };
  take(ask(list, nextId, {query, at: 0}));
  settle();
  const targets = [...given.keys()];
  const pick = <V>(values: readonly V[], which: number): V | undefined => values[which % Math.max(1, values.length)];
  const perform = ({kind, which}: {kind: Act; which: number}): void => {
    const target = pick(targets, which) ?? '';
    const id = pick([...pending.keys()], which);
    if ((kind === 'answer' || kind === 'refuse') && id !== undefined) receive(id, kind === 'refuse');
    if (kind === 'late') list = withLate(list, target);
    if (kind === 'retry') take(retryPage(list, nextId, {target}));
    if (kind === 'restart' && which === 0) take(askTarget(list, nextId, {target, at: 0}));
    if (kind === 'down') list = withMotion(THINGS, list, {motion: {kind: 'pages', by: 1}, height: HEIGHT, at: 0});
    if (kind === 'up') list = withMotion(THINGS, list, {motion: {kind: 'rows', by: -1}, height: HEIGHT, at: 0});
    settle();
  };
  return {
    perform,
    targets,
    pending,
    asked,
    now: () => list,
    receive,
    settle,
    take: (next: (l: Things, id: number) => Step) => take(next(list, nextId)),
  };
};

type Run = ReturnType<typeof run>;

/** What the rows have to be: the true order of what has been answered, without what is missing at the gaps. */
const truthOf = (given: ReadonlyMap<string, readonly Thing[]>, list: Things): readonly string[] => {
  const {query, slices} = list;
  const missing = new Set<string>();
  const there = new Set<string>();
  const all: {arn: string; createdAt: number; index: number; place: number}[] = [];
  [...slices].forEach(([target, slice], index) => {
    if (!isAnsweredIn(slice, query)) return;
    const loaded = new Set(slice.feed.items.map(({arn}) => arn));
    inOrder(given.get(target) ?? [], query).forEach(({arn, createdAt}, place) => {
      if (slice.isBehind && !loaded.has(arn)) missing.add(arn);
      else {
        there.add(arn);
        all.push({arn, createdAt, index, place});
      }
    });
  });
  const sign = query.order === 'Descending' ? -1 : 1;
  all.sort((a, b) => sign * (a.createdAt - b.createdAt) || a.index - b.index || a.place - b.place);
  return [...new Set(all.map(({arn}) => arn))].filter(arn => there.has(arn));
};

const checkRows = (given: ReadonlyMap<string, readonly Thing[]>, {now}: Run): void => {
  const list = now();
  const rows = THINGS.rowsOf(list);
  const arns = rows.items.map(({arn}) => arn);
  const truth = truthOf(given, list);
  expect(new Set(arns).size).toBe(arns.length);
  expect(arns).toEqual(truth.slice(0, arns.length));
  arns.forEach((arn, i) => {
    expect(rows.indexOf(arn)).toBe(i);
  });
  // Nothing is held back but by a page that is asked for, or that would be if the window were there.
  if (THINGS.mergedOf(list).heldBy === undefined) expect(arns).toEqual(truth);
  for (const {target, before} of rows.gaps) {
    expect(list.slices.get(target)?.isBehind).toBe(true);
    const last = list.slices.get(target)?.feed.items.at(-1);
    if (last) expect(before).toBeGreaterThan(rows.indexOf(last.arn));
  }
};

describe('the rows of several targets', () => {
  it('are the beginning of the true order, without repetition, and complete at the end', () => {
    fc.assert(
      fc.property(
        worlds,
        order,
        fc.integer({min: 1, max: 4}),
        fc.array(act, {maxLength: 60}),
        (given, by, pageSize, acts) => {
          const going = run(given, {order: by, pageSize});
          checkRows(given, going);
          for (const each of acts) {
            going.perform(each);
            checkRows(given, going);
          }
          // From here on AWS works, and the person goes down to the end.
          const isEverythingThere = (): boolean =>
            [...going.now().slices.values()].every(
              s => isAnsweredIn(s, going.now().query) && s.feed.nextToken === undefined,
            );
          for (let i = 0; i < 200 && !(isEverythingThere() && going.pending.size === 0); i++) {
            for (const target of going.targets) going.take((l, id) => retryPage(l, id, {target}));
            for (const id of [...going.pending.keys()]) if (going.pending.has(id)) going.receive(id, false);
            going.perform({kind: 'down', which: 0});
            checkRows(given, going);
          }
          expect(isComplete(going.now())).toBe(true);
          expect(THINGS.rowsOf(going.now()).gaps).toEqual([]);
          const all = new Set([...given.values()].flat().map(({arn}) => arn));
          expect(THINGS.rowsOf(going.now()).count).toBe(all.size);
        },
      ),
      {numRuns: 300},
    );
  });

  it('ask for each page once if nothing fails', () => {
    fc.assert(
      fc.property(
        worlds,
        order,
        fc.integer({min: 1, max: 4}),
        fc.array(act, {maxLength: 60}),
        (given, by, pageSize, acts) => {
          const going = run(given, {order: by, pageSize});
          for (const each of acts) if (!['refuse', 'restart'].includes(each.kind)) going.perform(each);
          const keys = going.asked.map(({target, token}) => `${target} ${token}`);
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
      {numRuns: 300},
    );
  });

  it('do not disappear under the selection because another target answers', () => {
    fc.assert(
      fc.property(
        worlds,
        order,
        fc.integer({min: 1, max: 4}),
        fc.array(act, {maxLength: 60}),
        (given, by, pageSize, acts) => {
          const going = run(given, {order: by, pageSize});
          let hasRestarted = false;
          for (const each of acts) {
            const {selected} = going.now();
            // What is read from its start again may have fewer rows for a moment.
            hasRestarted ||= each.kind === 'restart';
            going.perform(each);
            if (each.kind === 'answer' && selected !== undefined && !hasRestarted) {
              expect(THINGS.rowsOf(going.now()).indexOf(selected)).toBeGreaterThanOrEqual(0);
            }
          }
        },
      ),
      {numRuns: 300},
    );
  });

  it('and the lines of the gaps fit into the window, with the selected row among them', () => {
    fc.assert(
      fc.property(
        worlds,
        order,
        fc.integer({min: 1, max: 4}),
        fc.array(act, {maxLength: 60}),
        (given, by, pageSize, acts) => {
          const going = run(given, {order: by, pageSize});
          for (const each of acts) going.perform(each);
          const list = going.now();
          const {items, gaps, first, count} = visibleRows(THINGS, list, HEIGHT);
          expect(items.length + gaps.length).toBeLessThanOrEqual(Math.max(HEIGHT, items.length));
          if (count > 0) expect(items.map(({arn}) => arn)).toContain(list.selected);
          for (const {before} of gaps) expect(before >= first && before <= first + items.length).toBe(true);
          // No line is left free while there are rows for it; several gaps at one place may need more lines than there are.
          if (THINGS.rowsOf(list).gaps.length < 2 && (first > 0 || items.length < count))
            expect(items.length + gaps.length).toBeGreaterThanOrEqual(HEIGHT - 1);
        },
      ),
      {numRuns: 300},
    );
  });
});
