/** The detail of a model: its fields, its tags, its JSON, its neighbours, and the ways between a model and its job. */
import {describe, expect, it} from 'vitest';
import {modelDetailOf, modelPaneLines} from '../../../src/core/acting/models/model-lines.ts';
import {modelEntry, selectedModel} from '../../../src/core/acting/models/model-state.ts';
import {type AppError, failure, success} from '../../../src/core/domain/app-error.ts';
import type {ModelDetail} from '../../../src/core/domain/model.ts';
import {detailParts, rawText} from '../../../src/core/screens/jobs/detail.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {arnOf, jobAt} from '../../support/jobs.ts';
import {awsWith, modelArn, modelsDown, type OnModels, openModels, press, rest} from '../../support/models.ts';
import {selectedIn} from '../../support/shown-models.ts';

const NOT_FOUND = oops({
  kind: 'not-found',
  what: 'The model could not be read',
  why: 'No such model',
  isTransient: false,
});
const DENIED = oops({
  kind: 'access',
  what: 'The tags could not be listed',
  why: 'Access denied: User arn:aws:iam::111122223333:user/dev is not authorized to perform: bedrock:ListTagsForResource',
  next: 'Ask your administrator',
  isTransient: false,
});

const DETAIL: Omit<ModelDetail, 'arn' | 'name' | 'createdAt'> = {
  architecture: 'llama',
  isInstruct: true,
  jobName: 'job-3',
  jobArn: arnOf(3),
  s3Uri: 's3://models/model-3/',
  unitsPerCopy: 2,
  unitsVersion: 'v1.0',
  raw: '{\n  "modelName": "model-3",\n  "jobName": "job-3"\n}',
};

/** An AWS whose models have every detail. */
const detailed = (more: Partial<ModelDetail> = {}, aws: FakeAws = awsWith(...modelsDown(3, 1))): FakeAws => {
  const {getModel} = aws;
  aws.getModel = async (identifier, ...others) => {
    const outcome = await getModel(identifier, ...others);
    return outcome.ok ? success({...outcome.value, ...DETAIL, ...more}) : outcome;
  };
  return aws;
};

const fieldsIn = (state: State, arn = modelArn(3)): Readonly<Record<string, string | undefined>> => {
  const detail = modelDetailOf(state, arn);
  return Object.fromEntries(
    [...(detail?.reason ?? []), ...(detail?.others ?? [])].map(({label, text}) => [label, text]),
  );
};
const askedOf = ({asked}: FakeAws, operation: string): readonly string[] =>
  asked.filter(each => each.startsWith(`${operation} `)).map(each => each.slice(operation.length + 1));
const failing = (error: AppError) => async () => failure(error);

describe('the fields', () => {
  it('have their places before the answer, which comes once the selection has settled', async () => {
    const {aws, program} = await openModels(detailed());
    await rest({program});
    expect(askedOf(aws, 'getModel')).toEqual([modelArn(3)]);
    await press(program, 'j', 'j');
    const before = fieldsIn(program.state(), modelArn(1));
    expect(before).toMatchObject({Units: 'asking AWS …', Source: '…', Job: '…', 'Job ARN': '…', Tags: '…'});
    expect(askedOf(aws, 'getModel')).toEqual([modelArn(3)]);
    await rest({program});
    expect(askedOf(aws, 'getModel')).toEqual([modelArn(3), modelArn(1)]);
    const after = fieldsIn(program.state(), modelArn(1));
    expect(after).toMatchObject({
      Units: '2 custom model units per copy (v1.0)',
      Source: 's3://models/model-3/',
      Job: 'job-3',
      'Job ARN': arnOf(3),
      'Model ARN': modelArn(1),
      Instruct: 'yes',
      Tags: 'none',
      Cost: 'about $0.57 per copy for every 5 minutes of use, $3.90 a month for storage (us-east-1, 2026-07)',
    });
    const labels = Object.keys(before);
    expect(Object.keys(after).filter(label => labels.includes(label))).toEqual(labels);
  });

  it('a KMS key comes last, so that nothing moves when it arrives', async () => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012';
    const {program} = await openModels(detailed({kmsKeyArn: key}));
    await rest({program});
    expect(Object.entries(fieldsIn(program.state())).at(-1)).toEqual(['KMS key', key]);
  });

  it('the pane says how many lines it leaves out, in its width', async () => {
    const {program} = await openModels(detailed());
    const state = await rest({program});
    const model = selectedModel(state);
    if (!model) throw new Error('no model');
    for (let rows = 1; rows < 30; rows++) {
      const lines = modelPaneLines(state, model, {width: 60, rows});
      expect(lines.length).toBeLessThanOrEqual(rows);
      for (const {label, text} of lines) expect(label.length + text.length).toBeLessThanOrEqual(58);
    }
    expect(modelPaneLines(state, model, {width: 60, rows: 5}).at(-1)?.text).toMatch(/^… \d+ more lines$/);
  });

  it('are not asked for without a pane', async () => {
    const {aws, program} = await openModels(detailed(), {size: {columns: 60, rows: 15}});
    await rest({program});
    expect(askedOf(aws, 'getModel')).toEqual([]);
    await press(program, 'enter');
    expect(askedOf(aws, 'getModel')).toEqual([modelArn(3)]);
  });

  it('stay while they are asked for again', async () => {
    const {aws, program} = await openModels(detailed());
    await rest({program});
    const before = fieldsIn(program.state());
    aws.getModel = () => new Promise(() => {});
    aws.listTags = () => new Promise(() => {});
    await press(program, 'r');
    expect(fieldsIn(program.state())).toEqual(before);
  });
});

