/** What would match if a search by name has found nothing: other cases of letters, and other fields of the loaded jobs. */
import type {Job} from '../../domain/job.ts';
import {JOBS} from '../../jobs/job-list.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {termsOf} from '../../list/terms.ts';
import {indexesMatching, type MoreText} from '../../list/texts.ts';
import {moreText} from '../../state/more-text.ts';
import {jobsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {countOf, plural} from '../../text/format.ts';

interface WouldMatch {
  /** Their name has the text in other cases of letters. */
  readonly otherCase: number;
  /** Something else of them has it. */
  readonly elsewhere: number;
  /** Of how many loaded jobs. */
  readonly loaded: number;
}

const positions = new WeakMap<readonly Job[], ReadonlyMap<string, number>>();

/** Made once for each list, and only if there are answers about single jobs to look at. */
const positionsOf =
  (items: readonly Job[]) =>
  (arn: string): number => {
    const known = positions.get(items) ?? new Map(items.map((job, i) => [job.arn, i]));
    positions.set(items, known);
    return known.get(arn) ?? -1;
  };

const counted = memoizeLast((items: readonly Job[], name: string, more: MoreText): WouldMatch => {
  const lower = name.toLowerCase();
  const isOtherCase = (job: Job): boolean => job.name.toLowerCase().includes(lower);
  const matching = indexesMatching(items, {
    terms: {wanted: [{text: lower, isExact: false}], unwanted: termsOf('').unwanted},
    more,
    textOf: JOBS.textOf,
    positionOf: positionsOf(items),
  });
  let otherCase = 0;
  for (const index of matching) {
    const job = items[index];
    if (job && isOtherCase(job)) otherCase += 1;
  }
  return {otherCase, elsewhere: matching.length - otherCase, loaded: items.length};
});

/** Made again only if an answer about a single job has come. */
let remembered: {readonly details: State['details']; readonly more: MoreText} | undefined;

const moreTextOnce = (state: State): MoreText => {
  if (remembered?.details !== state.details) remembered = {details: state.details, more: moreText(state)};
  return remembered.more;
};

/** As lines for the empty list; none if nothing would match. `keys`: those that show it. */
export const wouldMatchLines = (state: State, keys: string): readonly string[] => {
  const {name} = jobsOf(state).query;
  const {searchedFrom} = state;
  if (name === undefined || !searchedFrom) return [];
  const {otherCase, elsewhere, loaded} = counted(searchedFrom, name, moreTextOnce(state));
  const parts = [
    ...(otherCase > 0 ? [`${plural(otherCase, 'loaded job')} would match if case were ignored`] : []),
    ...(elsewhere > 0
      ? [
          `${countOf(elsewhere)}${otherCase > 0 ? ' more' : ` of ${countOf(loaded)} loaded jobs`} in model, reason, ARN or S3 URI`,
        ]
      : []),
  ];
  // There, too, case counts in a word with capitals.
  const how = name === name.toLowerCase() ? '' : `; type “${name.toLowerCase()}” to ignore case`;
  return parts.length === 0 ? [] : [`${parts.join(', ')}: ${keys} searches everything loaded${how}`];
};
