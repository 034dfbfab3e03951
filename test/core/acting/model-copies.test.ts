/** What can be copied of a model, and the page that the browser opens. */
import {describe, expect, it} from 'vitest';
import {modelCopyText} from '../../../src/core/acting/models/model-copies.ts';
import {failure, success} from '../../../src/core/domain/app-error.ts';
import type {ModelDetail} from '../../../src/core/domain/model.ts';
import type {ModelCopyId} from '../../../src/core/state/action.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {oops} from '../../support/fake-aws.ts';
import {arnOf} from '../../support/jobs.ts';
import {awsWith, modelArn, modelAt, type OnModels, openModels, press, rest} from '../../support/models.ts';

const start = async (more: Partial<ModelDetail> = {}): Promise<OnModels> => {
  const aws = awsWith(modelAt(3));
  aws.getModel = async () =>
    success({...modelAt(3), jobArn: arnOf(3), s3Uri: 's3://models/a/', raw: '{\n  "modelName": "model-3"\n}', ...more});
  const on = await openModels(aws);
  await rest(on);
  return on;
};

const COMMAND =
  `aws bedrock-runtime invoke-model --model-id ${modelArn(3)} --cli-binary-format raw-in-base64-out ` +
  `--body '{"messages":[{"role":"user","content":"Hello"}],"max_tokens":64}' out.json --region us-east-1`;

describe('the menu', () => {
  it.each<[key: string, text: string]>([
    ['a', modelArn(3)],
    ['n', 'model-3'],
    ['i', COMMAND],
    ['s', 's3://models/a/'],
    ['b', arnOf(3)],
    ['j', '{"modelName":"model-3"}'],
    ['c', `aws bedrock get-imported-model --model-identifier ${modelArn(3)} --region us-east-1`],
    ['u', 'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/imported-models'],
  ])('%s copies: %s', async (key, text) => {
    const {program} = await start();
    await press(program, 'y', key);
    expect(program.copies).toEqual([text]);
    expect(['models', 'copied']).toContain(contextOf(program.state()));
  });

  it('enter copies the selected row, and a text that is too long for the rule is shown whole', async () => {
    const {program} = await start();
    await press(program, 'y', 'down', 'down', 'enter');
    expect(program.copies).toEqual([COMMAND]);
    expect(overlayOf(program.state())).toMatchObject({kind: 'copied', text: COMMAND, arn: modelArn(3)});
  });

  it('Y copies the ARN without it, and O opens the console', async () => {
    const {program} = await start();
    await press(program, 'Y', 'O');
    expect(program.copies).toEqual([modelArn(3)]);
    expect(program.urls).toEqual([
      'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/imported-models',
    ]);
  });

  it('esc, q and y close it', async () => {
    for (const key of ['esc', 'q', 'y']) {
      const {program} = await start();
      await press(program, 'y');
      expect(contextOf(program.state())).toBe('model-copy');
      expect(contextOf(await press(program, key))).toBe('models');
    }
  });

  it('opens over the full detail, too', async () => {
    const {program} = await start();
    await press(program, 'enter', 'y', 'n');
    expect(program.copies).toEqual(['model-3']);
    expect(contextOf(program.state())).toBe('model');
  });
});

describe('a text that is not there says why', () => {
  it.each<[ModelCopyId, Partial<ModelDetail>, string]>([
    ['source', {s3Uri: undefined}, 'the model has no S3 URI'],
    ['job', {jobArn: undefined}, 'AWS does not say which job imported it'],
  ])('%s', async (copy, more, reason) => {
    const {program} = await start(more);
    expect(modelCopyText(program.state(), copy)).toEqual({ok: false, reason});
    expect(commandOf(`model-copy-${copy}`).refusal?.(program.state())).toBe(reason);
  });

  it('before the answer, and after a failure', async () => {
    const aws = awsWith(modelAt(3));
    aws.getModel = () => new Promise(() => {});
    const {program} = await openModels(aws);
    await rest({program});
    expect(modelCopyText(program.state(), 'json')).toEqual({ok: false, reason: 'asking AWS …'});
    aws.getModel = async () => failure(oops({kind: 'access', why: 'Access denied.', isTransient: false}));
    await press(program, 'r');
    expect(modelCopyText(program.state(), 'json')).toEqual({ok: false, reason: 'not known (access denied)'});
  });

  it('in the demo: there is nothing on AWS', async () => {
    const aws = awsWith(modelAt(3));
    const {program} = await openModels(aws, {targets: [{kind: 'demo'}]});
    expect(modelCopyText(program.state(), 'aws')).toEqual({
      ok: false,
      reason: 'the models of the demo are not on AWS',
    });
    expect(modelCopyText(program.state(), 'console')).toEqual({ok: false, reason: 'the demo has no console page'});
  });

  it('no model', async () => {
    const {program} = await openModels(awsWith());
    for (const command of ['model-copy', 'model-copy-arn', 'open-models-console'] as const)
      expect(commandOf(command).refusal?.(program.state())).toBe('no model selected');
  });
});

it('what is copied has no control characters', async () => {
  const {program} = await start({s3Uri: 's3://models/a\u001b[31m/'});
  const found = modelCopyText(program.state(), 'source');
  expect(found.ok && found.value).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});