describe('a failure', () => {
  it('is told, and retried later and later', async () => {
    const aws = awsWith(...modelsDown(3, 1));
    aws.getModel = async () => {
      aws.asked.push('getModel again');
      return failure(oops({what: 'The model could not be read'}));
    };
    const {program} = await openModels(aws);
    await rest({program});
    expect(fieldsIn(program.state()).Error).toBe(
      'The model could not be read: AWS had an internal error. Try again in a moment.',
    );
    const first = askedOf(aws, 'getModel').length;
    await program.clock.advance(6_000);
    expect(askedOf(aws, 'getModel')).toHaveLength(first + 1);
    await program.clock.advance(6_000);
    expect(askedOf(aws, 'getModel')).toHaveLength(first + 1);
    await program.clock.advance(6_000);
    expect(askedOf(aws, 'getModel')).toHaveLength(first + 2);
  });

  it('passes: the error goes, the fields come', async () => {
    const aws = detailed();
    const {getModel} = aws;
    aws.getModel = failing(oops());
    const {program} = await openModels(aws);
    await rest({program});
    aws.getModel = getModel;
    await program.clock.advance(6_000);
    expect(fieldsIn(program.state())).toMatchObject({Job: 'job-3'});
    expect(fieldsIn(program.state()).Error).toBeUndefined();
  });

  it('that only the person can end waits for the key, and keeps what was known', async () => {
    const aws = detailed();
    const {program} = await openModels(aws);
    await rest({program});
    const {getModel} = aws;
    aws.getModel = failing(oops({kind: 'access', why: 'Access denied', isTransient: false}));
    await press(program, 'r');
    expect(fieldsIn(program.state())).toMatchObject({Job: 'job-3', Error: expect.stringContaining('Access denied')});
    aws.getModel = getModel;
    await program.clock.advance(100_000);
    expect(fieldsIn(program.state()).Error).toBeDefined();
    await press(program, 'r');
    expect(fieldsIn(program.state()).Error).toBeUndefined();
  });

  it('a model that AWS no longer has is said to be deleted, and is not asked about again', async () => {
    const aws = detailed();
    aws.getModel = failing(NOT_FOUND);
    const {program} = await openModels(aws);
    const state = await rest({program});
    expect(fieldsIn(state)).toMatchObject({
      Status: 'deleted: AWS no longer has this model',
      Architecture: 'llama',
      Created: expect.any(String),
    });
    expect(fieldsIn(state).Invoke).toBeUndefined();
    expect(modelDetailOf(state, modelArn(3))?.status).toBe('deleted');
    expect(state.errors).toEqual([]);
    expect(commandOf('delete-model').refusal?.(state)).toBe('the model is already deleted');
    // The places of what will never come are not kept.
    expect(Object.values(fieldsIn(state))).not.toContain('…');
  });

  it('without an answer, the wait is said', async () => {
    const aws = detailed();
    aws.getModel = () => new Promise(() => {});
    const {program} = await openModels(aws);
    await press(program, 'enter');
    await program.clock.advance(5_000);
    expect(fieldsIn(program.state()).Units).toMatch(/^asking AWS … \ds$/);
    expect(rawText(program.state(), modelArn(3))).toMatch(/^asking AWS … \ds$/);
  });
});

