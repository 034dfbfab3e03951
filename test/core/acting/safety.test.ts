/** Whatever is pressed, nothing changes on AWS but what a form or the checklist has shown, and enter has sent. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {commandOf} from '../../../src/core/acting/command.ts';
import {rulesOf} from '../../../src/core/acting/forms/forms.ts';
import {reviewLines} from '../../../src/core/acting/imports/review.ts';
import {success} from '../../../src/core/domain/app-error.ts';
import type {CreateJobRequest} from '../../../src/core/domain/import-input.ts';
import type {Operations} from '../../../src/core/domain/ports.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {type Context, contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createDefaultKeymap, DEFAULT_BINDINGS} from '../../../src/keys/keymap/default-bindings.ts';
import {messageFor} from '../../../src/keys/keymap/stroke-message.ts';
import {createNamedAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted, filled} from '../../support/import-form.ts';
import {jobAt, runningAt} from '../../support/jobs.ts';
import {modelsDown} from '../../support/models.ts';
import {createProgram} from '../../support/program.ts';

const KEYMAP = createDefaultKeymap();
const KEYS = [...new Set(Object.values(DEFAULT_BINDINGS).flatMap(bindings => Object.values(bindings).flat()))].filter(
  key => key !== 'ctrl-z',
);
/** The keys that lead to changes more often than the others do. */
const LEADING = ['enter', 'enter', 'enter', 'D', 'i', 'I', 't', 'a', 'x', '2', 'j', 'tab', 'c', 'esc', '1', 'ctrl-y'];

/** Typed as the name of what the form is about. */
const ITS_NAME = 'its name';

const TEXTS = [
  ITS_NAME,
  ITS_NAME,
  'model-3',
  'model-2',
  'support-v8',
  's3://bucket/a/',
  'arn:aws:iam::111122223333:role/r',
  'team',
  'a=b',
  '',
];

interface Press {
  readonly key: string;
  /** Typed into the focused field of a form before the key. */
  readonly text: string | undefined;
  readonly ms: number;
}

const PRESSES = fc.array(
  fc.record<Press>({
    key: fc.oneof({weight: 3, arbitrary: fc.constantFrom(...LEADING)}, fc.constantFrom(...KEYS)),
    text: fc.option(fc.constantFrom(...TEXTS), {nil: undefined}),
    ms: fc.constantFrom(0, 0, 10, 300, 4_000),
  }),
  {minLength: 10, maxLength: 60},
);

type Operation = 'createJob' | 'deleteModel' | 'tag' | 'untag';

interface Change {
  readonly operation: Operation;
  readonly input: unknown;
  readonly before: State;
}

/** Each change that AWS was asked for, with what the screen showed when it was. */
const watched = (aws: FakeAws, screen: () => State): readonly Change[] => {
  const changes: Change[] = [];
  for (const operation of ['createJob', 'deleteModel', 'tag', 'untag'] as const) {
    const original = aws[operation] as (...args: readonly unknown[]) => Promise<unknown>;
    Object.assign(aws, {
      [operation]: (...args: readonly unknown[]) => {
        changes.push({operation, input: args[0], before: screen()});
        return original(...args);
      },
    });
  }
  return changes;
};

const FORMS: Readonly<Record<string, string>> = {tag: 'tag', untag: 'untag', deleteModel: 'delete-model'};

const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** The command that a person can read on the screen; empty if there is none. */
const shownCommand = (state: State): string => {
  const overlay = overlayOf(state);
  const command = commandOf(state) ?? '';
  const texts =
    overlay?.kind === 'form'
      ? (rulesOf(overlay).notes?.(state, overlay) ?? []).map(({text}) => text)
      : overlay?.kind === 'review'
        ? reviewLines(state).map(({text}) => text)
        : [];
  expect(squeezed(texts.join(''))).toContain(squeezed(command));
  return command;
};

/** The flags of a command whose values have no quotes in them. */
const flagsOf = (command: string): Readonly<Record<string, string | undefined>> => {
  const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  return Object.fromEntries(words.flatMap((word, i) => (word.startsWith('--') ? [[word.slice(2), words[i + 1]]] : [])));
};

/** What the command has to say for each request. */
const FLAGS = {
  createJob: ({
    jobName,
    modelName,
    roleArn,
    s3Uri,
    kmsKeyId,
    subnetIds,
    securityGroupIds,
    ...tags
  }: CreateJobRequest) => ({
    'job-name': jobName,
    'imported-model-name': modelName,
    'role-arn': roleArn,
    'model-data-source': JSON.stringify({s3DataSource: {s3Uri}}),
    ...(kmsKeyId ? {'imported-model-kms-key-id': kmsKeyId} : {}),
    ...(subnetIds.length > 0 ? {'vpc-config': JSON.stringify({subnetIds, securityGroupIds})} : {}),
    ...(tags.jobTags.length > 0 ? {'job-tags': JSON.stringify(tags.jobTags)} : {}),
    ...(tags.modelTags.length > 0 ? {'imported-model-tags': JSON.stringify(tags.modelTags)} : {}),
  }),
  deleteModel: (identifier: string) => ({'model-identifier': identifier}),
  tag: ({arn, tags}: Operations['tag']['input']) => ({'resource-arn': arn, tags: JSON.stringify(tags)}),
  untag: ({arn, keys}: Operations['untag']['input']) => ({'resource-arn': arn, 'tag-keys': JSON.stringify(keys)}),
};

