/** Steps of a list: a changed list, the requests it needs, and the next free request id. */
import type {TargetId} from '../domain/target.ts';
import type {Item, ListQuery} from './item.ts';
import type {List} from './list.ts';

export type ListEffect<Q extends ListQuery> =
  | {readonly kind: 'fetch'; readonly id: number; readonly target: TargetId; readonly query: Q; readonly token?: string}
  | {readonly kind: 'cancel'; readonly id: number};

export interface ListStep<T extends Item, Q extends ListQuery, S extends string> {
  readonly list: List<T, Q, S>;
  readonly nextId: number;
  readonly effects: readonly ListEffect<Q>[];
}

export const listStep = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  ...effects: readonly ListEffect<Q>[]
): ListStep<T, Q, S> => ({list, nextId, effects});

/** Continues from a step; the effects add up. */
export const chainList = <T extends Item, Q extends ListQuery, S extends string>(
  step: ListStep<T, Q, S>,
  next: (list: List<T, Q, S>, nextId: number) => ListStep<T, Q, S>,
): ListStep<T, Q, S> => {
  const following = next(step.list, step.nextId);
  if (step.effects.length === 0) return following;
  return {...following, effects: [...step.effects, ...following.effects]};
};

/** The same step for one target after another. */
export const forEachTarget = <T extends Item, Q extends ListQuery, S extends string>(
  list: List<T, Q, S>,
  nextId: number,
  next: (list: List<T, Q, S>, target: TargetId, nextId: number) => ListStep<T, Q, S>,
): ListStep<T, Q, S> => {
  let step = listStep(list, nextId);
  for (const target of list.slices.keys()) step = chainList(step, (l, id) => next(l, target, id));
  return step;
};
