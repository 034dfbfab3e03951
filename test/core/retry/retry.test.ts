/** How long a request that has failed is made again. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {AppError, ErrorKind} from '../../../src/core/domain/app-error.ts';
import {pollPauseMs, type RetryLimits, retryPauseMs} from '../../../src/core/retry/retry.ts';
import {NOON} from '../../support/jobs.ts';

/** Every kind, and whether a question that has been answered before is asked again after it. */
const KINDS: Readonly<Record<ErrorKind, 'within the limit' | 'a few times' | 'never'>> = {
  credentials: 'a few times',
  region: 'a few times',
  access: 'never',
  throttled: 'within the limit',
  network: 'within the limit',
  service: 'within the limit',
  invalid: 'never',
  'not-found': 'never',
  'name-taken': 'never',
  'import-running': 'never',
  'role-refused': 'never',
  conflict: 'never',
  quota: 'never',
  'read-only': 'never',
  answer: 'within the limit',
  cancelled: 'never',
  // What nobody knows may pass as well: the same question has been answered before.
  fault: 'within the limit',
};
const ALL_KINDS = Object.keys(KINDS) as ErrorKind[];

const errorOf = (kind: ErrorKind, isTransient: boolean): AppError => ({
  kind,
  what: 'The list could not be read',
  why: 'AWS had enough',
  next: 'Wait',
  isTransient,
});

const SECOND = 1_000;
const LIMITS: RetryLimits = {throttledMs: 60 * SECOND, otherMs: 10 * SECOND};
const ENDLESS: RetryLimits = {throttledMs: Number.POSITIVE_INFINITY, otherMs: Number.POSITIVE_INFINITY};

interface Case {
  readonly kind?: ErrorKind;
  readonly isTransient?: boolean;
  readonly failures?: number;
  /** Since the first failure. */
  readonly passed?: number;
  readonly limits?: RetryLimits;
  readonly jitter?: number;
  readonly everyMs?: number;
}

const retry = ({
  kind = 'throttled',
  isTransient = true,
  failures = 1,
  passed = 0,
  limits = ENDLESS,
  jitter = 1,
}: Case) => retryPauseMs(errorOf(kind, isTransient), {since: NOON, failures}, {limits, now: NOON + passed, jitter});

const poll = ({
  kind = 'throttled',
  isTransient = true,
  failures = 1,
  passed = 0,
  limits = ENDLESS,
  jitter = 1,
  everyMs = 5 * SECOND,
}: Case) =>
  pollPauseMs(errorOf(kind, isTransient), {since: NOON, failures}, {limits, now: NOON + passed, jitter, everyMs});

const anyCase = fc.record({
  kind: fc.constantFrom(...ALL_KINDS),
  isTransient: fc.boolean(),
  failures: fc.oneof(fc.integer({min: 1, max: 12}), fc.integer({min: 1, max: 100_000})),
  passed: fc.nat(700 * SECOND),
  limits: fc.record({throttledMs: fc.nat(600 * SECOND), otherMs: fc.nat(600 * SECOND)}),
  jitter: fc.double({min: 0, max: 1, noNaN: true}),
  everyMs: fc.oneof(fc.integer({min: SECOND, max: 90 * SECOND}), fc.integer({min: SECOND, max: 3600 * SECOND})),
});

const limitFor = ({kind, limits}: {kind: ErrorKind; limits: RetryLimits}): number =>
  kind === 'throttled' ? limits.throttledMs : limits.otherMs;

describe('a request that has failed', () => {
  it.each([
    [1, 500, 1_000],
    [2, 1_000, 2_000],
    [3, 2_000, 4_000],
    [4, 4_000, 8_000],
    [5, 8_000, 16_000],
    [6, 10_000, 20_000],
    [7, 10_000, 20_000],
    [5_000, 10_000, 20_000],
  ])('%d times is made again after %d to %d ms, by jitter', (failures, least, most) => {
    expect([retry({failures, jitter: 0}), retry({failures, jitter: 1})]).toEqual([least, most]);
  });

  it.each(ALL_KINDS)('for a reason of kind %s is made again only if that may pass', kind => {
    expect(retry({kind})).toBe(1_000);
    expect(retry({kind, isTransient: false})).toBeUndefined();
  });

  it.each([
    ['throttled', 59_000, 1_000],
    ['throttled', 59_500, 500],
    ['throttled', 59_501, undefined],
    ['network', 9_000, 1_000],
    // What remains of the limit, as long as it is worth an attempt.
    ['network', 9_400, 600],
    ['service', 9_501, undefined],
    ['answer', 9_501, undefined],
  ] as const)('by %s for %d ms: %s', (kind, passed, pause) => {
    expect(retry({kind, passed, limits: LIMITS})).toBe(pause);
  });

  it('is not made again if the limit is 0', () => {
    expect(retry({limits: {throttledMs: 0, otherMs: 0}, jitter: 0})).toBeUndefined();
  });
});

