/** Whole screens after a job has failed and another one has begun: the announcement, and the events. */
import {describe, expect, it} from 'vitest';
import type {Message} from '../../src/core/state/message.ts';
import {draw} from '../support/frame.tsx';
import {goTo, SIZES, world} from '../support/golden-screens.ts';
import {jobAt, MINUTE, NOON} from '../support/jobs.ts';

const MOMENTS: Readonly<Record<string, readonly Message[]>> = {
  ending: [],
  'ending-in-form': [{kind: 'filters-opened'}],
  events: [{kind: 'events-opened'}],
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, messages) => {
    const aws = world();
    const drawn = draw({gateway: aws, size});
    await goTo(drawn, messages);
    const begun = {name: 'llama-3-8b-support-v121', createdAt: NOON, status: 'InProgress', endedAt: undefined};
    aws.jobs.unshift(jobAt(121, begun));
    await drawn.clock.advance(5000);
    const [, job = jobAt(120)] = aws.jobs;
    aws.jobs[1] = {...job, status: 'Failed', endedAt: NOON + MINUTE};
    await drawn.clock.advance(6000);
    const frame = drawn.frame();
    const lines = frame.split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    expect(lines[2]).toMatch(/^── ✗ /);
    await expect(frame).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});

it('a screen reader hears of it on every screen', async () => {
  const aws = world();
  const drawn = draw({gateway: aws, size: {columns: 80, rows: 24}, isScreenReader: true});
  await goTo(drawn, [{kind: 'help-opened'}]);
  const [job = jobAt(120)] = aws.jobs;
  aws.jobs[0] = {...job, status: 'Completed', endedAt: NOON};
  await drawn.clock.advance(6000);
  expect(drawn.frame()).toMatch(/✓ llama-3-8b-support-v120 completed in 12m 04s/);
});
