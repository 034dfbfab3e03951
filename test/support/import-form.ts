/** What a person types into the form of an import, as messages. */
import type {Action} from '../../src/core/state/action.ts';
import type {Message} from '../../src/core/state/message.ts';

export const acted = (action: Action): Message => ({kind: 'acted', action});

export const TYPED = {
  jobName: 'support-v8',
  modelName: 'support-v8',
  s3Uri: 's3://bucket/support/v8/',
  roleArn: 'arn:aws:iam::111122223333:role/import',
} as const;

/** Opens the form and fills it. */
export const filled = (values: Readonly<Record<string, string>> = TYPED): readonly Message[] => [
  acted({kind: 'form-opened', form: 'import'}),
  ...Object.entries(values).map(([field, value]) => acted({kind: 'form-edited', field, value})),
];

/** Enter on the form. */
export const REVIEWED: Message = acted({kind: 'form-submitted'});
/** Enter on the checklist. */
export const submittedWith = (token: string): Message => acted({kind: 'import-submitted', token});
