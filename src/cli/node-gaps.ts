/** Prepares the process for Ink: adds what older Node versions lack, and loads Ink so that it writes styles. */

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
 * Loads a module while `fetch` is hidden. Yoga fetches its WebAssembly from a data: URL, which would load the whole of
 * undici; without fetch it decodes the bytes itself, and the first frame appears about 15 ms earlier.
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

/**
 * Loads Ink so that it writes inverse and bold, and at most the terminal's own 16 colours. Its chalk reads the variable
 * once, when it is loaded, and writes no styles at all if CI is set or if it does not know TERM. The theme decides which
 * colours are used. No child process sees the variable.
 */
export const withInverse = async <T>(load: () => Promise<T>, environment = process.env): Promise<T> => {
  const {FORCE_COLOR} = environment;
  environment.FORCE_COLOR = '1';
  try {
    return await load();
  } finally {
    if (FORCE_COLOR === undefined) delete environment.FORCE_COLOR;
    else environment.FORCE_COLOR = FORCE_COLOR;
  }
};

/** Must run before Ink is loaded. It does not change process.env, because commands that the program starts inherit it. */
export const fillNodeGaps = (): void => {
  // Ink calls Promise.withResolvers, which came with Node 22.
  if (!('withResolvers' in Promise)) {
    Object.defineProperty(Promise, 'withResolvers', {value: withResolvers, writable: true, configurable: true});
  }
};
