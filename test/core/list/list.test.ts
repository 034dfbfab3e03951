/** A list of things that are no jobs, over two targets: each has pages, failures and a head poll of its own. */
import {describe, expect, it} from 'vitest';
import {failure, success} from '../../../src/core/domain/app-error.ts';
import {admitted, askHead, headPageReceived} from '../../../src/core/list/head-poll.ts';
import type {Item, ListQuery, Page} from '../../../src/core/list/item.ts';
import {emptyList, isAnswered, isComplete, type List} from '../../../src/core/list/list.ts';
import {pageReceived, targetLoading} from '../../../src/core/list/page-answers.ts';
import {ask, askNextPage, askTargetAgain, cancelLoads} from '../../../src/core/list/pages.ts';
import {listKind} from '../../../src/core/list/rows.ts';
import type {ListStep} from '../../../src/core/list/step.ts';
import {oops} from '../../support/fake-aws.ts';

interface Model extends Item {
  readonly architecture: string;
}
type Models = List<Model, ListQuery, 'name'>;
type Step = ListStep<Model, ListQuery, 'name'>;

const MODELS = listKind<Model, ListQuery, 'name'>({
  newerOf: (_, received) => received,
  textOf: ({name}) => name,
  groupOf: ({architecture}) => architecture,
  matches: ({name = ''}, model) => model.name.includes(name),
  pageSize: {min: 1, default: 10},
  compare: {name: (a, b) => (a.name < b.name ? -1 : 1)},
});
const QUERY: ListQuery = {order: 'Descending', pageSize: 10};
const HERE = 'us-east-1';
const THERE = 'eu-central-1';

const model = (n: number): Model => ({arn: `arn:${n}`, name: `model-${n}`, createdAt: n, architecture: 'llama'});

const start = (): Step => ask(emptyList<Model, ListQuery, 'name'>(QUERY, [HERE, THERE], 0), 1, {query: QUERY, at: 0});

const answered = (list: Models, target: string, page: Page<Model>): Models =>
  pageReceived(MODELS, list, {target, retryMs: 1000, outcome: success(page), jitter: 1, at: 1});

/** Both targets have answered their first page; the second has more. */
const loaded = (): Models => {
  const first = answered(start().list, HERE, {items: [model(9)]});
  return answered(first, THERE, {items: [model(8)], nextToken: 't'});
};

describe('a question', () => {
  it('goes to each target once, with ids that differ', () => {
    const {effects, nextId} = start();
    expect(effects).toEqual([
      {kind: 'fetch', id: 1, target: HERE, query: QUERY},
      {kind: 'fetch', id: 2, target: THERE, query: QUERY},
    ]);
    expect(nextId).toBe(3);
  });

  it('is answered as soon as one target has answered', () => {
    const {list} = start();
    const half = answered(list, HERE, {items: [model(9)]});
    expect([isAnswered(list), isAnswered(half), isAnswered(loaded())]).toEqual([false, true, true]);
  });

  it('that is asked again cancels what is in flight', () => {
    const {list, nextId} = start();
    const again = ask(list, nextId, {query: {...QUERY, name: 'model'}, at: 1});
    expect(again.effects.filter(({kind}) => kind === 'cancel').map(({id}) => id)).toEqual([1, 2]);
    expect(targetLoading(again.list, 1)).toBeUndefined();
    expect(targetLoading(again.list, 4)).toBe(THERE);
  });
});

describe('pages', () => {
  it('are fetched from the targets that have more', () => {
    const {effects} = askNextPage(loaded(), 7);
    expect(effects).toEqual([{kind: 'fetch', id: 7, target: THERE, query: QUERY, token: 't'}]);
    expect(isComplete(loaded())).toBe(false);
    expect(isComplete(answered(askNextPage(loaded(), 7).list, THERE, {items: [model(7)]}))).toBe(true);
  });

  it('count items by their group', () => {
    expect(loaded().slices.get(THERE)?.feed.counts).toEqual({llama: 1});
  });

  it('that fail leave the other target alone, and are retried by hand', () => {
    const outcome = failure<Page<Model>>(oops());
    const failed = pageReceived(MODELS, askNextPage(loaded(), 7).list, {
      target: THERE,
      retryMs: 1000,
      outcome,
      jitter: 1,
      at: 50,
    });
    expect(failed.slices.get(THERE)?.load).toMatchObject({kind: 'failed', failures: 1, retryAt: 1050});
    expect(failed.slices.get(THERE)?.feed.items).toEqual([model(8)]);
    expect(failed.slices.get(HERE)?.load.kind).toBe('idle');
    expect(askTargetAgain(failed, 9, {target: THERE, at: 60}).effects).toEqual([
      {kind: 'fetch', id: 9, target: THERE, query: QUERY, token: 't'},
    ]);
  });

  it('that nobody waits for change nothing', () => {
    const {list} = cancelLoads(start().list, 3);
    expect(answered(list, HERE, {items: [model(9)]})).toBe(list);
  });
});

describe('the head poll', () => {
  it('of one target finds what is new there', () => {
    const {list, effects} = askHead(MODELS, {list: loaded(), nextId: 7}, {target: HERE, at: 60_000});
    expect(effects).toEqual([{kind: 'fetch', id: 7, target: HERE, query: QUERY}]);
    const page = {items: [model(12), model(9)], nextToken: 'more'};
    const answer = headPageReceived(MODELS, {list, nextId: 8}, {target: HERE, page});
    expect(answer).toEqual({kind: 'done', received: [model(12), model(9)]});
    const next = admitted(MODELS, list, {target: HERE, items: [model(12)], height: 10, highlightUntil: 99});
    expect(next.slices.get(HERE)?.feed.items).toEqual([model(12), model(9)]);
    expect(next.slices.get(THERE)).toBe(list.slices.get(THERE));
    expect([...next.highlights]).toEqual([['arn:12', 99]]);
  });
});

it('the rows narrow and sort by the rules of the kind', () => {
  const list: Models = {
    ...answered(start().list, HERE, {items: [model(3), model(21), model(1)]}),
    narrow: '1',
    sort: {by: 'name', isReversed: false},
  };
  expect(MODELS.rowsOf(list).items.map(({name}) => name)).toEqual(['model-1', 'model-21']);
});
