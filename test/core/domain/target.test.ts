/** Targets: which of them are the same. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {DEMO, type Target, targetKey} from '../../../src/core/domain/target.ts';

const SETTING = fc.option(fc.constantFrom('', 'a', 'b', '"', ',', 'null', 'demo'), {nil: undefined});
const TARGET: fc.Arbitrary<Target> = fc.oneof(
  fc.constant(DEMO),
  fc.record({kind: fc.constant('aws' as const), profile: SETTING, region: SETTING, endpointUrl: SETTING}),
);

describe('the key of a target', () => {
  it('is the same for equal targets, and for no others', () => {
    const partsOf = (target: Target) =>
      target.kind === 'demo' ? [] : [target.profile, target.region, target.endpointUrl];
    fc.assert(
      fc.property(TARGET, TARGET, (one, other) => {
        const areEqual = one.kind === other.kind && partsOf(one).every((part, i) => part === partsOf(other)[i]);
        expect(targetKey(one) === targetKey(other)).toBe(areEqual);
      }),
    );
  });

  it('does not depend on whether an absent setting is written out', () => {
    expect(targetKey({kind: 'aws'})).toBe(targetKey({kind: 'aws', profile: undefined, region: undefined}));
  });
});
