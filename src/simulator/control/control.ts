/** The simulator's own requests, under one reserved path: what state it is in, and how its imports end. */
import type {IncomingMessage} from 'node:http';
import {jobDetail, modelDetail} from '../api/responses.ts';
import {CONTROL_PREFIX} from '../http/control-path.ts';
import type {RawAnswer} from '../http/interception.ts';
import {isMembers, type Members} from '../members.ts';
import {failureFor} from '../world/created-import.ts';
import type {JobRecord} from '../world/job-record.ts';
import {type Outcome, readOutcome} from '../world/outcome.ts';
import {advance, type World} from '../world/world.ts';

/** A world as these requests see it. */
export interface ControlledWorld {
  /** REGION/ACCOUNT */
  readonly name: string;
  readonly world: World;
  readonly now: () => number;
  /** Makes the world what it was at the start: its jobs, its faults, and what was said about jobs. */
  reset(): void;
}

interface ControlCall {
  readonly worlds: readonly ControlledWorld[];
  readonly body: Members;
}

interface ControlReply {
  readonly status: number;
  readonly body: object;
}

const done = (body: object = {}): ControlReply => ({status: 200, body});
const refused = (status: number, message: string): ControlReply => ({status, body: {message}});

const health = ({worlds}: ControlCall): ControlReply =>
  done({status: 'running', services: {bedrock: 'available', s3: 'available'}, worlds: worlds.map(({name}) => name)});

const reset = ({worlds}: ControlCall): ControlReply => {
  for (const world of worlds) world.reset();
  return done({status: 'ok'});
};

const outcomeShape = ({job, status, message, durationMs}: Outcome): object => ({
  ...{job, status, message},
  duration: durationMs === undefined ? undefined : `${durationMs}ms`,
});

const stateOf = ({name, world}: ControlledWorld): object => ({
  name,
  now: new Date(world.now).toISOString(),
  created: world.created.length,
  outcomes: world.outcomes.map(outcomeShape),
  jobs: world.jobs.toReversed().map(job => ({...jobDetail(job, world.now), jobTags: world.tags.get(job.arn) ?? []})),
  models: world.models.toReversed().map(job => ({...modelDetail(job), tags: world.tags.get(job.modelArn) ?? []})),
});

const state = ({worlds}: ControlCall): ControlReply => done({worlds: worlds.map(stateOf)});

/** Sets how a job ends that is created later, or one that runs already. */
const setOutcome = ({worlds, body}: ControlCall): ControlReply => {
  const {job, status, message, duration} = body;
  const outcome = readOutcome({job, status, message, duration});
  if (!outcome.ok) return refused(400, outcome.reason);
  for (const {world} of worlds) {
    world.outcomes.push(outcome.value);
    const running = world.jobsByStatus.InProgress.find(({name}) => name === outcome.value.job);
    if (running) replan(world, running, outcome.value);
  }
  return done({outcome: outcomeShape(outcome.value)});
};

const replan = (world: World, job: JobRecord, outcome: Outcome): void => {
  const failure = failureFor(world, job, outcome);
  job.ending = outcome.status;
  job.failureMessage = failure?.message;
  job.defect = failure?.defect;
  if (outcome.durationMs !== undefined) job.endsAt = Math.max(world.now, job.createdAt + outcome.durationMs);
};

/** Ends a job now: as told, or else as planned. */
const finishJob = (world: World, job: JobRecord, told: Outcome | undefined): string => {
  if (told) return world.finish(job.arn, told.status, told.message).name;
  job.endsAt = world.now;
  advance(world, world.now);
  return job.name;
};

/** Ends the running job that is named, or all that run. */
const finish = ({worlds, body}: ControlCall): ControlReply => {
  const {job: wanted, status, message} = body;
  const isTold = status !== undefined || message !== undefined;
  const told = isTold ? readOutcome({job: 1, status: status ?? 'Failed', message}) : undefined;
  if (told?.ok === false) return refused(400, told.reason);
  const ended = worlds.flatMap(({world}) =>
    world.jobsByStatus.InProgress.filter(
      ({name, arn}) => wanted === undefined || [name, arn].includes(String(wanted)),
    ).map(job => finishJob(world, job, told?.value)),
  );
  return wanted !== undefined && ended.length === 0
    ? refused(404, `no import job ${String(wanted)} is running`)
    : done({finished: ended});
};

type Handler = (call: ControlCall) => ControlReply;

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET health': health,
  'GET state': state,
  'POST outcome': setOutcome,
  'POST finish': finish,
  'POST reset': reset,
  'POST state/reset': reset,
};

const KNOWN = Object.keys(HANDLERS)
  .map(key => key.replace(' ', ` ${CONTROL_PREFIX}`))
  .join(', ');

const bodyOf = (text: string | undefined): Members | undefined => {
  if (text === '') return {};
  try {
    const body: unknown = JSON.parse(text ?? 'null');
    return isMembers(body) ? body : undefined;
  } catch {
    return undefined;
  }
};

const replyTo = (
  request: IncomingMessage,
  text: string | undefined,
  worlds: readonly ControlledWorld[],
): ControlReply => {
  const {method = '', url = '', headers} = request;
  const {pathname, searchParams} = new URL(url, 'http://localhost');
  const name = searchParams.get('world');
  const chosen = name === null ? worlds : worlds.filter(each => each.name === name);
  const handler = HANDLERS[`${method} ${pathname.slice(CONTROL_PREFIX.length)}`];
  // A browser names the page that sends a request. No page has a reason to send one.
  if (headers.origin !== undefined) return refused(403, 'requests of web pages are refused');
  if (!handler) return refused(404, `there is no ${method} ${pathname}; there are ${KNOWN}`);
  if (chosen.length === 0) return refused(404, `no world is named ${name}`);
  const body = bodyOf(text);
  if (!body) return refused(400, 'the body is not a JSON object');
  for (const {world, now} of chosen) advance(world, now());
  return handler({worlds: chosen, body});
};

/** The answer to a request under the reserved path. */
export const answerControl = (
  request: IncomingMessage,
  text: string | undefined,
  worlds: readonly ControlledWorld[],
): RawAnswer => {
  const {status, body} = replyTo(request, text, worlds);
  return {status, body: `${JSON.stringify(body, undefined, 2)}\n`};
};
