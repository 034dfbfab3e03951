/** Imported models for tests, and the program on their screen. */
import type {Model} from '../../src/core/domain/model.ts';
import type {Message} from '../../src/core/state/message.ts';
import {layout} from '../../src/core/state/select.ts';
import type {State} from '../../src/core/state/state.ts';
import {createDefaultKeymap} from '../../src/keys/keymap/default-bindings.ts';
import {messageFor} from '../../src/keys/keymap/stroke-message.ts';
import {createNamedAws, type FakeAws} from './fake-aws.ts';
import {jobAt, MINUTE, NOON} from './jobs.ts';
import {createProgram, type Program, type ProgramOptions} from './program.ts';

export const modelArn = (n: number): string =>
  `arn:aws:bedrock:us-east-1:111122223333:imported-model/${String(n).padStart(12, '0')}`;

/** Model `n` was created `n` minutes after NOON - 1000 minutes. */
export const modelAt = (n: number, more: Partial<Model> = {}): Model => ({
  arn: modelArn(n),
  name: `model-${n}`,
  createdAt: NOON + (n - 1000) * MINUTE,
  architecture: 'llama',
  isInstruct: true,
  ...more,
});

/** Models `from` down to `to`, both included: newest first. */
export const modelsDown = (from: number, to: number): Model[] =>
  Array.from({length: from - to + 1}, (_, i) => modelAt(from - i));

const KEYMAP = createDefaultKeymap();

/** What a key means now, outside of fields. */
export const keyMessage = (state: State, name: string): Message | undefined =>
  messageFor(KEYMAP, state, {kind: 'key', name} as Parameters<typeof messageFor>[2]);

/** Presses keys, one after another; what each one makes necessary has happened before the next. */
export const press = async (
  {state, say}: Pick<Program, 'state' | 'say'>,
  ...keys: readonly string[]
): Promise<State> => {
  for (const key of keys) {
    const message = keyMessage(state(), key);
    if (!message) throw new Error(`${key} means nothing here`);
    await say(message);
  }
  return state();
};

/** An AWS with these models, and with the jobs job-1 to job-3. */
export const awsWith = (...models: readonly Model[]): FakeAws => {
  const aws = createNamedAws(jobAt(3), jobAt(2), jobAt(1));
  aws.models = [...models];
  return aws;
};

export interface OnModels {
  readonly aws: FakeAws;
  readonly program: Program;
}

/** The program with the screen of models open and answered. */
export const openModels = async (
  aws: FakeAws = awsWith(...modelsDown(3, 1)),
  options: Partial<ProgramOptions> = {},
): Promise<OnModels> => {
  const program = createProgram({gateway: aws, ...options});
  await program.say({kind: 'started'});
  await program.clock.settle();
  await press(program, '2');
  await program.clock.settle();
  return {aws, program};
};

/** Until the selection has settled, and what it asks for is answered. */
export const rest = async ({program}: Pick<OnModels, 'program'>): Promise<State> => {
  await program.clock.advance(300);
  await program.clock.settle();
  return program.state();
};

/** How many rows the list has room for. */
export const roomOf = ({program}: Pick<OnModels, 'program'>): number => layout(program.state()).listRows;
