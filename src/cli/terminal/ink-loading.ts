/** Prepares the process for Ink: adds what older versions of Node lack, and loads Ink so that it writes styles. */

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
 * Loads a module while `fetch` is hidden. Yoga would fetch its WebAssembly from a data: URL, which loads all of undici. Without
 * fetch, it decodes the bytes itself, and the first frame appears about 15 ms earlier.
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
 * Loads Ink so that it writes inverse, bold and the terminal's own 16 colours. Ink's chalk reads FORCE_COLOR once, when it is
 * loaded. Without it, chalk writes no styles if CI is set or if it does not know TERM. The theme decides which colours are used.
 * No child process sees the variable.
 */
export const withTextStyles = async <T>(load: () => Promise<T>, environment = process.env): Promise<T> => {
  const {FORCE_COLOR} = environment;
  environment.FORCE_COLOR = '1';
  try {
    return await load();
  } finally {
    if (FORCE_COLOR === undefined) delete environment.FORCE_COLOR;
    else environment.FORCE_COLOR = FORCE_COLOR;
  }
};

/** Must run before Ink is loaded. */
export const polyfillForInk = (): void => {
  // Ink calls Promise.withResolvers, which came with Node 22.
  if (!('withResolvers' in Promise)) {
    Object.defineProperty(Promise, 'withResolvers', {value: withResolvers, writable: true, configurable: true});
  }
};
