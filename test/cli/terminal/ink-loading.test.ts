/** What the process needs before Ink is loaded. */
import {afterEach, describe, expect, it} from 'vitest';
import {readEnvironment} from '../../../src/cli/process/environment.ts';
import {loadWithoutFetch, polyfillForInk} from '../../../src/cli/terminal/ink-loading.ts';

// TypeScript's library for the target does not have this.
interface Resolvers {
  readonly promise: Promise<number>;
  readonly resolve: (value: number) => void;
  readonly reject: (reason: Error) => void;
}

describe('polyfillForInk', () => {
  const own = Object.getOwnPropertyDescriptor(Promise, 'withResolvers');
  afterEach(() => {
    if (own) Object.defineProperty(Promise, 'withResolvers', own);
    else Reflect.deleteProperty(Promise, 'withResolvers');
  });

  it('does not change the environment', () => {
    const before = {...process.env};
    polyfillForInk();
    expect({...process.env}).toEqual(before);
  });

  it('adds Promise.withResolvers if Node lacks it', async () => {
    Reflect.deleteProperty(Promise, 'withResolvers');
    polyfillForInk();
    const {withResolvers} = Promise as unknown as {withResolvers: () => Resolvers};
    const kept = withResolvers();
    kept.resolve(1);
    await expect(kept.promise).resolves.toBe(1);
    const broken = withResolvers();
    broken.reject(new Error('no'));
    await expect(broken.promise).rejects.toThrow('no');
  });

  it('does not replace an existing Promise.withResolvers', () => {
    const there = () => {};
    Object.defineProperty(Promise, 'withResolvers', {value: there, configurable: true, writable: true});
    polyfillForInk();
    expect(Reflect.get(Promise, 'withResolvers')).toBe(there);
  });
});

describe('loadWithoutFetch', () => {
  it('hides fetch while loading, and restores it, also after a failure', async () => {
    const {fetch} = globalThis;
    expect(await loadWithoutFetch(async () => typeof globalThis.fetch)).toBe('undefined');
    expect(globalThis.fetch).toBe(fetch);
    const failing = loadWithoutFetch(async () => {
      throw new Error('no such module');
    });
    await expect(failing).rejects.toThrow('no such module');
    expect(globalThis.fetch).toBe(fetch);
  });
});

describe('readEnvironment', () => {
  it('returns a copy', () => {
    const source: Record<string, string> = {A: '1'};
    const read = readEnvironment(source);
    source.A = '2';
    expect(read).toEqual({A: '1'});
  });
});
