/**
 * The simulator's own addresses, below /_simulator/: its health, the state of its worlds, and ways to change them while it runs. They
 * need no signature. A POST has to be JSON, so that a web page cannot send one.
 */
import type {IncomingMessage} from 'node:http';
import type {RawAnswer} from '../http/interception.ts';
import {type Members, membersOf} from '../members.ts';
import type {JobRecord} from '../world/job-record.ts';
import {type Outcome, parseOutcome} from '../world/outcomes.ts';
import type {World} from '../world/world.ts';
import {advance} from '../world/world.ts';
import {worldNameOf} from '../world/world-name.ts';
import {stateOf} from './state.ts';

export const CONTROL_PATH = '/_simulator/';

/** A world as the control can reach it. */
export interface Controlled {
  readonly name: string;
  readonly world: World;
  readonly now: () => number;
  /** Puts the world back to how it was at the start, without its faults. */
  reset(): void;
}

export const isControl = (url = ''): boolean => url.startsWith(CONTROL_PATH);

const answer = (status: number, body: object): RawAnswer => ({status, body: `${JSON.stringify(body)}\n`});
const refuse = (status: number, message: string): RawAnswer => answer(status, {message});

interface Ask {
  readonly worlds: readonly Controlled[];
  readonly body: Members;
}

type Handler = (ask: Ask) => RawAnswer;

const textIn = (body: Members, name: string): string | undefined => {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
};

/** `{"job": NAME or N, "status": "Failed", "message": TEXT}`, or the same as the flag --outcome writes it. */
const outcomeIn = (body: Members): Outcome | undefined => {
  const {job} = body;
  const message = textIn(body, 'message');
  return parseOutcome(`${String(job)}=${textIn(body, 'status') ?? ''}${message === undefined ? '' : `:${message}`}`);
};

const outcome: Handler = ({worlds, body}) => {
  const found = outcomeIn(body);
  if (!found) return refuse(400, 'write {"job": "NAME" or N, "status": "Completed" or "Failed", "message": "TEXT"}');
  for (const {world} of worlds) world.outcomes.push(found);
  return answer(200, {outcome: found});
};

const runningIn = ({world, now}: Controlled, wanted: string | undefined): JobRecord | undefined => {
  advance(world, now());
  const {InProgress: running} = world.jobsByStatus;
  return wanted === undefined ? running[0] : running.find(({arn, name}) => arn === wanted || name === wanted);
};

const finish: Handler = ({worlds, body}) => {
  const wanted = textIn(body, 'job');
  const status = textIn(body, 'status') ?? 'Completed';
  if (status !== 'Completed' && status !== 'Failed') return refuse(400, 'status must be Completed or Failed');
  for (const controlled of worlds) {
    const job = runningIn(controlled, wanted);
    if (!job) continue;
    const ended = controlled.world.finish(job.arn, status, textIn(body, 'message'));
    return answer(200, {jobArn: ended.arn, jobName: ended.name, status: ended.status});
  }
  return refuse(404, wanted === undefined ? 'no import job is running' : `no import job is running under ${wanted}`);
};

const reset: Handler = ({worlds}) => {
  for (const world of worlds) world.reset();
  return answer(200, {reset: worlds.map(({name}) => name)});
};

const ROUTES: Readonly<Record<string, {readonly method: 'GET' | 'POST'; readonly run: Handler}>> = {
  health: {method: 'GET', run: ({worlds}) => answer(200, {status: 'running', worlds: worlds.map(({name}) => name)})},
  state: {method: 'GET', run: ({worlds}) => answer(200, {worlds: worlds.map(stateOf)})},
  outcome: {method: 'POST', run: outcome},
  finish: {method: 'POST', run: finish},
  reset: {method: 'POST', run: reset},
};

const bodyOf = (text: string | undefined): Members | undefined => {
  if (text === undefined || text === '') return {};
  try {
    return membersOf(JSON.parse(text));
  } catch {
    return undefined;
  }
};

/** The answer to a request below /_simulator/. `text`: its body; undefined if that is too large. */
export const controlAnswer = (
  request: IncomingMessage,
  text: string | undefined,
  all: readonly Controlled[],
): RawAnswer => {
  const url = new URL(request.url ?? '', 'http://localhost');
  const path = url.pathname.slice(CONTROL_PATH.length).replace(/\/$/, '');
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (!route)
    return refuse(
      404,
      `the addresses are ${Object.keys(ROUTES)
        .map(name => CONTROL_PATH + name)
        .join(', ')}`,
    );
  if (request.method !== route.method) return refuse(405, `${CONTROL_PATH}${path} takes ${route.method}`);
  const isJson = request.headers['content-type']?.startsWith('application/json') === true;
  if (route.method === 'POST' && !isJson) return refuse(415, 'send the header content-type: application/json');
  const body = bodyOf(text);
  if (!body) return refuse(400, 'the body is not a JSON object');
  const wanted = url.searchParams.get('world');
  const worlds = wanted === null ? all : all.filter(({world}) => worldNameOf(world) === wanted);
  if (worlds.length === 0)
    return refuse(404, `there is no world ${wanted}; there are ${all.map(({name}) => name).join(', ')}`);
  return route.run({worlds, body});
};
