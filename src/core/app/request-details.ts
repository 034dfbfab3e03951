/** Asking about single jobs: one GetModelImportJob for each, and how many answers are kept. */
import type {TargetId} from '../domain/target.ts';
import type {Effect, Step} from '../state/message.ts';
import {jobsOf} from '../state/select.ts';
import type {DetailEntry, State} from '../state/state.ts';
import {step} from '../state/step.ts';

/** More than anybody looks at; a detail holds the raw answer, too. */
const DETAILS_MAX = 2_000;

/** Drops the answers that were asked for the longest ago. */
const trimmed = (details: Map<string, DetailEntry>, selected: string | undefined): Map<string, DetailEntry> => {
  for (const [arn, {load}] of details) {
    if (details.size <= DETAILS_MAX) break;
    if (load.kind !== 'loading' && arn !== selected) details.delete(arn);
  }
  return details;
};

interface Wanted {
  readonly target: TargetId;
  readonly arns: readonly string[];
}

export const requestDetails = (state: State, {target, arns}: Wanted, at: number): Step => {
  if (arns.length === 0) return step(state);
  const details = new Map(state.details);
  const effects: Effect[] = [];
  for (const [i, arn] of arns.entries()) {
    const id = state.nextId + i;
    const {detail, failures} = details.get(arn) ?? {};
    // The latest stands last.
    details.delete(arn);
    details.set(arn, {detail, load: {kind: 'loading', id}, askedAt: at, failures});
    effects.push({kind: 'request', id, target, request: {operation: 'getJob', input: arn}});
  }
  const {selected} = jobsOf(state);
  return step({...state, details: trimmed(details, selected), nextId: state.nextId + arns.length}, ...effects);
};
