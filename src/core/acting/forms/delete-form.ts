/** The form that deletes a model: its name has to be typed. */
import type {Subject} from '../../state/acting-state.ts';
import type {State} from '../../state/state.ts';
import {pushed} from '../../state/step.ts';
import {awsFlag} from '../../text/aws-line.ts';
import {changeNotes, commandLine, sendChange, withoutChange} from './change.ts';
import type {Form, FormRules} from './form-rules.ts';

export const deleteFormOpened = (state: State, of: Subject): State =>
  pushed(withoutChange(state), {
    kind: 'form',
    form: 'delete-model',
    values: {name: ''},
    focused: 'name',
    problems: {},
    of,
  });

const command = (state: State, {of}: Form): string =>
  of ? commandLine(state, of, ['delete-imported-model', ...awsFlag('model-identifier', of.arn)]) : '';

export const DELETE_FORM: FormRules = {
  title: (_, {of}) => `Delete the model ${of?.name ?? ''}?`,
  fields: (_, {of}) => [
    {
      id: 'name',
      label: 'Name',
      placeholder: 'the name of the model',
      explanation: `Type ${of?.name ?? 'its name'} to delete the model. This cannot be undone.`,
    },
  ],
  problems: (_, {values, of}) => ({
    name: values.name === of?.name ? undefined : `The name is ${of?.name ?? ''}`,
  }),
  notes: (state, form) => [
    ...changeNotes(state),
    {text: command(state, form)},
    {text: 'Deleted: the model. Calls to it fail at once, and its storage is no longer billed.'},
    {text: 'Kept: the files in S3 and the import job. The name of the job stays taken.'},
  ],
  command,
  verb: () => 'delete',
  submit: (state, {of}) => (of ? sendChange(state, of, {operation: 'deleteModel', input: of.arn}) : [state, []]),
};
