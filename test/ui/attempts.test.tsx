/** Whole screens of attempts and of a comparison, and marked rows, at the sizes that people have. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/state/message.ts';
import {draw} from '../support/frame.tsx';
import {goTo, SIZES, world} from '../support/golden-screens.ts';
import {arnOf} from '../support/jobs.ts';

const MARKED: readonly Message[] = [
  {kind: 'mark-toggled', arn: arnOf(120)},
  {kind: 'mark-toggled', arn: arnOf(119)},
];

const MOMENTS: Readonly<Record<string, readonly Message[]>> = {
  marked: MARKED,
  attempts: [...MARKED, {kind: 'attempts-opened', arn: arnOf(105)}],
  compare: [{kind: 'compared', arns: [arnOf(119), arnOf(118)]}],
  'compare-all': [{kind: 'compared', arns: [arnOf(119), arnOf(118)]}, {kind: 'all-fields-toggled'}],
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, messages) => {
    const drawn = draw({gateway: world(), size});
    await goTo(drawn, messages);
    const frame = drawn.frame();
    const lines = frame.split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(frame).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});