const expectEqual = ({operation, input}: Change, command: string): void => {
  const flags = (FLAGS[operation] as (input: unknown) => Readonly<Record<string, string>>)(input);
  expect(flagsOf(command)).toEqual({...flags, region: 'us-east-1'});
};

const expectConsent = (change: Change): void => {
  const {operation, input, before} = change;
  const overlay = overlayOf(before);
  if (overlay?.kind !== 'form') throw new Error(`${operation} without a form`);
  expect(overlay.form).toBe(FORMS[operation]);
  expectEqual(change, shownCommand(before));
  if (operation === 'deleteModel') {
    expect(overlay.values.name).toBe(modelsDown(3, 1).find(({arn}) => arn === input)?.name);
  }
};

interface Game {
  readonly presses: readonly Press[];
  readonly isReadOnly?: boolean;
  /** Before which keys a failure waits for the next request. */
  readonly failing?: readonly number[];
  readonly beginning?: Beginning;
}

/** What is open when the keys begin. */
const BEGINNINGS = {
  list: [],
  import: filled(),
  models: [acted({kind: 'models-opened'})],
  tags: [acted({kind: 'models-opened'}), acted({kind: 'tags-opened'})],
  deletion: [acted({kind: 'models-opened'}), acted({kind: 'form-opened', form: 'delete-model'})],
} as const satisfies Readonly<Record<string, readonly Message[]>>;
type Beginning = keyof typeof BEGINNINGS;

const GAMES = fc.record({
  presses: PRESSES,
  failing: fc.array(fc.nat(60), {maxLength: 4}),
  beginning: fc.constantFrom<Beginning>('list', 'import', 'models', 'tags', 'deletion'),
});

/** Where keys were pressed. */
const contexts = new Set<Context>();

const play = async ({presses, isReadOnly = false, failing = [], beginning = 'list'}: Game) => {
  const ended = [jobAt(8, {status: 'Failed'}), jobAt(7, {modelArn: modelsDown(1, 1)[0]?.arn})];
  // With a running job, an import waits.
  const aws = createNamedAws(...(beginning === 'import' ? [] : [runningAt(9)]), ...ended);
  aws.models = modelsDown(3, 1);
  for (const {arn} of [...aws.jobs, ...aws.models]) aws.tags.set(arn, [{key: 'team', value: 'search'}]);
  aws.checkFiles = async () => success({verdict: 'pass', checks: []});
  let before: State | undefined;
  const program = createProgram({gateway: aws, settings: {isReadOnly}});
  const changes = watched(aws, () => {
    if (!before) throw new Error('a change before any key');
    return before;
  });
  /** The commands of the checklists on which enter was pressed, by the token that each was given. */
  const submitted = new Map<string, string>();
  const expectSubmitted = (change: Change): void => {
    expect(change.operation).toBe('createJob');
    const {clientRequestToken} = change.input as CreateJobRequest;
    expectEqual(change, submitted.get(clientRequestToken) ?? '');
  };
  await program.say({kind: 'started'});
  for (const message of BEGINNINGS[beginning]) await program.say(message);
  for (const [i, {key, text, ms}] of presses.entries()) {
    if (failing.includes(i)) aws.failures.push(oops({kind: 'network', isTransient: i % 2 === 0}));
    const overlay = overlayOf(program.state());
    if (text !== undefined && overlay?.kind === 'form' && overlay.focused !== '') {
      const value = text === ITS_NAME ? (overlay.of?.name ?? '') : text;
      await program.say(acted({kind: 'form-edited', field: overlay.focused, value}));
    }
    before = program.state();
    contexts.add(contextOf(before));
    const sent = changes.length;
    const message = messageFor(KEYMAP, before, {kind: 'key', name: key} as Parameters<typeof messageFor>[2]);
    if (message?.kind === 'acted' && message.action.kind === 'import-submitted') {
      expect(overlayOf(before)?.kind).toBe('review');
      // A submission that failed is tried again with its own token.
      const token = before.acting.submission?.token ?? message.action.token;
      for (const each of [token, message.action.token]) submitted.set(each, shownCommand(before));
    }
    if (message) await program.say(message);
    for (const change of changes.slice(sent)) {
      expect(key).toBe('enter');
      if (change.operation === 'createJob') expectSubmitted(change);
      else expectConsent(change);
    }
    const late = changes.length;
    before = program.state();
    await program.clock.advance(ms);
    // What time brings is only what was submitted before.
    for (const change of changes.slice(late)) expectSubmitted(change);
  }
  program.stop();
  expect(program.faults).toEqual([]);
  return changes;
};

it('a change needs enter on a form that shows it', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(GAMES, async game => {
      for (const {operation} of await play(game)) seen.add(operation);
    }),
    {numRuns: 400},
  );
  // The property says nothing of a change that was never sent, or of a screen that was never open.
  expect([...seen].sort()).toEqual(['createJob', 'deleteModel', 'tag', 'untag']);
  expect([...contexts]).toEqual(
    expect.arrayContaining(['models', 'model', 'tags', 'form', 'review', 'list', 'detail']),
  );
}, 120_000);

it('with --read-only there is none', async () => {
  await fc.assert(
    fc.asyncProperty(GAMES, async game => {
      expect(await play({...game, isReadOnly: true})).toEqual([]);
    }),
    {numRuns: 150},
  );
}, 120_000);
