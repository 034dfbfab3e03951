/** The screens of many models for the golden frames: names and tags of every length, and the keys that lead to each screen. */
import {failure, success} from '../../src/core/domain/app-error.ts';
import type {Model} from '../../src/core/domain/model.ts';
import type {Message} from '../../src/core/state/message.ts';
import {type FakeAws, oops} from './fake-aws.ts';
import {acted} from './import-form.ts';
import {arnOf, MINUTE, NOON} from './jobs.ts';
import {awsWith, modelAt, press} from './models.ts';
import type {Program} from './program.ts';

const NAMES = [
  ['llama-3-8b-support-v12', 'llama'],
  ['qwen2-5-coder-7b-sql-v3', 'qwen2'],
  ['an-embarrassingly-long-name-of-a-model-that-nobody-would-type-63', 'mixtral'],
  ['mistral-7b-claims', undefined],
] as const;

const KMS_KEY = 'arn:aws:kms:us-east-1:111122223333:key/12345678-1234-1234-1234-123456789012';

const TAGS = [
  {key: 'team', value: 'search'},
  {key: 'aws:cloudformation:stack-name', value: 'models'},
  {
    key: 'a-key-that-is-as-long-as-a-key-of-a-tag-is-ever-likely-to-be',
    value: 'and its value, which is longer still: '.repeat(5),
  },
];

/** 124 models: the first four have telling names. */
export const modelWorld = (): FakeAws => {
  const models = Array.from({length: 124}, (_, i): Model => {
    const [name, architecture] = NAMES[i] ?? [`llama-3-8b-claims-v${124 - i}`, 'llama'];
    return modelAt(124 - i, {name: name.slice(0, 63), architecture, createdAt: NOON - (i * i + 1) * 97 * MINUTE});
  });
  const aws = awsWith(...models);
  aws.getModel = async identifier => {
    const model = aws.models.find(({arn}) => arn === identifier);
    if (!model) return failure(oops({kind: 'not-found', what: 'The model could not be read', isTransient: false}));
    return success({
      ...model,
      jobName: 'job-3',
      jobArn: arnOf(3),
      s3Uri: `s3://models-111122223333/${model.name}/`,
      unitsPerCopy: 2,
      unitsVersion: 'v1.0',
      kmsKeyArn: KMS_KEY,
      raw: JSON.stringify({modelArn: model.arn, modelName: model.name, modelKmsKeyArn: KMS_KEY}, null, 2),
    });
  };
  for (const {arn} of models) aws.tags.set(arn, TAGS);
  return aws;
};

/** A message, or a key. */
type Stroke = Message | string;

const edited = (field: string, value: string): Message => acted({kind: 'form-edited', field, value});

export const MODEL_SCREENS: Readonly<Record<string, readonly Stroke[]>> = {
  'models-scrolled': ['G', 'k'],
  'models-search': ['/', acted({kind: 'model-search-edited', text: 'claims-v1'})],
  'models-filtered': [
    'F',
    edited('name', 'llama'),
    edited('after', '2026-10-24'),
    edited('order', 'Ascending'),
    acted({kind: 'form-submitted'}),
    'N',
  ],
  'models-nothing': [
    '/',
    acted({kind: 'model-search-edited', text: 'nowhere'}),
    acted({kind: 'model-search-submitted'}),
  ],
  'model-form': ['F', edited('after', 'yesterdai'), acted({kind: 'form-submitted'})],
  'model-with-everything': ['enter'],
  'tags-long': ['t'],
  'tag-change': ['t', 'G', 'enter'],
};

/** Starts the program, opens the models, and leads to the screen. */
export const goToModels = async (
  program: Pick<Program, 'say' | 'state' | 'clock'>,
  strokes: readonly Stroke[],
): Promise<void> => {
  await program.say({kind: 'started'});
  await program.clock.settle();
  await press(program, '2');
  await program.clock.advance(400);
  for (const stroke of strokes) {
    if (typeof stroke === 'string') await press(program, stroke);
    else await program.say(stroke);
    await program.clock.settle();
  }
  await program.clock.advance(600);
};
