/** The screen of many models, of several connections, and with failures, at the sizes that people have: test/frames. */
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import {failure} from '../../src/core/domain/app-error.ts';
import {oops} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {SIZES} from '../support/golden-screens.ts';
import {goToModels, MODEL_SCREENS, modelWorld} from '../support/model-screens.ts';
import {awsWith, modelsDown, press} from '../support/models.ts';
import {severalAws} from '../support/several.ts';
import {modelIn} from '../support/several-models.ts';

const expectFits = (frame: string, {columns, rows}: {columns: number; rows: number}) => {
  const lines = frame.split('\n');
  expect(lines.length).toBe(rows);
  for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.keys(MODEL_SCREENS))('%s', async name => {
    const drawn = draw({gateway: modelWorld(), size});
    await goToModels(drawn, MODEL_SCREENS[name] ?? []);
    expectFits(drawn.frame(), size);
    await expect(drawn.frame()).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
  });
});

describe('the list', () => {
  const size = {columns: 80, rows: 24};

  it('a refresh fails: the rows stay, and the rule says so and where to read it all', async () => {
    const aws = awsWith(...modelsDown(3, 1));
    const drawn = draw({gateway: aws, size});
    await goToModels(drawn, []);
    aws.listModels = async () =>
      failure(
        oops({
          kind: 'access',
          what: 'The models could not be listed',
          why: `Access denied: User ${'x'.repeat(90)} is not authorized`,
          next: 'Ask somebody who can change the policies of this account to allow bedrock:ListImportedModels',
          isTransient: false,
        }),
      );
    await press(drawn, 'r');
    expect(drawn.frame()).toContain('model-3');
    expect(drawn.frame()).toMatch(/^── The models could not be listed: Access denied · ! shows all ─/m);
  });
});

describe('the pane', () => {
  it('does not move its lines when the answers arrive', async () => {
    const aws = modelWorld();
    const {getModel, listTags} = aws;
    let release: () => void = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    aws.getModel = async (...all) => held.then(() => getModel(...all));
    aws.listTags = async (...all) => held.then(() => listTags(...all));
    const drawn = draw({gateway: aws, size: {columns: 200, rows: 50}});
    await goToModels(drawn, []);
    const labelsOf = (): readonly string[] =>
      drawn
        .frame()
        .split('\n')
        .map(line => /\b(Created|Instruct|Units|Source|Job|Job ARN|Model ARN|Tags|Invoke) {2,}/.exec(line)?.[1] ?? '');
    const before = labelsOf();
    expect(before.filter(Boolean)).toContain('Invoke');
    release();
    await drawn.clock.settle();
    expect(labelsOf().slice(0, before.indexOf('Tags') + 1)).toEqual(before.slice(0, before.indexOf('Tags') + 1));
    expect(drawn.frame()).toContain('s3://models-111122223333/llama-3-8b-support-v12/');
  });
});

describe('several connections', () => {
  const start = async (size: {columns: number; rows: number}) => {
    const {aws, gateway, targets} = severalAws({'dev/us-east-1': [], 'dev/eu-central-1': [], 'prod/us-east-1': []});
    aws['dev/us-east-1'].models = [modelIn('dev/us-east-1', 950), modelIn('dev/us-east-1', 700)];
    const behind = aws['dev/eu-central-1'];
    behind.models = Array.from({length: 110}, (_, i) => modelIn('dev/eu-central-1', 900 - i));
    const {listModels} = behind;
    behind.listModels = async (request, ...rest) =>
      request.token === undefined
        ? listModels(request, ...rest)
        : failure(oops({kind: 'throttled', why: 'Too many requests'}));
    aws['prod/us-east-1'].listModels = async () =>
      failure(oops({kind: 'access', why: 'Access denied', isTransient: false}));
    const drawn = draw({gateway, targets, size});
    await drawn.say({kind: 'started'});
    await drawn.clock.advance(10);
    await press(drawn, '2');
    await drawn.clock.advance(400);
    return drawn;
  };

  it.each([
    {columns: 120, rows: 36},
    {columns: 200, rows: 50},
    {columns: 40, rows: 10},
  ])('each is named, in $columns columns', async size => {
    const drawn = await start(size);
    expectFits(drawn.frame(), size);
    await expect(drawn.frame()).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/models-several.txt`);
  });

  it('where models are missing, a line says so', async () => {
    const drawn = await start({columns: 120, rows: 36});
    await press(drawn, 'L');
    await drawn.clock.advance(50);
    await press(drawn, 'G');
    await drawn.clock.settle();
    expect(drawn.frame()).toMatch(/^ {2}dev\/eu-central-1: older models missing \(throttled, retry in \d+s\)$/m);
    expect(drawn.frame()).toMatch(/^> model-700 /m);
    expectFits(drawn.frame(), {columns: 120, rows: 36});
  });
});

it('the tags and the forms have no decoration for a screen reader', async () => {
  const drawn = draw({gateway: awsWith(...modelsDown(3, 1)), size: {columns: 80, rows: 24}, isScreenReader: true});
  await goToModels(drawn, ['t']);
  expect(drawn.frame()).toContain('The model has no tags.');
  expect(drawn.frame()).not.toContain('─');
  await press(drawn, 'a');
  expect(drawn.frame()).toContain('Key');
  expect(drawn.frame()).not.toContain('─');
});
