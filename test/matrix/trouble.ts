/** Trouble below HTTP that loopback cannot bring about: what the socket would have thrown, thrown in its place. */
import type {Transport} from '../../src/bedrock/transport/transport.ts';

/** Which requests a case strikes. */
export type Verb = 'List' | 'Get';

let current: {readonly verb: Verb; readonly cause: () => unknown} | undefined;

/** From now on requests of this kind end so. Returns what ends that. */
export const troubled = (verb: Verb, cause: () => unknown): (() => void) => {
  current = {verb, cause};
  return () => {
    current = undefined;
  };
};

export const withTrouble = (transport: Transport): Transport => ({
  ...transport,
  metadata: transport.metadata,
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => transport.httpHandlerConfigs(),
  destroy: () => transport.destroy(),
  handle: async (request, options) => {
    const verb: Verb = /^\/model-import-jobs\/./.test(request.path) ? 'Get' : 'List';
    if (current?.verb === verb) throw current.cause();
    return transport.handle(request, options);
  },
});
