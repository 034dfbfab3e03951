/** The right side of the query line: how many jobs are shown, out of how many, and whether AWS has more. */
import type {Verbosity} from '../../jobs/query-fields.ts';
import {hasSeveral, loadedOf, progressCounts} from '../../state/loaded.ts';
import {isAnswered, jobsOf, rowsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {countOf, plural} from '../../text/format.ts';
import {waitedSuffix} from '../shared/waiting.ts';

const DOT = ' · ';
const SLOWED = 'throttled by AWS';

const incomingText = (state: State): readonly string[] => {
  let count = 0;
  for (const {incoming} of jobsOf(state).slices.values()) count += incoming.length;
  return count > 0 ? [`${countOf(count)} new, not loaded yet`] : [];
};

/** The oldest page request that the list waits for. */
const loadingId = (state: State, isFirst: boolean): number | undefined => {
  const ids: number[] = [];
  for (const {load} of jobsOf(state).slices.values()) {
    if (load.kind === 'loading' && load.isFirst === isFirst) ids.push(load.id);
  }
  return ids.length === 0 ? undefined : Math.min(...ids);
};

const isThrottled = (state: State): boolean => [...jobsOf(state).slices.values()].some(slice => slice.isThrottled);

/** What several connections still have, and which of them do not answer. */
const endOfSeveral = (state: State, isShort: boolean): string => {
  const {asking, more, failing} = progressCounts(state);
  if (more > 0) return 'more on AWS';
  if (asking > 0) return isShort ? `${countOf(asking)} to come` : `${plural(asking, 'connection')} to come`;
  if (failing === 0) return isShort ? 'end' : 'end of list';
  return isShort ? `end, ${countOf(failing)} missing` : `end of list, ${plural(failing, 'connection')} missing`;
};

const endText = (state: State, verbosity: Verbosity): string => {
  const {hasMore} = loadedOf(state);
  const id = loadingId(state, false);
  const slowed = isThrottled(state) ? [SLOWED] : [];
  if (hasMore && id !== undefined) return [`loading …${waitedSuffix(state, id)}`, ...slowed].join(DOT);
  if (hasSeveral(state)) return endOfSeveral(state, verbosity === 'short');
  if (hasMore) return 'more on AWS';
  return verbosity === 'short' ? 'end' : 'end of list';
};

/** While the first answers are awaited. */
const askingText = (state: State, verbosity: Verbosity): string | undefined => {
  const id = loadingId(state, true);
  if (id === undefined || (hasSeveral(state) && isAnswered(state))) return undefined;
  return verbosity === 'terse' ? 'asking' : `asking AWS …${waitedSuffix(state, id)}`;
};

/** What is shown, out of what, and whether AWS has more. */
export const completeness = (state: State, verbosity: Verbosity): string => {
  const asking = askingText(state, verbosity);
  if (asking !== undefined) return asking;
  if (!isAnswered(state)) return progressCounts(state).failing > 0 ? 'not loaded' : '';
  const {items, hasMore} = loadedOf(state);
  const shown = rowsOf(state).count;
  const slowed = isThrottled(state) && verbosity !== 'terse' ? [SLOWED] : [];
  if (jobsOf(state).isLoadingAll) {
    const count = `loading all: ${countOf(items.length)}`;
    return verbosity === 'terse' ? count : [`${count} so far`, ...slowed].join(DOT);
  }
  const isPart = shown !== items.length;
  const part = isPart ? `${countOf(shown)} of ${countOf(items.length)}` : countOf(shown);
  if (verbosity === 'terse') return `${part}${DOT}${hasMore ? 'more' : 'end'}`;
  const first = isPart ? `${part} loaded` : plural(shown, 'job');
  return [first, endText(state, verbosity), ...incomingText(state)].join(DOT);
};
