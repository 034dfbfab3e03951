/** Whole screens of models, tags, deletions and imports, at the sizes that people have. */
import {describe, expect, it} from 'vitest';
import {failure, success} from '../../src/core/domain/app-error.ts';
import type {Model} from '../../src/core/domain/model.ts';
import type {Message} from '../../src/core/state/message.ts';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import {messageFor} from '../../src/keys/keymap/stroke-message.ts';
import type {FakeAws} from '../support/fake-aws.ts';
import {oops} from '../support/fake-aws.ts';
import {type Drawn, draw} from '../support/frame.tsx';
import {SIZES, world} from '../support/golden-screens.ts';
import {acted, TYPED} from '../support/import-form.ts';
import {MINUTE, NOON} from '../support/jobs.ts';
import {modelAt} from '../support/models.ts';

const KEYMAP = createDefaultKeymap();

const NAMES = [
  'llama-3-8b-support-v119',
  'qwen2-5-coder-7b-sql-v116',
  'mistral-7b-claims-v118-with-a-rather-long-name-for-a-model',
];
const ARCHITECTURES = ['llama', 'qwen2', 'mistral'];

const models = (): Model[] =>
  NAMES.map((name, i) =>
    modelAt(900 - i, {
      name,
      architecture: ARCHITECTURES[i],
      isInstruct: i === 1 ? false : i === 0 || undefined,
      createdAt: NOON - (i * i * 30 + 2) * 60 * MINUTE,
    }),
  );

const awsOf = (prepare: (aws: FakeAws) => void): FakeAws => {
  const aws = world();
  aws.models = models();
  for (const {arn} of [...aws.models, ...aws.jobs]) {
    aws.tags.set(arn, [
      {key: 'team', value: 'search'},
      {key: 'stage', value: 'production'},
    ]);
  }
  aws.getModel = async identifier => {
    const model = aws.models.find(({arn, name}) => arn === identifier || name === identifier);
    if (!model) return failure(oops({kind: 'not-found', isTransient: false}));
    const [job] = aws.jobs.filter(({status}) => status === 'Completed');
    return success({
      ...model,
      jobName: job?.name,
      jobArn: job?.arn,
      s3Uri: `s3://models-111122223333/${model.name}/`,
      unitsPerCopy: 2,
      unitsVersion: 'v1.0',
      raw: JSON.stringify({modelArn: model.arn, modelName: model.name, instructSupported: true}, null, 4),
    });
  };
  prepare(aws);
  return aws;
};

const SOURCE = {text: 'Amazon Bedrock User Guide, Import a customized model', date: '2025-11'};
const withFiles = (aws: FakeAws): void => {
  aws.checkFiles = async () =>
    success({
      verdict: 'fail',
      checks: [
        {id: 'files', what: '', source: SOURCE, result: 'pass', why: '5 files here.'},
        {
          id: 'adapter',
          what: '',
          source: SOURCE,
          result: 'fail',
          why: 'This is an adapter (adapter_config.json); merge it.',
        },
        {
          id: 'context',
          what: '',
          source: SOURCE,
          result: 'warn',
          why: 'The context has 262,144 tokens, more than 128K.',
        },
        {id: 'architecture', what: '', source: SOURCE, result: 'not-checked', why: 'There is no usable config.json.'},
        {id: 'transformers', what: '', source: SOURCE, result: 'not-checked', why: 'There is no usable config.json.'},
      ],
    });
};
const withoutRunning = (aws: FakeAws): void => {
  aws.jobs = aws.jobs.map(job =>
    job.status === 'InProgress' ? {...job, status: 'Completed', endedAt: NOON - MINUTE} : job,
  );
};

/** The request is refused. */
const withoutAnswer = (operation: 'tag' | 'listTags') => (aws: FakeAws) => {
  const error = oops({
    kind: 'access',
    what: operation === 'tag' ? 'The tag could not be set' : 'The tags could not be read',
    why: 'Access denied: User x is not authorized',
    next: 'Ask for the IAM action bedrock:TagResource.',
    isTransient: false,
  });
  aws[operation] = async () => failure(error);
};

