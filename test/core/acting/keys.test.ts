/** Whatever keys are pressed on the screens of models, tags and forms: nothing on AWS changes unless a form was submitted. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {modelRows, modelsOf} from '../../../src/core/acting/models/model-state.ts';
import {success} from '../../../src/core/domain/app-error.ts';
import {visibleRows} from '../../../src/core/list/window.ts';
import {MODELS} from '../../../src/core/models/model-list.ts';
import {contextOf, layout} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createDefaultKeymap, DEFAULT_BINDINGS} from '../../../src/keys/keymap/default-bindings.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted} from '../../support/import-form.ts';
import {arnOf, jobAt} from '../../support/jobs.ts';
import {awsWith, keyMessage, modelArn, modelsDown} from '../../support/models.ts';
import {createProgram} from '../../support/program.ts';

const KEYMAP = createDefaultKeymap();
const CONTEXTS = [
  'list',
  'models',
  'model',
  'model-copy',
  'model-search',
  'tags',
  'form',
  'review',
  'detail',
  'quit',
] as const;
/** Every key that means something there, except those that end the program. */
const KEYS = [...new Set(CONTEXTS.flatMap(context => Object.values(DEFAULT_BINDINGS[context]).flat()))].filter(
  key => !['ctrl-c', 'ctrl-z'].includes(key),
);
/** The commands after which a change may be sent. */
const SUBMITTING: readonly string[] = ['submit-form', 'submit-import'];

type Event =
  | {readonly kind: 'key'; readonly key: string}
  | {readonly kind: 'typed'; readonly field: string; readonly value: string}
  | {readonly kind: 'passed'; readonly ms: number}
  | {readonly kind: 'failing'; readonly isTransient: boolean}
  | {readonly kind: 'gone'};

const event = fc.oneof<fc.MaybeWeightedArbitrary<Event>[]>(
  {weight: 12, arbitrary: fc.constantFrom(...KEYS).map(key => ({kind: 'key', key}))},
  {weight: 3, arbitrary: fc.constantFrom('2', 'enter', 't', 'D', 'a', 'x', 'i').map(key => ({kind: 'key', key}))},
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('typed'),
      field: fc.constantFrom('key', 'value', 'name', 'jobName', 'search'),
      value: fc.constantFrom('model-3', 'model', 'team', '', 'a b', '.'),
    }),
  },
  {weight: 3, arbitrary: fc.constantFrom(1, 250, 3_000, 61_000).map(ms => ({kind: 'passed', ms}))},
  fc.boolean().map(isTransient => ({kind: 'failing', isTransient})),
  fc.constant({kind: 'gone'}),
);

const changesOf = ({asked, created}: FakeAws): number =>
  created.length + asked.filter(each => /^(?:tag|untag|deleteModel) /.test(each)).length;

/** What the screen promises at every moment. */
const expectSound = (state: State): void => {
  const list = modelsOf(state);
  const rows = modelRows(state);
  if (!list || !rows || contextOf(state) !== 'models') return;
  if (rows.count > 0) expect(rows.indexOf(list.selected)).toBeGreaterThanOrEqual(0);
  const {first, items} = visibleRows(MODELS, list, layout(state).listRows);
  const index = rows.indexOf(list.selected);
  if (rows.count > 0) expect(index >= first && index < first + items.length).toBe(true);
};

const worldOf = (): FakeAws => {
  const aws = awsWith(...modelsDown(120, 1));
  aws.jobs = [jobAt(3, {modelArn: modelArn(3)}), jobAt(2, {status: 'Failed'})];
  aws.tags.set(modelArn(120), [{key: 'team', value: 'search'}]);
  const {getModel} = aws;
  aws.getModel = async (...all) => {
    const outcome = await getModel(...all);
    return outcome.ok ? success({...outcome.value, jobArn: arnOf(3)}) : outcome;
  };
  return aws;
};

const run = async (events: readonly Event[], isReadOnly: boolean) => {
  const aws = worldOf();
  const program = createProgram({gateway: aws, settings: {isReadOnly}, size: {columns: 80, rows: 24}});
  await program.say({kind: 'started'});
  await program.clock.settle();
  for (const each of events) {
    const before = changesOf(aws);
    const id = each.kind === 'key' ? KEYMAP.commandFor(program.state(), each.key) : undefined;
    if (each.kind === 'key') {
      const message = keyMessage(program.state(), each.key);
      if (message) await program.say(message);
    }
    if (each.kind === 'typed') {
      const {field, value} = each;
      const action = field === 'search' ? ({kind: 'model-search-edited', text: value} as const) : undefined;
      await program.say(acted(action ?? {kind: 'form-edited', field, value}));
    }
    if (each.kind === 'passed') await program.clock.advance(each.ms);
    if (each.kind === 'failing') aws.failures.push(oops({isTransient: each.isTransient}));
    if (each.kind === 'gone') aws.models = aws.models.slice(1);
    await program.clock.settle();
    expectSound(program.state());
    if (id === undefined || !SUBMITTING.includes(id)) expect(changesOf(aws)).toBe(before);
    if (isReadOnly) expect(changesOf(aws)).toBe(0);
  }
  expect(program.faults).toEqual([]);
  program.stop();
};

it('random keys never change anything without a form that was submitted', async () => {
  await fc.assert(fc.asyncProperty(fc.array(event, {maxLength: 40, size: 'max'}), fc.boolean(), run), {numRuns: 150});
}, 60_000);
