/** Makes the process ready for Ink and the SDK: fills what older Nodes lack, and mutes what would be printed over the screen. */

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T | PromiseLike<T>) => void;
  readonly reject: (reason?: unknown) => void;
}

const withResolvers = <T>(): Deferred<T> => {
  let resolve: Deferred<T>['resolve'] = () => {};
  let reject: Deferred<T>['reject'] = () => {};
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return {promise, resolve, reject};
};

/**
 * Loads a module while `fetch` is out of sight. Yoga fetches its WebAssembly from a data: URL, which would load the
 * whole of undici; without fetch it decodes the bytes by itself, and the first frame comes some 15 ms sooner.
 */
export const loadWithoutFetch = async <T>(load: () => Promise<T>): Promise<T> => {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  if (!fetch?.configurable) return load();
  Object.defineProperty(globalThis, 'fetch', {value: undefined, configurable: true, writable: true});
  try {
    return await load();
  } finally {
    Object.defineProperty(globalThis, 'fetch', fetch);
  }
};

/** Must have run before Ink or the SDK is loaded. */
export const fillNodeGaps = (environment: NodeJS.ProcessEnv = process.env): void => {
  // The SDK warns on stderr about Node versions that it will drop one day: over the screen, and not the person's business.
  environment.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // The proxy agent's tracing goes to stderr where somebody has set DEBUG for another program.
  delete environment.DEBUG;
  // Ink calls Promise.withResolvers, which came with Node 22.
  if (!('withResolvers' in Promise)) {
    Object.defineProperty(Promise, 'withResolvers', {value: withResolvers, writable: true, configurable: true});
  }
};