/** A key, or a text for the focused field of a form. */
type Act = string | {readonly type: string};
const typed = (type: string): Act => ({type});
const FORM: readonly Act[] = [
  'i',
  typed('support v8'),
  'tab',
  typed('support-v8'),
  'tab',
  typed(TYPED.s3Uri),
  'tab',
  typed('role'),
];
const FILLED: readonly Act[] = [
  ...[
    'i',
    typed(TYPED.jobName),
    'tab',
    typed(TYPED.modelName),
    'tab',
    typed(TYPED.s3Uri),
    'tab',
    typed(TYPED.roleArn),
    'tab',
  ],
  ...[typed('team=search'), 'enter'],
];
const END: Act = 'G';

interface Moment {
  readonly acts: readonly Act[];
  readonly prepare?: (aws: FakeAws) => void;
}

const MOMENTS: Readonly<Record<string, Moment>> = {
  models: {acts: ['2']},
  'models-none': {acts: ['2'], prepare: aws => aws.models.splice(0)},
  'models-denied': {
    acts: ['2'],
    prepare: aws => {
      const error = oops({
        kind: 'access',
        what: 'The models could not be listed',
        why: 'Access denied: User x is not authorized',
        next: 'Ask for the IAM action bedrock:ListImportedModels.',
        isTransient: false,
      });
      aws.listModels = async () => failure(error);
    },
  },
  model: {acts: ['2', 'enter']},
  'model-json': {acts: ['2', 'J']},
  'model-copy': {acts: ['2', 'y']},
  tags: {acts: ['2', 't']},
  'tag-form': {acts: ['2', 't', 'a', typed('aws:x'), 'tab', typed('y'), 'enter']},
  'tag-failed': {acts: ['2', 't', 'a', typed('owner'), 'tab', typed('me'), 'enter'], prepare: withoutAnswer('tag')},
  'tags-none': {acts: ['2', 't'], prepare: aws => aws.tags.clear()},
  'tags-denied': {acts: ['2', 't'], prepare: withoutAnswer('listTags')},
  'tag-removal': {acts: ['2', 't', 'x']},
  'delete-sending': {
    acts: ['2', 'D', typed(NAMES[0] ?? ''), 'enter'],
    prepare: aws => {
      aws.deleteModel = () => new Promise(() => {});
    },
  },
  'delete-model': {acts: ['2', 'D', typed('llama'), 'enter']},
  'import-form': {acts: [...FORM, 'enter']},
  checklist: {acts: [...FILLED, 'c'], prepare: withFiles},
  'checklist-end': {acts: [...FILLED, 'c', END], prepare: withFiles},
  'import-waiting': {acts: [...FILLED, END, 'enter']},
  'import-waiting-elsewhere': {acts: [...FILLED, END, 'enter', '1']},
  'import-refused': {
    acts: [...FILLED, END, 'enter'],
    prepare: aws => {
      withoutRunning(aws);
      const error = oops({
        kind: 'access',
        what: 'The import could not be started',
        why: 'Access denied: iam:PassRole is not allowed on the role',
        next: 'Ask for the IAM action iam:PassRole on this role.',
        isTransient: false,
      });
      aws.createJob = async () => failure(error);
    },
  },
  'import-quit': {acts: [...FILLED, END, 'enter', '1', 'q']},
};

const WITH_COMMAND: readonly string[] = ['tag-removal', 'delete-model', 'delete-sending'];

const messageOf = (drawn: Drawn, act: Act): Message | undefined => {
  const state = drawn.state();
  if (typeof act === 'string')
    return messageFor(KEYMAP, state, {kind: 'key', name: act} as Parameters<typeof messageFor>[2]);
  const overlay = state.overlays.at(-1);
  return overlay?.kind === 'form' ? acted({kind: 'form-edited', field: overlay.focused, value: act.type}) : undefined;
};

describe.each(SIZES)('at $columns x $rows', size => {
  it.each(Object.entries(MOMENTS))('%s', async (name, {acts, prepare = () => {}}) => {
    const drawn = draw({gateway: awsOf(prepare), size});
    await drawn.say({kind: 'started'});
    for (const act of acts) {
      const message = messageOf(drawn, act);
      if (message) await drawn.say(message);
      await drawn.clock.advance(300);
    }
    const frame = drawn.frame();
    const lines = frame.split('\n');
    expect(lines.length).toBe(size.rows);
    for (const line of lines) expect([...line].length, line).toBeLessThanOrEqual(size.columns);
    await expect(frame).toMatchFileSnapshot(`../frames/${size.columns}x${size.rows}/${name}.txt`);
    // The whole command is in view before enter sends it.
    if (WITH_COMMAND.includes(name)) expect(frame.replace(/\s+/g, '')).toContain('--regionus-east-1');
  });
});
