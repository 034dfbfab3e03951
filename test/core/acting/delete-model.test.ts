/** Deleting a model: its name has to be typed, and every answer is told in words. */
import {describe, expect, it} from 'vitest';
import {changeNotes} from '../../../src/core/acting/forms/change.ts';
import {formOf, rulesOf} from '../../../src/core/acting/forms/forms.ts';
import {type AppError, failure} from '../../../src/core/domain/app-error.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {contextOf, layout} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {type FakeAws, oops} from '../../support/fake-aws.ts';
import {createGate} from '../../support/gated.ts';
import {acted} from '../../support/import-form.ts';
import {arnOf, jobAt} from '../../support/jobs.ts';
import {awsWith, modelArn, modelAt, modelsDown, type OnModels, openModels, press, rest} from '../../support/models.ts';
import {modelsIn, selectedIn} from '../../support/shown-models.ts';

const SUBMIT: Message = acted({kind: 'form-submitted'});
const typed = (name: string): Message => acted({kind: 'form-edited', field: 'name', value: name});
const WHAT = 'The model could not be deleted';
const NOT_FOUND = oops({kind: 'not-found', what: WHAT, why: 'No such model', isTransient: false});

const open = async (aws = awsWith(...modelsDown(3, 1)), options = {}): Promise<OnModels> => {
  const on = await openModels(aws, options);
  await rest(on);
  await press(on.program, 'j', 'D');
  return on;
};

const deletionsOf = ({asked}: FakeAws): readonly string[] => asked.filter(each => each.startsWith('deleteModel'));
const notesIn = (state: State): readonly string[] => {
  const form = formOf(state);
  return form ? (rulesOf(form).notes?.(state, form) ?? []).map(({text}) => text) : [];
};

describe('the form', () => {
  it('says what goes, what stays, and the equal command', async () => {
    const {program} = await open();
    expect(notesIn(program.state())).toEqual([
      `aws bedrock delete-imported-model --model-identifier ${modelArn(2)} --region us-east-1`,
      'Deleted: the model. Calls to it fail at once, and its storage is no longer billed.',
      'Kept: the files in S3, and the import job, whose name stays taken.',
    ]);
  });

  it.each(['', 'model-', 'Model-2', 'model-2 ', 'model-3', modelArn(2)])('“%s” is not the name', async name => {
    const {aws, program} = await open();
    await program.say(typed(name), SUBMIT);
    expect(formOf(program.state())?.problems.name).toBe('This is not the name of the model.');
    await press(program, 'enter');
    expect(deletionsOf(aws)).toEqual([]);
  });

  it('esc leaves it with nothing changed', async () => {
    const {aws, program} = await open();
    await program.say(typed('model-2'));
    expect(contextOf(await press(program, 'esc'))).toBe('models');
    expect(deletionsOf(aws)).toEqual([]);
    await press(program, 'D');
    expect(formOf(program.state())?.values.name).toBe('');
  });

  it('without a model there is nothing to delete', async () => {
    const {program} = await openModels(awsWith());
    expect(commandOf('delete-model').refusal?.(program.state())).toBe('no model selected');
  });
});

describe('the right name', () => {
  it('deletes the model: its row goes at once, the next one is selected, and nothing else is asked', async () => {
    const {aws, program} = await open();
    const before = aws.asked.filter(each => each === 'listModels').length;
    await program.say(typed('model-2'), SUBMIT);
    expect(deletionsOf(aws)).toEqual([`deleteModel ${modelArn(2)}`]);
    expect(contextOf(program.state())).toBe('models');
    expect(modelsIn(program.state())).toEqual(['model-3', 'model-1']);
    expect(selectedIn(program.state())).toBe('model-1');
    expect(program.state().notice?.text).toBe('model-2 deleted');
    expect(aws.asked.filter(each => each === 'listModels')).toHaveLength(before);
    await press(program, 'r');
    expect(modelsIn(program.state())).toEqual(['model-3', 'model-1']);
  });

  it('the last row: the one before is selected', async () => {
    const {program} = await openModels();
    await press(program, 'G', 'D');
    await program.say(typed('model-1'), SUBMIT);
    expect(selectedIn(program.state())).toBe('model-2');
  });

  it('keeps the window of a scrolled list', async () => {
    const {program} = await openModels(awsWith(...modelsDown(90, 1)));
    await press(program, 'ctrl-d', 'ctrl-d', 'ctrl-d', 'j', 'j');
    const name = selectedIn(program.state()) ?? '';
    const {top} = program.state().acting.models ?? {};
    expect(layout(program.state()).listRows).toBeLessThan(30);
    await press(program, 'D');
    await program.say(typed(name), SUBMIT);
    expect(program.state().acting.models?.top).toBe(top);
    expect(selectedIn(program.state())).toBe(`model-${Number(name.slice(6)) - 1}`);
  });

  it('from its detail: that closes, too', async () => {
    const {program} = await openModels();
    await press(program, 'enter', 'D');
    await program.say(typed('model-3'), SUBMIT);
    expect(contextOf(program.state())).toBe('models');
    expect(program.state().overlays).toHaveLength(1);
  });

  it('of a job: the job stays, and its model is said to be deleted', async () => {
    const aws = awsWith(modelAt(3));
    aws.jobs = [jobAt(3, {modelArn: modelArn(3)})];
    const {program} = await openModels(aws);
    await press(program, '1', 'enter', 'enter', 'D');
    await program.say(typed('model-3'), SUBMIT);
    expect(program.state().overlays.map(overlay => 'arn' in overlay && overlay.arn)).toEqual([arnOf(3)]);
    await press(program, 'enter');
    await program.clock.settle();
    expect(commandOf('delete-model').refusal?.(program.state())).toBe('the model is already deleted');
  });

  it('while the list is asked for again: the late answer does not bring it back', async () => {
    const {aws, program} = await open();
    const gate = createGate();
    const {listModels} = aws;
    const late = await listModels(
      {sortBy: 'CreationTime', order: 'Descending', pageSize: 100},
      new AbortController().signal,
    );
    aws.listModels = async () => gate.opened.then(() => late);
    await press(program, 'esc', 'r');
    aws.listModels = listModels;
    await press(program, 'D');
    await program.say(typed('model-2'), SUBMIT);
    gate.open();
    await program.clock.settle();
    expect(modelsIn(program.state())).toEqual(['model-3', 'model-1']);
  });
});

