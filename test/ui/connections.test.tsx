/** The list and the connections screen with 2, 4 and 20 connections, some of which have a problem: as text in test/frames. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../src/core/domain/app-error.ts';
import type {Message} from '../../src/core/state/message.ts';
import {type FakeAws, oops} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {SIZES} from '../support/golden-screens.ts';
import {jobIn, type Place, severalAws} from '../support/several.ts';

const REGIONS = ['us-east-1', 'eu-central-1', 'us-west-2', 'us-east-2'];
const PLACES: readonly Place[] = [
  ...REGIONS.flatMap((region): Place[] => [`dev/${region}`, `prod/${region}`]),
  ...Array.from({length: 12}, (_, i): Place => `dev/xx-test-${i}`),
];

const FAILURES = {
  'dev/eu-central-1': oops({
    kind: 'credentials',
    why: 'The credentials from profile dev have expired',
    next: 'Run `aws sso login --profile dev`, then retry',
    isTransient: false,
  }),
  'prod/us-east-1': oops({kind: 'throttled', why: 'Throttled by AWS', next: 'Wait a moment, then retry'}),
} as const;

const jobsAt = (place: Place, index: number) =>
  Array.from({length: 12}, (_, i) =>
    jobIn(place, 999 - i * (index + 2), {status: i % 5 === 3 ? 'Failed' : 'Completed'}),
  );

const drawn = async (
  count: number,
  size: {readonly columns: number; readonly rows: number},
  ...messages: Message[]
) => {
  const places = PLACES.slice(0, count);
  const {aws, gateway, targets} = severalAws<Place>(
    Object.fromEntries(places.map((place, i) => [place, jobsAt(place, i)])) as Record<Place, ReturnType<typeof jobsAt>>,
  );
  if (count > 2) {
    for (const [place, error] of Object.entries(FAILURES)) {
      const troubled: FakeAws | undefined = aws[place as Place];
      if (troubled) troubled.listJobs = async () => failure(error);
    }
  }
  const screen = draw({gateway: target => gateway(target) as FakeAws, targets, size});
  await screen.say({kind: 'started'});
  await screen.clock.advance(300);
  for (const message of messages) await screen.say(message);
  await screen.clock.advance(300);
  return screen.frame();
};

const COUNTS = [2, 4, 20];

describe.each(SIZES)('at $columns x $rows', size => {
  const folder = `../frames/${size.columns}x${size.rows}`;

  it.each(COUNTS)('the list of %d', async count => {
    await expect(await drawn(count, size)).toMatchFileSnapshot(`${folder}/connections-${count}.txt`);
  });

  it.each(COUNTS)('the screen of %d', async count => {
    const down = {kind: 'moved', motion: {kind: 'rows', by: 2}} as const;
    const frame = await drawn(count, size, {kind: 'connections-opened'}, down);
    await expect(frame).toMatchFileSnapshot(`${folder}/connections-screen-${count}.txt`);
  });

  it('nothing is wider or higher than the window', async () => {
    for (const count of COUNTS) {
      for (const messages of [[], [{kind: 'connections-opened'}]] as const) {
        const lines = (await drawn(count, size, ...messages)).split('\n');
        expect(lines.length).toBeLessThanOrEqual(size.rows);
        for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(size.columns);
      }
    }
  });
});