describe('tags', () => {
  it('are read with the model, in the order of their keys, and a job’s only with its detail over the whole screen', async () => {
    const aws = detailed();
    aws.tags.set(modelArn(3), [
      {key: 'team', value: 'search'},
      {key: 'env', value: ''},
    ]);
    const {program} = await openModels(aws);
    await rest({program});
    expect(fieldsIn(program.state()).Tags).toBe('env=, team=search');
    expect(askedOf(aws, 'listTags')).toEqual([modelArn(3)]);
    await press(program, '1');
    await rest({program});
    expect(askedOf(aws, 'listTags')).toEqual([modelArn(3)]);
    await press(program, 'enter');
    expect(askedOf(aws, 'listTags')).toEqual([modelArn(3), arnOf(3)]);
  });

  it('that may not be read are one quiet line, and no error', async () => {
    const aws = detailed();
    aws.listTags = failing(DENIED);
    const {program} = await openModels(aws);
    const state = await rest({program});
    const field = modelDetailOf(state, modelArn(3))?.others.find(({label}) => label === 'Tags');
    expect(field).toEqual({label: 'Tags', text: 'not known (access denied)', tone: 'quiet'});
    expect(state.errors).toEqual([]);
    expect(fieldsIn(state).Error).toBeUndefined();
  });

  it('a job’s that may not be read are retried with r', async () => {
    const aws = detailed();
    const {listTags} = aws;
    aws.listTags = failing(DENIED);
    const {program} = await openModels(aws);
    await press(program, '1', 'enter');
    const tagsOfJob = () =>
      detailParts(program.state(), arnOf(3)).others.find(({label}) => label.startsWith('Tags'))?.text;
    expect(tagsOfJob()).toBe('not known (access denied)');
    aws.listTags = listTags;
    await press(program, 'r');
    expect(tagsOfJob()).toBe('none');
  });

  it('that fail for a while are retried by themselves', async () => {
    const aws = detailed();
    const {listTags} = aws;
    aws.listTags = failing(oops({kind: 'throttled', why: 'Too many requests'}));
    const {program} = await openModels(aws);
    await rest({program});
    expect(fieldsIn(program.state()).Tags).toBe('not known (throttled)');
    aws.listTags = listTags;
    await program.clock.advance(6_000);
    expect(fieldsIn(program.state()).Tags).toBe('none');
  });
});

describe('the full screen', () => {
  const opened = async (aws = detailed()): Promise<OnModels> => {
    const on = await openModels(aws);
    await rest(on);
    await press(on.program, 'enter');
    await on.program.clock.settle();
    return on;
  };

  it('opens with enter, and esc leads back to the list', async () => {
    const {program} = await opened();
    expect(contextOf(program.state())).toBe('model');
    expect(contextOf(await press(program, 'esc'))).toBe('models');
  });

  it('J shows the response, find finds in it, and J leads back to the fields', async () => {
    const {program} = await opened();
    await press(program, 'J');
    expect(rawText(program.state(), modelArn(3))).toBe(DETAIL.raw);
    await press(program, '/');
    await program.say({kind: 'find-edited', text: 'jobname'}, {kind: 'find-kept'});
    expect(overlayOf(program.state())).toMatchObject({isRaw: true, find: {text: 'jobname', match: 0}});
    await press(program, 'esc', 'J');
    expect(overlayOf(program.state())).toMatchObject({isRaw: false});
  });

  it('J in the list opens the response at once', async () => {
    const {program} = await openModels(detailed());
    await press(program, 'J');
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', isRaw: true, arn: modelArn(3)});
  });

  it('] and [ go to the next and the previous one, which the list selects', async () => {
    const {program} = await opened();
    expect(commandOf('previous-model').refusal?.(program.state())).toBe('this is the first model');
    await press(program, ']', ']');
    expect(overlayOf(program.state())).toMatchObject({arn: modelArn(1)});
    expect(selectedIn(program.state())).toBe('model-1');
    expect(commandOf('next-model').refusal?.(program.state())).toBe('this is the last model loaded');
    await press(program, '[', 'esc');
    expect(selectedIn(program.state())).toBe('model-2');
    expect(modelEntry(program.state(), modelArn(2))?.value).toBeDefined();
  });

  it('] keeps the JSON', async () => {
    const {program} = await opened();
    await press(program, 'J', ']');
    expect(overlayOf(program.state())).toMatchObject({isRaw: true, arn: modelArn(2)});
  });

  it('of a model that AWS no longer has says so in JSON, too', async () => {
    const aws = detailed();
    aws.getModel = failing(NOT_FOUND);
    const {program} = await opened(aws);
    await press(program, 'J');
    expect(rawText(program.state(), modelArn(3))).toContain('The model could not be read.');
  });
});

