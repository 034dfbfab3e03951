/** One gateway for each target, and the requests in flight. */
import type {Gateway, OnAttempt, Request} from '../core/domain/ports.ts';
import {type Target, type TargetId, targetKey} from '../core/domain/target.ts';
import type {Effect, Message} from '../core/state/message.ts';

export interface GatewayPorts {
  /** Opens the way to AWS, or to the demo. */
  readonly openGateway: (target: Target) => Promise<Gateway>;
  /** A number from 0 to 1. */
  readonly jitter: () => number;
  readonly dispatch: (message: Message) => void;
  /** A mistake of our own, to be reported as such. */
  readonly onFault: (cause: unknown) => void;
}

interface Gateways {
  open(target: Target): void;
  close(target: TargetId): void;
  renew(target: TargetId): void;
  request(effect: Extract<Effect, {kind: 'connect' | 'request'}>): void;
  cancel(id: number): void;
  /** Cancels every request, and closes every gateway. */
  stop(): void;
}

/** Makes the call that a request names. Its input fits, as both come from one row of `Operations`. */
const call = (gateway: Gateway, {operation, input}: Request, signal: AbortSignal, onAttempt: OnAttempt) => {
  const make = gateway[operation] as (input: unknown, signal: AbortSignal, onAttempt: OnAttempt) => Promise<unknown>;
  return make(input, signal, onAttempt);
};

export const createGateways = ({openGateway, jitter, dispatch, onFault}: GatewayPorts): Gateways => {
  const gateways = new Map<TargetId, Promise<Gateway>>();
  const requests = new Map<number, AbortController>();

  const closed = (gateway: Promise<Gateway> | undefined) =>
    void gateway?.then(opened => opened.close()).catch(() => undefined);

  const close = (target: TargetId) => {
    closed(gateways.get(target));
    gateways.delete(target);
  };

  const answerTo = async (
    effect: Extract<Effect, {kind: 'connect' | 'request'}>,
    gateway: Gateway,
    signal: AbortSignal,
  ): Promise<Message> => {
    const {id, target} = effect;
    if (effect.kind === 'connect') {
      return {kind: 'connected', id, target, outcome: await gateway.connect(signal), jitter: jitter()};
    }
    const outcome = await call(gateway, effect.request, signal, attempt => {
      if (attempt.number > 1 && requests.has(id)) dispatch({kind: 'retried', id, attempt});
    });
    return {kind: 'answered', id, target, ...effect.request, outcome, jitter: jitter()} as Message;
  };

  return {
    open: target => {
      const id = targetKey(target);
      close(id);
      const opened = openGateway(target);
      opened.catch(onFault);
      gateways.set(id, opened);
    },
    close,
    renew: target =>
      void gateways
        .get(target)
        ?.then(opened => opened.renew())
        .catch(() => undefined),
    request: effect => {
      const controller = new AbortController();
      requests.set(effect.id, controller);
      void gateways
        .get(effect.target)
        ?.then(opened => answerTo(effect, opened, controller.signal))
        .then(message => {
          if (requests.delete(effect.id)) dispatch(message);
        })
        .catch(onFault);
    },
    cancel: id => {
      requests.get(id)?.abort();
      requests.delete(id);
    },
    stop: () => {
      for (const controller of requests.values()) controller.abort();
      requests.clear();
      for (const target of [...gateways.keys()]) close(target);
    },
  };
};
