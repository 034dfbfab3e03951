/** The form of an import: every input of CreateModelImportJob. Its enter leads to the checklist. */
import {connectionName} from '../../connections/connection-name.ts';
import {IMPORT_LIMITS, type ImportInput, importProblems} from '../../domain/import-input.ts';
import type {TargetId} from '../../domain/target.ts';
import {importFrom} from '../../imports/import-texts.ts';
import {mainTarget} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {type Form, type FormField, type FormRules, problemSentence} from '../forms/form-rules.ts';
import {reviewOpened} from './review.ts';

/** In the order of the form: what every import needs comes first. */
const FIELDS: readonly (FormField & {readonly id: keyof ImportInput})[] = [
  {
    id: 'jobName',
    label: 'Job name',
    explanation: `At most ${IMPORT_LIMITS.name} letters, digits and + - . A job name can never be used again, even if the job failed.`,
  },
  {
    id: 'modelName',
    label: 'Model name',
    explanation: `The name of the new model: at most ${IMPORT_LIMITS.name} letters, digits and single _ or -.`,
  },
  {
    id: 's3Uri',
    label: 'S3 URI',
    placeholder: 's3://bucket/prefix/',
    explanation: 'Where the model files are. Only files directly under this prefix are imported.',
  },
  {
    id: 'roleArn',
    label: 'Role ARN',
    placeholder: 'arn:aws:iam::111122223333:role/NAME',
    explanation: 'The service role that Bedrock reads the files with. You need iam:PassRole for it.',
  },
  {
    id: 'jobTags',
    label: 'Job tags',
    placeholder: 'none',
    explanation: 'Tags of the job, separated by commas: team=search, stage=test. A JSON list also works.',
  },
  {
    id: 'modelTags',
    label: 'Model tags',
    placeholder: 'none',
    explanation: 'Tags of the model, written in the same way.',
  },
  {
    id: 'kmsKeyId',
    label: 'KMS key',
    placeholder: 'AWS owned key',
    explanation: 'Encrypts the model: a key ID, alias/NAME, or the ARN of either.',
  },
  {
    id: 'subnetIds',
    label: 'Subnets',
    placeholder: 'no VPC',
    explanation: `The files are read through these subnets (at most ${IMPORT_LIMITS.subnets}), separated by spaces.`,
  },
  {
    id: 'securityGroupIds',
    label: 'Security groups',
    placeholder: 'no VPC',
    explanation: `The security groups of that VPC (at most ${IMPORT_LIMITS.groups}), separated by spaces.`,
  },
];

const CONNECTION = 'connection';

/** With several connections: where the model is imported. */
const connectionField = ({connections}: State): readonly FormField[] =>
  connections.size < 2
    ? []
    : [
        {
          id: CONNECTION,
          label: 'Connection',
          choices: [...connections.values()].map(connectionName),
          explanation: 'Where the model is imported: the profile and the region.',
        },
      ];

/** The value of the choice for a target. */
export const connectionChoice = (state: State, target: TargetId): string => {
  const connection = state.connections.get(target);
  return connection ? connectionName(connection) : '';
};

/** The target that the form names. */
const targetOfForm = (state: State, {values}: Pick<Form, 'values'>): TargetId => {
  for (const [target, connection] of state.connections) {
    if (connectionName(connection) === values[CONNECTION]) return target;
  }
  return mainTarget(state);
};

export const IMPORT_FORM: FormRules = {
  title: (_, {of}) => (of ? `Import again: ${of.name}` : 'Import a model'),
  fields: state => [...connectionField(state), ...FIELDS],
  problems: (_, {values}) => {
    const {input, unreadable} = importFrom(values);
    const problems = importProblems(input);
    return Object.fromEntries(FIELDS.map(({id}) => [id, unreadable[id] ?? problemSentence(problems[id])]));
  },
  verb: () => 'continue',
  submit: (state, form, at) =>
    reviewOpened(state, {target: targetOfForm(state, form), input: importFrom(form.values).input, at}),
};
