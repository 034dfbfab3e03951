/** One gateway for each target, and the requests that wait or are in flight. */
import type {Clock, Gateway, OnAttempt, Operation, Request} from '../core/domain/ports.ts';
import {type Target, type TargetId, targetKey} from '../core/domain/target.ts';
import type {Effect, Message} from '../core/state/message.ts';
import {createRequestQueue, type QueuedRequest} from './request-queue.ts';

export interface GatewayPorts {
  readonly clock: Clock;
  /** Opens the way to AWS, or to the demo. */
  readonly openGateway: (target: Target) => Promise<Gateway>;
  /** A number from 0 to 1. */
  readonly jitter: () => number;
  readonly dispatch: (message: Message) => void;
  /** A mistake of our own, to be reported as such. */
  readonly onFault: (cause: unknown) => void;
}

type RequestEffect = Extract<Effect, {kind: 'connect' | 'request'}>;

/** What the queue needs to know of each operation. */
const KINDS: {readonly [K in Operation]: QueuedRequest['kind']} = {
  listJobs: 'list',
  getJob: 'other',
  createJob: 'other',
  listModels: 'list',
  getModel: 'other',
  deleteModel: 'other',
  listTags: 'other',
  tag: 'other',
  untag: 'other',
  checkFiles: 'other',
};

const kindOf = (effect: RequestEffect): QueuedRequest['kind'] =>
  effect.kind === 'connect' ? 'connect' : KINDS[effect.request.operation];

interface Gateways {
  open(target: Target): void;
  close(target: TargetId): void;
  renew(target: TargetId): void;
  request(effect: RequestEffect): void;
  cancel(id: number): void;
  /** Cancels every request, and closes every gateway. */
  stop(): void;
}

/** Makes the call that a request names. Its input fits, as both come from one row of `Operations`. */
const call = (gateway: Gateway, {operation, input}: Request, signal: AbortSignal, onAttempt: OnAttempt) => {
  const make = gateway[operation] as (input: unknown, signal: AbortSignal, onAttempt: OnAttempt) => Promise<unknown>;
  return make(input, signal, onAttempt);
};

export const createGateways = ({clock, openGateway, jitter, dispatch, onFault}: GatewayPorts): Gateways => {
  const gateways = new Map<TargetId, Promise<Gateway>>();
  const requests = new Map<number, AbortController>();
  const queue = createRequestQueue(clock);

  const closed = (gateway: Promise<Gateway> | undefined) =>
    void gateway?.then(opened => opened.close()).catch(() => undefined);

  const close = (target: TargetId) => {
    closed(gateways.get(target));
    gateways.delete(target);
    queue.forget(target);
  };

  const answerTo = async (effect: RequestEffect, gateway: Gateway, signal: AbortSignal): Promise<Message> => {
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
      const {id, target} = effect;
      const controller = new AbortController();
      requests.set(id, controller);
      const gateway = gateways.get(target);
      const send = () =>
        void gateway
          ?.then(opened => answerTo(effect, opened, controller.signal))
          .then(message => {
            queue.leave(id);
            if (requests.delete(id)) dispatch(message);
          })
          .catch(cause => {
            queue.leave(id);
            onFault(cause);
          });
      if (gateway) queue.enter({id, target, kind: kindOf(effect), send});
    },
    cancel: id => {
      requests.get(id)?.abort();
      requests.delete(id);
      queue.leave(id);
    },
    stop: () => {
      for (const controller of requests.values()) controller.abort();
      requests.clear();
      queue.stop();
      for (const target of [...gateways.keys()]) close(target);
    },
  };
};
