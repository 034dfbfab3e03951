/** How a model is invoked: the command with a body that fits the model. The program never runs it: each call costs. */
import type {Model} from '../domain/model.ts';
import {type AwsPlace, awsServiceLine} from '../text/aws-line.ts';

/** Models imported after this day take the bodies of OpenAI's API, too (user guide, 2025-11). */
const COMMON_BODIES_SINCE = Date.UTC(2025, 10, 12);

const PROMPT = 'Hello';
const TOKENS = 64;

const CHAT = {messages: [{role: 'user', content: PROMPT}], max_tokens: TOKENS};
const COMPLETION = {prompt: PROMPT, max_tokens: TOKENS};
/** Models of Meta's architectures have taken this body from the start. */
const LLAMA = {prompt: PROMPT, max_gen_len: TOKENS};

const isLlama = ({architecture = ''}: Model): boolean => /^m?llama/i.test(architecture);

const bodyOf = (model: Model): object => {
  if (model.createdAt < COMMON_BODIES_SINCE) return isLlama(model) ? LLAMA : COMPLETION;
  // Without a chat template in its files, a model takes a prompt only. AWS says so by instructSupported, as far as it says anything.
  return model.isInstruct ? CHAT : COMPLETION;
};

/** `aws bedrock-runtime invoke-model …`, to be copied. */
export const invokeCommand = (model: Model, place: AwsPlace): string =>
  awsServiceLine(
    ['bedrock-runtime', 'invoke-model'],
    [
      ...['--model-id', model.arn, '--cli-binary-format', 'raw-in-base64-out'],
      ...['--body', JSON.stringify(bodyOf(model)), 'out.json'],
    ],
    place,
  );

/** What else there is to know, a sentence each. */
export const invokeNotes = (model: Model): readonly string[] => [
  model.createdAt < COMMON_BODIES_SINCE
    ? 'This body is the one for its architecture, because the model was imported before 2025-11-12.'
    : model.isInstruct
      ? 'Without a chat template in its files, the model takes {"prompt": …} instead of messages.'
      : 'With a chat template in its files, the model also takes {"messages": …}.',
  'After five minutes without calls, the next ones fail with ModelNotReadyException until the model is loaded again: retry for a minute or two.',
];

/** US dollars for a custom model unit: a minute of use in us-east-1, and a month of storage (as reported in 2026-07). */
const RATES = {v1: 0.05718, v2: 0.1433, storage: 1.95} as const;
/** Use is billed in windows of this many minutes. */
const WINDOW_MINUTES = 5;

const dollars = (amount: number): string => `$${amount.toFixed(2)}`;

/** What copies and storage cost; undefined if the number of units is not known. */
export const costText = ({
  unitsPerCopy,
  unitsVersion = 'v1.0',
}: {
  readonly unitsPerCopy?: number | undefined;
  readonly unitsVersion?: string | undefined;
}): string | undefined => {
  if (unitsPerCopy === undefined) return undefined;
  const rate = unitsVersion.startsWith('v2') ? RATES.v2 : RATES.v1;
  const window = dollars(unitsPerCopy * rate * WINDOW_MINUTES);
  return `about ${window} per copy for every ${WINDOW_MINUTES} minutes of use, ${dollars(unitsPerCopy * RATES.storage)} a month for storage (us-east-1, 2026-07)`;
};
