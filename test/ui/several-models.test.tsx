/** The models of several connections as they are drawn at each size: one fails, models of one are missing in between, or there are none. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../src/core/domain/app-error.ts';
import {type FakeAws, oops} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {SIZES} from '../support/golden-screens.ts';
import {MINUTE, NOON} from '../support/jobs.ts';
import {press} from '../support/models.ts';
import {severalAws} from '../support/several.ts';
import {modelIn} from '../support/several-models.ts';

const PLACES = ['dev/us-east-1', 'dev/eu-central-1', 'prod/us-east-1'] as const;
type Place = (typeof PLACES)[number];
type Prepare = (aws: Record<Place, FakeAws>) => void;

const DENIED = oops({kind: 'access', what: 'The models could not be listed', why: 'Access denied', isTransient: false});

const modelsAt = (place: Place, first: number, count: number) =>
  Array.from({length: count}, (_, i) =>
    modelIn(place, 900 - first - 3 * i, {
      name: `llama-3-8b-${place.replace('/', '-')}-v${count - i}`,
      createdAt: NOON - (first + 3 * i) * 37 * MINUTE,
    }),
  );

/** The second page of the one hangs, so that its older models are missing among the others'. */
const withGap: Prepare = aws => {
  const slow = aws['dev/eu-central-1'];
  slow.models = modelsAt('dev/eu-central-1', 0, 4);
  const {listModels} = slow;
  slow.listModels = async (request, ...others) => {
    if (request.token !== undefined) return failure(oops({kind: 'throttled', why: 'Too many requests'}));
    return listModels({...request, pageSize: 2}, ...others);
  };
};

const MOMENTS: Readonly<Record<string, Prepare>> = {
  'models-several-failed': aws => {
    aws['dev/eu-central-1'].listModels = async () => failure(DENIED);
  },
  'models-several-gap': withGap,
  'models-several-none': aws => {
    for (const place of PLACES) aws[place].models = [];
  },
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, prepare) => {
    const {aws, gateway, targets} = severalAws({'dev/us-east-1': [], 'dev/eu-central-1': [], 'prod/us-east-1': []});
    aws['dev/us-east-1'].models = modelsAt('dev/us-east-1', 1, 4);
    aws['dev/eu-central-1'].models = modelsAt('dev/eu-central-1', 0, 2);
    aws['prod/us-east-1'].models = modelsAt('prod/us-east-1', 2, 3);
    prepare(aws);
    const drawn = draw({gateway, targets, size});
    await drawn.say({kind: 'started'});
    await press(drawn, '2');
    await drawn.clock.advance(300);
    await press(drawn, 'j');
    await drawn.clock.advance(1_000);
    const lines = drawn.frame().split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(drawn.frame()).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});
