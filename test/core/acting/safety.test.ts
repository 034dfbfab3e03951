/** Whatever is pressed, nothing changes on AWS but what a form or the checklist has shown, and enter has sent. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {commandOf} from '../../../src/core/acting/command.ts';
import {success} from '../../../src/core/domain/app-error.ts';
import {overlayOf} from '../../../src/core/state/select.ts';
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
const LEADING = ['enter', 'enter', 'enter', 'D', 'i', 'I', 't', 'a', 'x', '2', 'j', 'tab', 'c', 'esc', '1'];

const TEXTS = [
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

const press = (key: string, text?: string): Press => ({key, text, ms: 10});

/** Ways to the changes that single keys seldom find. */
const WAYS: readonly (readonly Press[])[] = [
  [press('esc'), press('2'), press('D'), press('enter', 'model-3')],
  [press('2'), press('t'), press('a'), press('tab', 'team'), press('enter', 'a=b')],
  [press('t'), press('x'), press('enter')],
];

const ANY_PRESS = fc.record<Press>({
  key: fc.oneof({weight: 3, arbitrary: fc.constantFrom(...LEADING)}, fc.constantFrom(...KEYS)),
  text: fc.option(fc.constantFrom(...TEXTS), {nil: undefined}),
  ms: fc.constantFrom(0, 0, 10, 300, 4_000),
});

const PRESSES = fc
  .array(
    fc.oneof<fc.MaybeWeightedArbitrary<readonly Press[]>[]>(
      {weight: 15, arbitrary: ANY_PRESS.map(one => [one])},
      fc.constantFrom(...WAYS),
    ),
    {minLength: 10, maxLength: 60},
  )
  .map(presses => presses.flat());

/** Each change that AWS was asked for, with what the screen showed when it was. */
const watched = (aws: FakeAws, screen: () => State) => {
  const changes: {readonly operation: string; readonly input: unknown; readonly before: State}[] = [];
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

const expectConsent = (operation: string, before: State): void => {
  const overlay = overlayOf(before);
  // A submission goes on by itself; it began with enter on the checklist.
  if (operation === 'createJob') {
    const phase = before.acting.submission?.phase.kind;
    expect(phase).toBeDefined();
    if (phase === 'review') expect(commandOf(before)).toMatch(/^aws bedrock create-model-import-job /);
    return;
  }
  if (overlay?.kind !== 'form') throw new Error(`${operation} without a form`);
  expect(overlay.form).toBe(FORMS[operation]);
  expect(commandOf(before)).toMatch(/^aws bedrock /);
  if (operation === 'deleteModel') expect(overlay.values.name).toBe(overlay.of?.name);
};

interface Game {
  readonly presses: readonly Press[];
  readonly isReadOnly?: boolean;
  /** Before which keys a failure waits for the next request. */
  readonly failing?: readonly number[];
  /** It begins with a form of an import that is filled in. */
  readonly isFilled?: boolean;
}

const play = async ({presses, isReadOnly = false, failing = [], isFilled = false}: Game) => {
  const ended = [jobAt(8, {status: 'Failed'}), jobAt(7, {modelArn: modelsDown(1, 1)[0]?.arn})];
  // With a running job, an import waits.
  const aws = createNamedAws(...(isFilled ? [] : [runningAt(9)]), ...ended);
  aws.models = modelsDown(3, 1);
  for (const {arn} of aws.jobs) aws.tags.set(arn, [{key: 'team', value: 'search'}]);
  aws.checkFiles = async () => success({verdict: 'pass', checks: []});
  let isEnter = false;
  let before: State | undefined;
  const program = createProgram({gateway: aws, settings: {isReadOnly}});
  const changes = watched(aws, () => {
    if (!before) throw new Error('a change before any key');
    return before;
  });
  await program.say({kind: 'started'});
  if (isFilled) await program.say(...filled());
  for (const [i, {key, text, ms}] of presses.entries()) {
    if (failing.includes(i)) aws.failures.push(oops({kind: 'network', isTransient: i % 2 === 0}));
    const overlay = overlayOf(program.state());
    if (text !== undefined && overlay?.kind === 'form' && overlay.focused !== '') {
      await program.say(acted({kind: 'form-edited', field: overlay.focused, value: text}));
    }
    before = program.state();
    isEnter = key === 'enter';
    const sent = changes.length;
    const message = messageFor(KEYMAP, before, {kind: 'key', name: key} as Parameters<typeof messageFor>[2]);
    if (message) await program.say(message);
    for (const {operation, before: shown} of changes.slice(sent)) {
      expect(isEnter).toBe(true);
      expectConsent(operation, shown);
    }
    const late = changes.length;
    before = program.state();
    await program.clock.advance(ms);
    // What time brings is only what was submitted before.
    for (const {operation} of changes.slice(late)) {
      expect(operation).toBe('createJob');
      expect(before.acting.submission?.token).toBeDefined();
    }
  }
  program.stop();
  expect(program.faults).toEqual([]);
  return changes;
};

it('a change needs enter on a form that shows it', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      PRESSES,
      fc.array(fc.nat(80), {maxLength: 4}),
      fc.boolean(),
      async (presses, failing, isFilled) => {
        for (const {operation} of await play({presses, failing, isFilled})) seen.add(operation);
      },
    ),
    {numRuns: 400},
  );
  // The property says nothing of a change that was never sent.
  expect([...seen].sort()).toEqual(['createJob', 'deleteModel', 'tag', 'untag']);
}, 120_000);

it('with --read-only there is none', async () => {
  await fc.assert(
    fc.asyncProperty(PRESSES, async presses => {
      expect(await play({presses, isReadOnly: true, isFilled: false})).toEqual([]);
    }),
    {numRuns: 50},
  );
}, 120_000);
