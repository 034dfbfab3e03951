/** Things that are worked on in turns: three at once, and none after a failure. */
import {expect, it} from 'vitest';
import {inTurns} from '../../../src/bedrock/s3/in-turns.ts';

const turns = (count: number) => {
  const begun: number[] = [];
  const ends: ((cause?: Error) => void)[] = [];
  const all = inTurns([...Array(count).keys()], item => {
    begun.push(item);
    return new Promise((resolve, reject) => {
      ends[item] = cause => (cause ? reject(cause) : resolve());
    });
  });
  return {begun, ends, all};
};

it('three are under way at once; the next begins when one has ended', async () => {
  const {begun, ends, all} = turns(5);
  expect(begun).toEqual([0, 1, 2]);
  ends[1]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
  ends[3]?.();
  await expect.poll(() => begun).toEqual([0, 1, 2, 3, 4]);
  for (const end of ends) end();
  await all;
});

it('after a failure none begins', async () => {
  const {begun, ends, all} = turns(5);
  ends[0]?.(new Error('refused'));
  await expect(all).rejects.toThrow('refused');
  ends[1]?.();
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
});

it('nothing to do', async () => {
  await turns(0).all;
});
