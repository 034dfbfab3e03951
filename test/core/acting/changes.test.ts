/** What a change shows before AWS is asked again, and answers that come after the form was left. */
import {describe, expect, it} from 'vitest';
import {changeNotes} from '../../../src/core/acting/forms/change.ts';
import {formOf} from '../../../src/core/acting/forms/forms.ts';
import {selectedTag, tagRows, tagsOverlay} from '../../../src/core/acting/tags/tags.ts';
import {failure} from '../../../src/core/domain/app-error.ts';
import {contextOf, layout} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {oops} from '../../support/fake-aws.ts';
import {createGate} from '../../support/gated.ts';
import {acted} from '../../support/import-form.ts';
import {arnOf, jobAt} from '../../support/jobs.ts';
import {awsWith, modelArn, modelAt, modelsDown, type OnModels, openModels, press, rest} from '../../support/models.ts';
import {modelsIn, selectedIn} from '../../support/shown-models.ts';

const SUBMIT = acted({kind: 'form-submitted'});
const typed = (field: string, value: string) => acted({kind: 'form-edited', field, value});
const DENIED = oops({kind: 'access', what: 'The change failed', why: 'Access denied', isTransient: false});

const onTags = async (): Promise<OnModels> => {
  const aws = awsWith(...modelsDown(3, 1));
  aws.tags.set(modelArn(3), [
    {key: 'team', value: 'search'},
    {key: 'env', value: 'prod'},
  ]);
  const on = await openModels(aws);
  await press(on.program, 't');
  await on.program.clock.settle();
  return on;
};

const tagsIn = (state: State): readonly string[] => {
  const overlay = tagsOverlay(state);
  return overlay ? tagRows(state, overlay).map(({tag}) => `${tag.key}=${tag.value}`) : [];
};

describe('tags', () => {
  it('show a change at once, while AWS is asked for them again', async () => {
    const {aws, program} = await onTags();
    aws.listTags = () => new Promise(() => {});
    await press(program, 'a');
    await program.say(typed('key', 'owner'), typed('value', 'me'), SUBMIT);
    expect(tagsIn(program.state())).toEqual(['env=prod', 'owner=me', 'team=search']);
    expect(selectedTag(program.state())?.key).toBe('owner');
    await press(program, 'k', 'x');
    await program.say(SUBMIT);
    expect(tagsIn(program.state())).toEqual(['owner=me', 'team=search']);
    expect(program.state().notice?.text).toBe('Tag removed: env');
  });

  it('keep their rows while they are asked for again, and the selection its key', async () => {
    const {aws, program} = await onTags();
    await press(program, 'j');
    const gate = createGate();
    const {listTags} = aws;
    aws.listTags = async (...all) => gate.opened.then(() => listTags(...all));
    aws.tags.set(modelArn(3), [{key: 'a', value: ''}, ...(aws.tags.get(modelArn(3)) ?? [])]);
    await press(program, 'r');
    expect(tagsIn(program.state())).toHaveLength(2);
    gate.open();
    await program.clock.settle();
    expect(tagsIn(program.state())).toHaveLength(3);
    await press(program, 'enter');
    expect(formOf(program.state())?.values.key).toBe('team');
  });

  it('an answer that comes after esc is told, and until then no other form opens', async () => {
    const {aws, program} = await onTags();
    const gate = createGate();
    const {tag} = aws;
    aws.tag = async (...all) => gate.opened.then(() => tag(...all));
    await press(program, 'a');
    await program.say(typed('key', 'one'), SUBMIT, {kind: 'stepped-back'});
    expect((await press(program, 'a')).notice?.text).toBe('AWS has not answered yet');
    expect(formOf(program.state())).toBeUndefined();
    gate.open();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('Tag set: one');
  });
});

