/** Runs effects and timers against the ports, and turns what comes of them into messages. */
import {type Timer, timerKey, timersFor} from '../core/app/timers.ts';
import type {Clock, CopyOutcome, Login, OpenOutcome, SignInOutcome} from '../core/domain/ports.ts';
import type {Target} from '../core/domain/target.ts';
import type {Effect} from '../core/state/message.ts';
import type {State} from '../core/state/state.ts';
import {createGateways, type GatewayPorts} from './gateways.ts';

export interface EffectPorts extends GatewayPorts {
  readonly clock: Clock;
  readonly findProfiles: () => Promise<readonly string[]>;
  readonly ringBell: () => void;
  /** Has the terminal show a notification. */
  readonly notify: (text: string) => void;
  readonly copyText: (text: string) => Promise<CopyOutcome>;
  readonly openUrl: (url: string) => Promise<OpenOutcome>;
  readonly findLogin: (target: Target) => Promise<Login>;
  /** Gives the terminal to a command until it ends. */
  readonly signIn: (command: readonly string[]) => Promise<SignInOutcome>;
  readonly exit: () => void;
  /** Gives the terminal back to the shell until the shell resumes the program. */
  readonly suspend: () => void;
  /** Draws the whole screen again, over whatever another program has written on it. */
  readonly repaint: () => void;
}

interface Runtime {
  perform(effects: readonly Effect[]): void;
  /** Starts the timers that the state implies and stops all others. */
  schedule(state: State): void;
  /** Stops all timers and requests. */
  stop(): void;
}

/** setTimeout takes no more; a clock that was turned back could ask for it. */
const DELAY_MAX_MS = 2 ** 31 - 1;

export const createRuntime = (ports: EffectPorts): Runtime => {
  const {clock} = ports;
  let isStopped = false;
  const dispatch: EffectPorts['dispatch'] = message => {
    if (!isStopped) ports.dispatch(message);
  };
  const gateways = createGateways({...ports, dispatch});
  const timers = new Map<string, {readonly at: number; readonly cancel: () => void}>();

  const perform = (effect: Effect): void => {
    switch (effect.kind) {
      case 'open-gateway':
        gateways.open(effect.target);
        break;
      case 'close-gateway':
        gateways.close(effect.target);
        break;
      case 'renew-gateway':
        gateways.renew(effect.target);
        break;
      case 'connect':
      case 'request':
        gateways.request(effect);
        break;
      case 'cancel':
        gateways.cancel(effect.id);
        break;
      case 'find-profiles':
        void ports.findProfiles().then(profiles => dispatch({kind: 'profiles-found', profiles}), ports.onFault);
        break;
      case 'ring-bell':
        ports.ringBell();
        break;
      case 'notify':
        ports.notify(effect.text);
        break;
      case 'copy-text':
        void ports
          .copyText(effect.text)
          .then(outcome => dispatch({...effect, kind: 'text-copied', outcome}), ports.onFault);
        break;
      case 'open-url':
        void ports
          .openUrl(effect.url)
          .then(outcome => dispatch({...effect, kind: 'url-opened', outcome}), ports.onFault);
        break;
      case 'find-login':
        void ports
          .findLogin(effect.target)
          .then(login => dispatch({kind: 'login-found', target: effect.target, login}), ports.onFault);
        break;
      case 'sign-in':
        void ports
          .signIn(effect.command)
          .then(outcome => dispatch({kind: 'signed-in', command: effect.command, outcome}), ports.onFault);
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
    const key = timerKey(message);
    const cancel = clock.after(Math.min(DELAY_MAX_MS, Math.max(0, at - clock.now())), () => {
      timers.delete(key);
      dispatch(message);
    });
    timers.set(key, {at, cancel});
  };

  const schedule = (state: State) => {
    const wanted = new Map(timersFor(state).map(timer => [timerKey(timer.message), timer]));
    for (const [key, timer] of timers) {
      if (wanted.get(key)?.at === timer.at) wanted.delete(key);
      else {
        timer.cancel();
        timers.delete(key);
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
      gateways.stop();
    },
  };
};
