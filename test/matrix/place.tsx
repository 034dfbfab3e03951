/** The whole program but its terminal: real screen, state, SDK and HTTP, on a clock moved by hand, against a simulator. */
import {onTestFinished} from 'vitest';
import type {TimeLimits} from '../../src/bedrock/settings.ts';
import type {Outcome} from '../../src/core/domain/app-error.ts';
import type {Gateway} from '../../src/core/domain/ports.ts';
import {jobsOf, loadOf, mainConnection, mainSlice, rowsOf, selectedJob} from '../../src/core/state/select.ts';
import type {RawAnswer} from '../../src/simulator/http/interception.ts';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {awsHome, KEYS} from '../bedrock/aws-home.ts';
import {gatewayWith} from '../bedrock/gateway-under-test.ts';
import {type Drawn, draw} from '../support/frame.tsx';
import {NOON} from '../support/jobs.ts';
import type {Verb} from './trouble.ts';

/** What the person sees: the rows, the selected one, and the first visible one if the window is scrolled. */
export interface Held {
  /** ARNs: a name may come back as another text. */
  readonly jobs: readonly string[];
  readonly selected: string | undefined;
  readonly top: string | undefined;
}

interface Interception {
  readonly verb: Verb;
  readonly raw: RawAnswer;
}

export interface Place {
  readonly simulator: Simulator;
  readonly screen: Drawn;
  /** The answers to requests of this kind so far, as the program got them. */
  answers(verb: Verb): readonly Outcome<unknown>[];
  /** Sent in place of the service's answers to these requests. */
  intercept: Interception | undefined;
  held(): Held;
}

// So wide that no sentence is cut, and not high enough for the second page to be fetched ahead.
const SIZE = {columns: 400, rows: 24};
const PATIENCE_MS = 8000;
// Some tests hurry the timers of the SDK.
const {setTimeout: realTimeout} = globalThis;

/** Words and figures without the lines that they are broken into. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ');

/** The same if words longer than a line are broken, too. */
export const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** Called at every change of a state, and at every answer to a request. */
const onChange = new Set<() => void>();
const noteChange = (): void => {
  for (const note of onChange) note();
};

/** Resolves with the next change, or when there was none for so long. */
const nextChange = (ms: number): Promise<void> =>
  new Promise(resolve => {
    const finish = () => {
      onChange.delete(finish);
      clearTimeout(timer);
      resolve();
    };
    const timer = realTimeout(finish, ms);
    onChange.add(finish);
  });

/** Waits until `isSo`; looks again after every change, when what follows from it in this turn of the event loop has happened. */
export const until = async (isSo: () => boolean, complaint: () => string): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  while (!isSo()) {
    const left = end - performance.now();
    if (left <= 0) throw new Error(`never became true: ${isSo}\n${complaint()}`);
    await nextChange(left);
    await new Promise(resolve => setImmediate(resolve));
  }
};

type Answers = Readonly<Record<Verb, Outcome<unknown>[]>>;

/** `gateway`, with every answer kept in `answers`. */
const overheard = (gateway: Gateway, answers: Answers): Gateway => {
  const kept = async <T,>(verb: Verb, answer: Promise<Outcome<T>>): Promise<Outcome<T>> => {
    const outcome = await answer;
    answers[verb].push(outcome);
    noteChange();
    return outcome;
  };
  return {
    ...gateway,
    listJobs: (request, signal) => kept('List', gateway.listJobs(request, signal)),
    getJob: (identifier, signal) => kept('Get', gateway.getJob(identifier, signal)),
  };
};

interface PlaceOptions {
  readonly gateway?: (url: string) => Gateway;
}

/** A gateway with keys from the environment. */
export const usualGateway = (url: string, limits: Partial<TimeLimits> = {}): Gateway => {
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1'}});
  return gatewayWith({environment, endpointUrl: url, limits});
};

export const createPlace = async ({gateway = url => usualGateway(url)}: PlaceOptions = {}): Promise<Place> => {
  let now = () => NOON;
  let intercept: Interception | undefined;
  const simulator = await startSimulator({
    jobs: 140,
    seed: 7,
    keepsRequests: true,
    now: () => now(),
    intercept: ({operation}) => (intercept && operation?.startsWith(intercept.verb) ? intercept.raw : 'pass'),
  });
  onTestFinished(() => simulator.close());
  const answers: Answers = {List: [], Get: []};
  const screen = draw({gateway: () => overheard(gateway(simulator.url), answers), size: SIZE});
  now = screen.clock.now;
  onTestFinished(screen.store.subscribe(noteChange));
  return {
    simulator,
    screen,
    answers: verb => answers[verb],
    get intercept() {
      return intercept;
    },
    set intercept(raw) {
      intercept = raw;
    },
    held: () => {
      const state = screen.state();
      return {jobs: rowsOf(state).items.map(job => job.arn), selected: selectedJob(state)?.arn, top: jobsOf(state).top};
    },
  };
};

/** A request is on its way. */
export const isBusy = ({screen}: Place): boolean => {
  const state = screen.state();
  const {details} = state;
  const polls = [mainConnection(state).runningPoll, mainSlice(state).headPoll];
  const isAsking = [...details.values()].some(entry => entry.load.kind === 'loading');
  return loadOf(state).kind === 'loading' || polls.some(({request}) => request !== undefined) || isAsking;
};

/** Starts the program, and waits for its first rows. */
export const browse = async (place: Place): Promise<void> => {
  await place.screen.say({kind: 'started'});
  await until(() => place.held().jobs.length > 0, place.screen.frame);
};