describe('a question that has been answered before', () => {
  it.each([
    [1, 5_000, 5_000],
    [2, 5_000, 10_000],
    [3, 10_000, 20_000],
    [4, 20_000, 40_000],
    [5, 30_000, 60_000],
    [6, 30_000, 60_000],
    [5_000, 30_000, 60_000],
  ])('and failed %d times is asked again after %d to %d ms, by jitter', (failures, least, most) => {
    expect([poll({failures, jitter: 0}), poll({failures, jitter: 1})]).toEqual([least, most]);
  });

  it.each([
    [60_000, 60_000],
    [61_000, 60_000],
    [3_600_000, 60_000],
  ])('every %d ms is asked again after %d ms, so that one failure does not use up the limit', (everyMs, pause) => {
    expect([1, 2, 9].map(failures => poll({everyMs, failures}))).toEqual([pause, pause, pause]);
  });

  it.each(ALL_KINDS)('and fails for a reason of kind %s', kind => {
    const lasts = {failures: 9, kind, isTransient: false};
    const [first, second, third] = [1, 2, 3].map(failures => poll({kind, isTransient: false, failures}) !== undefined);
    const found = [first, second, third, poll(lasts) !== undefined];
    const expected = {
      'within the limit': [true, true, true, true],
      'a few times': [true, true, false, false],
      never: [false, false, false, false],
    };
    expect(found).toEqual(expected[KINDS[kind]]);
  });

  it.each(['credentials', 'region'] as const)('and fails for %s that may come back is asked within the limit', kind => {
    expect(poll({kind, failures: 50, passed: 10_000, limits: LIMITS})).toBeUndefined();
    expect(poll({kind, failures: 3, limits: {throttledMs: 0, otherMs: 60_000}, jitter: 0})).toBe(10_000);
    expect(poll({kind, failures: 3, passed: 59_501, limits: {throttledMs: 0, otherMs: 60_000}, jitter: 0})).toBe(
      undefined,
    );
  });

  it.each([
    ['throttled', 55_000, 5_000],
    ['throttled', 58_000, 2_000],
    ['throttled', 59_501, undefined],
    ['network', 5_000, 5_000],
    ['network', 9_501, undefined],
    ['credentials', 5_000, 5_000],
    ['credentials', 9_501, undefined],
  ] as const)('and fails by %s for %d ms: %s', (kind, passed, pause) => {
    expect(poll({kind, passed, limits: LIMITS, isTransient: false})).toBe(pause);
  });
});

describe.each([
  ['a request', retry],
  ['a question', poll],
])('%s of any kind, after any trouble', (_, pauseOf) => {
  it('never waits beyond the limit', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const pause = pauseOf(given);
        if (pause !== undefined) expect(given.passed + pause).toBeLessThanOrEqual(limitFor(given));
      }),
    );
  });

  it('waits for a whole, finite number of ms, at least half a second and at most a minute', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const pause = pauseOf({...given, limits: ENDLESS});
        if (pause === undefined) return;
        expect(Number.isInteger(pause)).toBe(true);
        expect(pause).toBeGreaterThanOrEqual(500);
        expect(pause).toBeLessThanOrEqual(60_000);
      }),
    );
  });

  it('waits the longer the worse the jitter, and from the second failure on by no less than a quarter', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const all = [0, 0.5, 1].map(jitter => pauseOf({...given, limits: ENDLESS, jitter}) ?? Number.NaN);
        const [least = 0, middle = 0, most = 0] = all;
        if (Number.isNaN(least)) return;
        expect(middle).toBeGreaterThanOrEqual(least);
        expect(most).toBeGreaterThanOrEqual(middle);
        const isSpread = given.failures > 1 && given.everyMs <= 45 * SECOND;
        if (isSpread) expect(most).toBeGreaterThanOrEqual(least * 1.25);
      }),
    );
  });

  it('waits no shorter after a further failure', () => {
    fc.assert(
      fc.property(anyCase, given => {
        const more = pauseOf({...given, limits: ENDLESS, failures: given.failures + 1});
        const now = pauseOf({...given, limits: ENDLESS});
        if (more !== undefined) expect(more).toBeGreaterThanOrEqual(now ?? Number.NaN);
      }),
    );
  });
});