describe('between a model and its job', () => {
  it('enter leads to the job and back, on as many screens as it takes', async () => {
    const completed = jobAt(3, {modelArn: modelArn(3)});
    const aws = detailed();
    aws.jobs = [completed, jobAt(2)];
    const {program} = await openModels(aws);
    await rest({program});
    await press(program, 'enter', 'enter');
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', arn: arnOf(3)});
    await press(program, 'enter');
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', arn: modelArn(3)});
    expect(program.state().overlays).toHaveLength(2);
    await press(program, 'esc', 'esc');
    expect(contextOf(program.state())).toBe('list');
  });

  it('from the job first: its model, and back with esc', async () => {
    const aws = detailed();
    aws.jobs = [jobAt(3, {modelArn: modelArn(3)})];
    const {program} = await openModels(aws);
    await press(program, '1', 'enter', 'enter');
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', arn: modelArn(3)});
    expect(commandOf('next-model').refusal?.(program.state())).toBeUndefined();
    await press(program, 'esc');
    expect(overlayOf(program.state())).toMatchObject({kind: 'detail', arn: arnOf(3)});
  });

  it('a job that is not loaded is asked for, and until then the screen says so', async () => {
    const aws = detailed({jobArn: arnOf(99), jobName: 'job-99'});
    const {getJob} = aws;
    aws.getJob = () => new Promise(() => {});
    const {program} = await openModels(aws);
    await rest({program});
    await press(program, 'enter', 'enter');
    const textOf = (): string => {
      const {reason, others} = detailParts(program.state(), arnOf(99));
      return [...reason, ...others].map(({label, text}) => `${label.trim()}: ${text}`).join('\n');
    };
    expect(textOf()).toMatch(/asking AWS …/);
    aws.jobs.push(jobAt(99));
    aws.getJob = getJob;
    await press(program, 'r');
    await program.clock.settle();
    expect(textOf()).toContain('Model: model-99');
    await press(program, 'esc');
    expect(overlayOf(program.state())).toMatchObject({arn: modelArn(3)});
  });

  it('a job that AWS does not have is an error in words, not an empty screen', async () => {
    const aws = detailed({jobArn: arnOf(99)});
    const {program} = await openModels(aws);
    await rest({program});
    await press(program, 'enter', 'enter');
    await program.clock.settle();
    const {reason} = detailParts(program.state(), arnOf(99));
    expect(reason.map(({text}) => text).join(' ')).toContain('There is no such job');
  });

  it('a job that could not be read for a while is asked for again', async () => {
    const aws = detailed({jobArn: arnOf(99)});
    const {getJob} = aws;
    aws.getJob = failing(oops());
    const {program} = await openModels(aws);
    await rest({program});
    await press(program, 'enter', 'enter');
    aws.jobs.push(jobAt(99));
    aws.getJob = getJob;
    await program.clock.advance(20_000);
    expect(program.state().details.get(arnOf(99))?.detail?.name).toBe('job-99');
  });

  it.each<[Partial<ModelDetail>, string]>([[{jobArn: undefined}, 'AWS does not say which job imported this model']])(
    'without a job: %o',
    async (more, reason) => {
      const {program} = await openModels(detailed(more));
      await rest({program});
      await press(program, 'enter');
      expect(commandOf('model-job').refusal?.(program.state())).toBe(reason);
    },
  );

  it.each([
    ['Failed', 'a failed job has no model'],
    ['InProgress', 'the job has no model yet'],
  ])('a job that is %s says why it has no model', async (status, reason) => {
    const aws = detailed();
    aws.jobs = [jobAt(3, {status})];
    const {program} = await openModels(aws);
    await press(program, '1', 'enter');
    expect(commandOf('job-model').refusal?.(program.state())).toBe(reason);
  });
});
