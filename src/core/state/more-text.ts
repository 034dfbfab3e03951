/** What a search over everything finds besides the list itself: what answers about single jobs have said, region and profile. */
import type {MoreText} from '../list/texts.ts';
import {jobsOf, mainConnection} from './select.ts';
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

export const moreText = (state: State): MoreText => {
  const {link} = mainConnection(state);
  const byArn = new Map<string, string>();
  for (const [arn, entry] of state.details) if (entry.detail) byArn.set(arn, ` ${knownText(entry)}`);
  return {byArn, common: link.kind === 'connected' ? [link.resolved.region, link.resolved.profile] : []};
};

/** The state after an answer: the rows of a search over everything follow what it says. */
export const withMoreText = (state: State, before: State): State =>
  state.details === before.details || !jobsOf(state).more ? state : withJobs(state, {more: moreText(state)});
