/** New credentials may belong to another account: its jobs never stand among those of the account before. */
import {newConnection} from '../connections/connection.ts';
import {accountOf, hasEnded} from '../domain/job.ts';
import {matches} from '../domain/query.ts';
import type {TargetId} from '../domain/target.ts';
import {JOBS, type JobList, type JobSlice} from '../jobs/job-list.ts';
import {withPlaceOf} from '../list/behind.ts';
import {emptyFeed} from '../list/feed.ts';
import {targetPolling} from '../list/head-poll.ts';
import {withSlice} from '../list/list.ts';
import {pageReceived, targetLoading} from '../list/page-answers.ts';
import {askTarget} from '../list/pages.ts';
import {actingElsewhere} from '../state/acting-state.ts';
import type {Answered, Effect, Step} from '../state/message.ts';
import {withoutNeeding} from '../state/overlays.ts';
import {jobsOf, layout} from '../state/select.ts';
import {NO_JOBS_KNOWN, type State} from '../state/state.ts';
import {inTurn, step, stepJobs, withConnection, withError, withJobs} from '../state/step.ts';
import {attemptsAnswered, isForAttempts} from './attempts.ts';
import {withNewest} from './endings.ts';
import {headPollAnswered} from './head-poll.ts';
import {isReasonsPage, reasonsListed, withoutReading} from './reasons.ts';
import {NOTICE_MS, noticed, withEndings} from './received.ts';
import {runningPollAnswered} from './running-poll.ts';

type Listed = Answered<'listJobs'>;

/** Takes everything away that was learned about the jobs of a target, and asks again. */
export const startedOver = (state: State, target: TargetId, at: number): Step => {
  const connection = state.connections.get(target);
  if (!connection) return step(state);
  const asking = [...state.details.values()].flatMap(({load}) => (load.kind === 'loading' ? [load.id] : []));
  const poll = connection.runningPoll.request;
  const cancels = [...asking, ...(poll ? [poll.id] : [])].map((id): Effect => ({kind: 'cancel', id}));
  const {running, ended, vanished, runningPoll, newestAt} = newConnection(connection.target, at);
  const fresh = {running, ended, vanished, runningPoll, newestAt};
  const bare = withConnection(withoutNeeding(state, 'jobs'), target, fresh);
  const list = jobsOf(bare);
  const cleared = withJobs(bare, {
    ...withSlice(list, target, {feed: emptyFeed(list.query)}),
    highlights: new Map(),
    selected: undefined,
  });
  return inTurn(
    {...cleared, ...NO_JOBS_KNOWN, acting: actingElsewhere(state.acting, target)},
    s => step(s, ...cancels),
    s => withoutReading(s, target, at),
    s => stepJobs(s, (l, id) => askTarget(l, id, {target, at})),
  );
};

const forAccount = (state: State, {target}: Listed, {account, at}: {account: string; at: number}): Step => {
  const notice = {text: `Credentials now belong to account ${account}`, until: at + NOTICE_MS};
  return startedOver({...withConnection(state, target, {account}), notice}, target, at);
};

/** Jobs are never deleted. If AWS has none left for these filters, the ended ones that match belong to another account. */
const isOfNobody = ({feed}: JobSlice, state: State, {outcome}: Listed): boolean =>
  outcome.ok &&
  outcome.value.jobs.length === 0 &&
  outcome.value.nextToken === undefined &&
  feed.items.some(job => hasEnded(job) && matches(jobsOf(state).query, job));

const isLoadingFirst = ({slices}: JobList, target: TargetId): boolean => {
  const load = slices.get(target)?.load;
  return load?.kind === 'loading' && load.isFirst;
};

/** As targets answer one after another, a selection at the top stays there. */
const atTop = (before: JobList, list: JobList, isFirst: boolean): JobList =>
  isFirst && list.slices.size > 1 && before.top === undefined && JOBS.rowsOf(before).indexOf(before.selected) === 0
    ? {...list, selected: undefined}
    : list;

const pageAnswered = (state: State, {target, outcome, jitter}: Listed, at: number): Step => {
  const {refreshMs} = state.settings;
  if (!outcome.ok) {
    const list = pageReceived(JOBS, jobsOf(state), {target, retryMs: refreshMs, outcome, jitter, at});
    return step(withError(withJobs(state, list), outcome.error, at));
  }
  const {jobs: answer, nextToken, isThrottled} = outcome.value;
  const jobs = withEndings(state, target, answer);
  const page = {ok: true, value: {items: jobs, nextToken, isThrottled}} as const;
  const before = jobsOf(state);
  const isFirst = isLoadingFirst(before, target);
  const answered = pageReceived(JOBS, before, {target, retryMs: refreshMs, outcome: page, jitter, at});
  const height = layout(state).listRows;
  const list = withPlaceOf(JOBS, atTop(before, answered, isFirst), {target, isFirst, height, before});
  const account = accountOf(jobs) ?? state.connections.get(target)?.account;
  const loaded = withConnection(withJobs(state, list), target, {account, updatedAt: at});
  const isNewestFirst = list.query.order === 'Descending';
  return noticed(isNewestFirst ? withNewest(loaded, target, jobs) : loaded, {target, jobs, at});
};

/** Why a list was asked for, if somebody still waits for the answer. */
const purposeOf = (state: State, message: Listed): keyof typeof ANSWERED | undefined => {
  const {id, target} = message;
  if (targetLoading(jobsOf(state), id) === target) return 'page';
  if (targetPolling(jobsOf(state), id) === target) return 'head';
  if (state.connections.get(target)?.runningPoll.request?.id === id) return 'running';
  if (isForAttempts(state, message)) return 'attempts';
  return isReasonsPage(state, target, id) ? 'reasons' : undefined;
};

const ANSWERED = {
  page: pageAnswered,
  running: runningPollAnswered,
  head: headPollAnswered,
  reasons: reasonsListed,
  attempts: attemptsAnswered,
} as const;

/** The answer to ListModelImportJobs. */
export const jobsListed = (state: State, message: Listed, at: number): Step => {
  const {outcome, target} = message;
  const connection = state.connections.get(target);
  const slice = jobsOf(state).slices.get(target);
  const purpose = purposeOf(state, message);
  if (!purpose || !connection || !slice) return step(state);
  const account = outcome.ok ? accountOf(outcome.value.jobs) : undefined;
  if (account !== undefined && connection.account !== undefined && account !== connection.account) {
    return forAccount(state, message, {account, at});
  }
  const isFirstOfHead = purpose === 'head' && slice.headPoll.request?.received.length === 0;
  if (isFirstOfHead && isOfNobody(slice, state, message)) {
    return startedOver(withConnection(state, target, {account: undefined}), target, at);
  }
  return ANSWERED[purpose](state, message, at);
};
