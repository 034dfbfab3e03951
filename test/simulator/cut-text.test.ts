/** Text is cut between user-perceived characters. */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {cutText, headOf} from '../../src/simulator/cut-text.ts';
import {randomFailure} from '../../src/simulator/world/failure-reasons.ts';
import {createRandom} from '../../src/simulator/world/random.ts';

const FAMILY = '👩‍👩‍👧‍👦';

describe('a cut', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc...'],
    ['ab😀', 3, 'ab...'],
    ['a😀b', 3, 'a😀...'],
    ['abe\u0301', 3, 'ab...'],
    [`ab${FAMILY}c`, 8, 'ab...'],
    ['ab\r\nc', 3, 'ab...'],
    [`${FAMILY}c`, 5, '...'],
  ])('of “%s” to %i is “%s”', (text, max, cut) => {
    expect(cutText(text, max)).toBe(cut);
  });

  it('leaves whole characters, and no more units than allowed', () => {
    const text = fc.string({unit: 'grapheme', maxLength: 40});
    fc.assert(
      fc.property(text, fc.integer({min: 1, max: 30}), (whole, max) => {
        const head = headOf(whole, max);
        expect(head.length).toBeLessThanOrEqual(max);
        expect(whole.startsWith(head)).toBe(true);
        const ends = [...new Intl.Segmenter().segment(whole)].map(({index}) => index);
        expect([...ends, whole.length]).toContain(head.length);
      }),
    );
  });
});

it('a failure reason keeps its mark, however long the role and the S3 URI are', () => {
  const job = {
    s3Uri: `s3://bucket/${'a'.repeat(1000)}/`,
    roleArn: `arn:aws:iam::111122223333:role/${'😀'.repeat(1000)}`,
    kmsKeyArn: undefined,
  };
  const random = createRandom('reasons');
  for (let i = 0; i < 200; i += 1) {
    const {message: reason} = randomFailure(random, job);
    expect(reason.length).toBeLessThanOrEqual(2048);
    expect(reason).toMatch(/ \(simulated\)$/);
    // A lone surrogate does not survive UTF-8.
    expect(Buffer.from(reason).toString()).toBe(reason);
  }
});
