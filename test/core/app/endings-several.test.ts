/** Jobs that end on several connections: announcements and events say which connection a job is from. */
import {expect, it} from 'vitest';
import {eventHeading, eventRows, eventText} from '../../../src/core/screens/events/events.ts';
import {announcement} from '../../../src/core/screens/shared/rule.ts';
import {jobIn, type Place, startSeveral} from '../../support/several.ts';

const HERE = 'dev/us-east-1';
const THERE = 'prod/eu-central-1';

/** The same name runs at two places, and ends at the second one. */
const start = async (places: readonly Place[] = [HERE, THERE]) => {
  const running = (place: Place) => jobIn(place, 999, {name: 'llama-v1', status: 'InProgress', endedAt: undefined});
  const jobs = Object.fromEntries(places.map(place => [place, [running(place)]]));
  const several = await startSeveral(jobs as Record<Place, ReturnType<typeof running>[]>, {
    settings: {hasNotifications: true},
  });
  const last = places.at(-1) ?? HERE;
  const aws = several.aws[last];
  if (aws) aws.jobs = [jobIn(last, 999, {name: 'llama-v1', status: 'Failed'})];
  await several.program.clock.advance(6000);
  return several;
};

it('the announcement and the notification name it', async () => {
  const {program} = await start();
  const text = '✗ llama-v1 (prod/eu-central-1) failed after 5m 00s: The files are not there';
  expect(announcement(program.state())?.text).toBe(text);
  expect(program.notifications).toEqual([text]);
});

it('the events have a column for it if there is room', async () => {
  const {program} = await start();
  const state = program.state();
  const texts = (width: number) => eventRows(state).map(row => eventText(state, row, width).rest);
  expect(eventHeading(state, 120)).toMatch(/^EVENT +TIME +CONNECTION +JOB/);
  expect(texts(120)[0]).toMatch(/^ +\S+ +prod\/eu-central-1 +llama-v1 /);
  for (const width of [60, 75, 76, 90, 120, 160]) {
    const lengths = texts(width).map(text => text.length + 'completed  '.length + 2);
    expect(Math.max(...lengths), `${width}`).toBeLessThanOrEqual(width);
  }
  expect(texts(60)[0]).not.toContain('prod');
});

it('with one connection there is no name', async () => {
  const {program} = await start([HERE]);
  const state = program.state();
  expect(announcement(state)?.text).toBe('✗ llama-v1 failed after 5m 00s: The files are not there');
  expect(eventHeading(state, 120)).toMatch(/^EVENT +TIME +JOB/);
});
