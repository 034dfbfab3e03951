/** Runs effects and timers against the ports, and turns what comes of them into messages. */
import type {Effect, Message} from '../core/message.ts';
import type {Clock, Gateway} from '../core/ports.ts';
import type {State} from '../core/state.ts';
import {type Timer, timersFor} from '../core/timers.ts';

export interface EffectPorts {
  readonly clock: Clock;
  /** Opens the way to AWS, or to the demo. `profile` was chosen while the program runs. */
  readonly openGateway: (isDemo: boolean, profile?: string) => Promise<Gateway>;
  readonly findProfiles: () => Promise<readonly string[]>;
  readonly ringBell: () => void;
  readonly exit: () => void;
  /** Gives the terminal back to the shell until the shell resumes the program. */
  readonly suspend: () => void;
  /** Draws the whole screen again, over whatever another program has written on it. */
  readonly repaint: () => void;
  /** A number from 0 to 1. */
  readonly luck: () => number;
  readonly dispatch: (message: Message) => void;
  /** A mistake of our own, to be reported as such. */
  readonly onFault: (cause: unknown) => void;
}

export interface Runtime {
  perform(effects: readonly Effect[]): void;
  /** Starts the timers that the state implies and stops all others. */
  schedule(state: State): void;
  /** Stops all timers and requests. */
  stop(): void;
}

/** setTimeout takes no more; a clock that was turned back could ask for it. */
const LONGEST_MS = 2 ** 31 - 1;

type Request = Extract<Effect, {kind: 'connect' | 'list-jobs' | 'get-job'}>;

interface Line {
  readonly opened: Gateway;
  readonly signal: AbortSignal;
  readonly luck: () => number;
}

/** Makes the request, and says what came of it. */
const answerTo = async (request: Request, {opened, signal, luck}: Line): Promise<Message> => {
  const {id} = request;
  switch (request.kind) {
    case 'connect':
      return {kind: 'connected', id, outcome: await opened.connect(signal), luck: luck()};
    case 'get-job': {
      const outcome = await opened.getJob(request.arn, signal);
      return {kind: 'job-told', id, arn: request.arn, outcome, luck: luck()};
    }
    case 'list-jobs': {
      const outcome = await opened.listJobs(request.request, signal);
      return {kind: 'jobs-listed', id, purpose: request.purpose, outcome, luck: luck()};
    }
  }
};

export const createRuntime = (ports: EffectPorts, isDemo: boolean): Runtime => {
  const {clock, dispatch} = ports;
  const requests = new Map<number, AbortController>();
  const timers = new Map<Message['kind'], {readonly at: number; readonly cancel: () => void}>();
  let gateway: Promise<Gateway> | undefined;
  let isStopped = false;

  const open = (demo: boolean, profile?: string) => {
    const former = gateway;
    gateway = ports.openGateway(demo, profile);
    void former?.then(opened => opened.close()).catch(() => undefined);
    gateway.catch(ports.onFault);
  };

  const call = (id: number, ask: (gateway: Gateway, signal: AbortSignal) => Promise<Message>) => {
    if (!gateway) open(isDemo);
    const controller = new AbortController();
    requests.set(id, controller);
    void (gateway as Promise<Gateway>)
      .then(opened => ask(opened, controller.signal))
      .then(message => {
        if (requests.delete(id) && !isStopped) dispatch(message);
      })
      .catch(ports.onFault);
  };

  const perform = (effect: Effect): void => {
    switch (effect.kind) {
      case 'open-gateway':
        open(effect.isDemo, effect.profile);
        break;
      case 'renew-gateway':
        void gateway?.then(opened => opened.renew()).catch(() => undefined);
        break;
      case 'find-profiles':
        void ports.findProfiles().then(profiles => dispatch({kind: 'profiles-found', profiles}), ports.onFault);
        break;
      case 'connect':
      case 'list-jobs':
      case 'get-job':
        call(effect.id, (opened, signal) => answerTo(effect, {opened, signal, luck: ports.luck}));
        break;
      case 'cancel':
        requests.get(effect.id)?.abort();
        requests.delete(effect.id);
        break;
      case 'ring-bell':
        ports.ringBell();
        break;
      case 'exit':
        ports.exit();
        break;
      case 'suspend':
        ports.suspend();
        break;
      case 'repaint':
        ports.repaint();
        break;
      default:
        effect satisfies never;
    }
  };

  const startTimer = ({at, message}: Timer) => {
    const cancel = clock.after(Math.min(LONGEST_MS, Math.max(0, at - clock.now())), () => {
      timers.delete(message.kind);
      dispatch(message);
    });
    timers.set(message.kind, {at, cancel});
  };

  const schedule = (state: State) => {
    const wanted = new Map(timersFor(state).map(timer => [timer.message.kind, timer]));
    for (const [kind, timer] of timers) {
      if (wanted.get(kind)?.at === timer.at) wanted.delete(kind);
      else {
        timer.cancel();
        timers.delete(kind);
      }
    }
    for (const timer of wanted.values()) startTimer(timer);
  };

  return {
    perform: effects => {
      if (!isStopped) for (const effect of effects) perform(effect);
    },
    schedule: state => {
      if (!isStopped) schedule(state);
    },
    stop: () => {
      isStopped = true;
      for (const {cancel} of timers.values()) cancel();
      for (const controller of requests.values()) controller.abort();
      void gateway?.then(opened => opened.close()).catch(() => undefined);
    },
  };
};