describe('a failure after the form was left', () => {
  it.each([
    ['a tag', ['t'], 'a', [typed('key', 'owner')]],
    ['the removal of a tag', ['t'], 'x', []],
    ['a deletion', [], 'D', [typed('name', 'model-3')]],
  ] as const)('%s: is told all the same, and not in the next form', async (_, screen, key, typing) => {
    const {aws, program} = await onTags();
    await press(program, 'esc', ...screen);
    const gate = createGate();
    const denied = async () => gate.opened.then(() => failure(DENIED));
    Object.assign(aws, {tag: denied, untag: denied, deleteModel: denied});
    await press(program, key);
    await program.say(...typing, SUBMIT, {kind: 'stepped-back'});
    gate.open();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('The change failed: Access denied');
    await press(program, 'j', key);
    expect(contextOf(program.state())).toBe('form');
    expect(changeNotes(program.state())).toEqual([]);
    expect(program.state().errors[0]?.error).toBe(DENIED);
  });

  it('the connections stay until a change is answered', async () => {
    const {aws, program} = await onTags();
    aws.tag = () => new Promise(() => {});
    await press(program, 'a');
    await program.say(typed('key', 'one'), SUBMIT, {kind: 'overlays-closed'});
    expect(commandOf('choose-regions').refusal?.(program.state())).toBe('a change is being sent; wait for its answer');
  });
});

describe('a deleted model', () => {
  const deleted = async ({program}: OnModels, name: string): Promise<State> => {
    await press(program, 'D');
    return program.say(typed('name', name), SUBMIT);
  };

  it('goes at once, without another request, and the next row is selected', async () => {
    const on = await openModels();
    await rest(on);
    await press(on.program, 'j');
    on.aws.listModels = () => new Promise(() => {});
    await deleted(on, 'model-2');
    expect([modelsIn(on.program.state()), selectedIn(on.program.state())]).toEqual([['model-3', 'model-1'], 'model-1']);
    await deleted(on, 'model-1');
    expect(selectedIn(on.program.state())).toBe('model-3');
  });

  it('leaves a scrolled window where it is', async () => {
    const on = await openModels(awsWith(...modelsDown(90, 1)));
    await press(on.program, 'ctrl-d', 'ctrl-d', 'ctrl-d', 'j', 'j');
    const name = selectedIn(on.program.state()) ?? '';
    const {top} = on.program.state().acting.models ?? {};
    expect(layout(on.program.state()).listRows).toBeLessThan(30);
    await deleted(on, name);
    expect(on.program.state().acting.models?.top).toBe(top);
    expect(selectedIn(on.program.state())).toBe(`model-${Number(name.slice(6)) - 1}`);
  });

  it('does not come back with a list that was on its way', async () => {
    const {aws, program} = await openModels();
    const gate = createGate();
    const {listModels} = aws;
    const late = await listModels(
      {sortBy: 'CreationTime', order: 'Descending', pageSize: 100},
      new AbortController().signal,
    );
    aws.listModels = async () => gate.opened.then(() => late);
    await press(program, 'r');
    aws.listModels = listModels;
    await deleted({aws, program}, 'model-3');
    gate.open();
    await program.clock.settle();
    expect(modelsIn(program.state())).toEqual(['model-2', 'model-1']);
  });

  it('leaves its job, whose model is then said to be deleted', async () => {
    const aws = awsWith(modelAt(3));
    aws.jobs = [jobAt(3, {modelArn: modelArn(3)})];
    const {program} = await openModels(aws);
    await press(program, '1', 'enter', 'enter');
    await deleted({aws, program}, 'model-3');
    expect(program.state().overlays.map(overlay => 'arn' in overlay && overlay.arn)).toEqual([arnOf(3)]);
    await press(program, 'enter');
    await program.clock.settle();
    expect(commandOf('delete-model').refusal?.(program.state())).toBe('the model is already deleted');
  });

  it('whose answer was lost is found gone by the second try, as was wanted', async () => {
    const {aws, program} = await openModels();
    const {deleteModel} = aws;
    aws.deleteModel = async (...all) => {
      await deleteModel(...all);
      return failure(oops({kind: 'network', why: 'No answer in time'}));
    };
    await deleted({aws, program}, 'model-3');
    expect(contextOf(program.state())).toBe('form');
    aws.deleteModel = async () => failure(oops({kind: 'not-found', isTransient: false}));
    await program.say(SUBMIT);
    expect(program.state().notice?.text).toBe('model-3 was already deleted');
    expect([contextOf(program.state()), modelsIn(program.state()).length]).toEqual(['models', 2]);
  });
});