describe('a failure', () => {
  const failOnce = (aws: FakeAws, error: AppError, hasDeleted = false): void => {
    const {deleteModel} = aws;
    aws.deleteModel = async (...all) => {
      aws.deleteModel = deleteModel;
      if (hasDeleted) await deleteModel(...all);
      return failure(error);
    };
  };

  it.each([
    ['denied', oops({kind: 'access', what: WHAT, why: 'Access denied', isTransient: false})],
    ['a conflict', oops({kind: 'conflict', what: WHAT, why: 'The model is in use', isTransient: false})],
    ['throttled', oops({kind: 'throttled', what: WHAT, why: 'Too many requests'})],
    ['an error of AWS', oops({kind: 'service', what: WHAT, why: 'AWS had an internal error'})],
  ])('%s: in words, nothing has changed, and enter tries again', async (_, error) => {
    const {aws, program} = await open();
    failOnce(aws, error);
    await program.say(typed('model-2'), SUBMIT);
    expect(contextOf(program.state())).toBe('form');
    expect(notesIn(program.state()).slice(0, 3)).toEqual([`${WHAT}.`, `${error.why}.`, 'Try again in a moment.']);
    expect(formOf(program.state())?.values.name).toBe('model-2');
    expect(modelsIn(program.state())).toHaveLength(3);
    await program.clock.advance(120_000);
    expect(deletionsOf(aws)).toEqual([]);
    await program.say(SUBMIT);
    expect(modelsIn(program.state())).toEqual(['model-3', 'model-1']);
  });

  it('a lost answer, and then again: the model is gone, as was wanted', async () => {
    const {aws, program} = await open();
    failOnce(aws, oops({kind: 'network', what: WHAT, why: 'No answer in time'}), true);
    await program.say(typed('model-2'), SUBMIT);
    expect(contextOf(program.state())).toBe('form');
    failOnce(aws, NOT_FOUND);
    await program.say(SUBMIT);
    expect(program.state().notice?.text).toBe('model-2 was already deleted');
    expect(modelsIn(program.state())).toEqual(['model-3', 'model-1']);
    expect(contextOf(program.state())).toBe('models');
  });

  it('somebody else has deleted it', async () => {
    const {aws, program} = await open();
    failOnce(aws, NOT_FOUND);
    await program.say(typed('model-2'), SUBMIT);
    expect(program.state().notice?.text).toBe('model-2 was already deleted');
  });

  it('an answer after the form was left is a notice: success', async () => {
    const {aws, program} = await open();
    const gate = createGate();
    const {deleteModel} = aws;
    aws.deleteModel = async (...all) => gate.opened.then(() => deleteModel(...all));
    await program.say(typed('model-2'), SUBMIT);
    await press(program, 'esc', 'k');
    gate.open();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe('model-2 deleted');
    expect([modelsIn(program.state()), selectedIn(program.state())]).toEqual([['model-3', 'model-1'], 'model-3']);
  });

  it('an answer after the form was left is a notice: a failure, which no other form shows', async () => {
    const {aws, program} = await open();
    const gate = createGate();
    aws.deleteModel = async () => gate.opened.then(() => failure(oops({kind: 'conflict', what: WHAT, why: 'In use'})));
    await program.say(typed('model-2'), SUBMIT);
    await press(program, 'esc', 'k', 'D');
    gate.open();
    await program.clock.settle();
    expect(program.state().notice?.text).toBe(`${WHAT}: In use`);
    expect(changeNotes(program.state())).toEqual([]);
  });
});

describe('--read-only', () => {
  it('refuses it', async () => {
    const {program} = await openModels(undefined, {settings: {isReadOnly: true}});
    expect(commandOf('delete-model').refusal?.(program.state())).toBe('--read-only is set: nothing is changed on AWS');
  });

  it('a form that is submitted all the same sends nothing', async () => {
    const {aws, program} = await openModels(undefined, {settings: {isReadOnly: true}});
    await program.say(acted({kind: 'form-opened', form: 'delete-model'}), typed('model-3'), SUBMIT);
    expect(deletionsOf(aws)).toEqual([]);
  });
});
