/** What a search over everything finds besides the list itself: what answers about single jobs have said, region and profile. */
import type {MoreText} from '../list/texts.ts';
import {jobsOf} from './select.ts';
import type {DetailEntry, State} from './state.ts';
import {withJobs} from './step.ts';

const textOf = ({detail}: DetailEntry): string =>
  [detail?.failureMessage, detail?.s3Uri, detail?.roleArn].filter(Boolean).join(' ');

const known = new WeakMap<DetailEntry, string>();

/** Each answer is put into words once. */
const knownText = (entry: DetailEntry): string => {
  const text = known.get(entry) ?? textOf(entry);
  known.set(entry, text);
  return text;
};

/** Region and profile: words that are true of all jobs, or with several connections of the jobs of one. */
const placeWords = ({connections}: State): Pick<MoreText, 'common' | 'byTarget'> => {
  const words = [...connections].map(([target, {link}]) => {
    const own = link.kind === 'connected' ? [link.resolved.region, link.resolved.profile] : [];
    return [target, own] as const;
  });
  return words.length > 1 ? {common: [], byTarget: new Map(words)} : {common: words[0]?.[1] ?? []};
};

export const moreText = (state: State): MoreText => {
  const byArn = new Map<string, string>();
  for (const [arn, entry] of state.details) if (entry.detail) byArn.set(arn, ` ${knownText(entry)}`);
  return {byArn, ...placeWords(state)};
};

/** The state after an answer: the rows of a search over everything follow what it says. */
export const withMoreText = (state: State, before: State): State =>
  state.details === before.details || !jobsOf(state).more ? state : withJobs(state, {more: moreText(state)});
