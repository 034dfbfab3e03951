/** The forms that set and remove a tag of a job or a model. */
import {isReserved, TAG_LIMITS, type Tag, tagKeyProblem, tagValueProblem} from '../../domain/tag.ts';
import type {Subject} from '../../state/acting-state.ts';
import type {State} from '../../state/state.ts';
import {pushed, step} from '../../state/step.ts';
import {awsFlag} from '../../text/aws-line.ts';
import {changeNotes, commandLine, sendChange, withoutChange} from './change.ts';
import {type Form, type FormNote, type FormRules, problemSentence} from './form-rules.ts';

const CHARACTERS = 'letters, digits, spaces and . _ : / = + @ -';

const NOBODY: Subject = {kind: 'job', arn: '', name: '', target: ''};
const subjectOf = ({of}: Form): Subject => of ?? NOBODY;

/** `tag`: the one that is changed; absent: a new one. */
export const tagFormOpened = (state: State, of: Subject, tag?: Tag): State =>
  pushed(withoutChange(state), {
    kind: 'form',
    form: 'tag',
    values: {key: tag?.key ?? '', value: tag?.value ?? ''},
    focused: tag ? 'value' : 'key',
    problems: {},
    of,
  });

export const untagFormOpened = (state: State, of: Subject, {key, value}: Tag): State =>
  pushed(withoutChange(state), {kind: 'form', form: 'untag', values: {key, value}, focused: '', problems: {}, of});

const tagsOf = (state: State, form: Form): readonly Tag[] => state.acting.tags.get(subjectOf(form).arn)?.value ?? [];

const tagIn = ({values}: Form): Tag => ({key: values.key ?? '', value: values.value ?? ''});

const isKnown = (state: State, form: Form): boolean => tagsOf(state, form).some(({key}) => key === tagIn(form).key);

const keyProblem = (state: State, form: Form): string | undefined => {
  const problem = tagKeyProblem(tagIn(form).key);
  if (problem !== undefined || isKnown(state, form)) return problem;
  // AWS's own tags do not count.
  const count = tagsOf(state, form).filter(tag => !isReserved(tag)).length;
  return count >= TAG_LIMITS.perResource ? `it has ${count} tags, and AWS allows ${TAG_LIMITS.perResource}` : undefined;
};

/** AWS is not asked for what is there. */
const unchangedProblem = (state: State, form: Form): string | undefined =>
  tagsOf(state, form).some(({key, value}) => key === tagIn(form).key && value === tagIn(form).value)
    ? 'this is its value already'
    : undefined;

const notes = (state: State, form: Form, command: string): readonly FormNote[] => [
  ...changeNotes(state),
  {text: command},
  ...(form.form === 'untag' ? [] : replaced(state, form)),
];

/** What is there under this key now. */
const replaced = (state: State, form: Form): readonly FormNote[] => {
  const known = tagsOf(state, form).find(({key}) => key === tagIn(form).key);
  return known
    ? [
        {
          text: known.value === '' ? 'The present value is empty.' : `The present value is “${known.value}”.`,
          tone: 'quiet',
        },
      ]
    : [];
};

const tagCommand = (state: State, form: Form): string => {
  const {arn, target} = subjectOf(form);
  const tags = JSON.stringify([tagIn(form)]);
  return commandLine(state, {target}, ['tag-resource', ...awsFlag('resource-arn', arn), ...awsFlag('tags', tags)]);
};

export const TAG_FORM: FormRules = {
  title: (state, form) => {
    const {kind, name} = subjectOf(form);
    return isKnown(state, form) ? `Change a tag of the ${kind} ${name}` : `Add a tag to the ${kind} ${name}`;
  },
  fields: () => [
    {
      id: 'key',
      label: 'Key',
      placeholder: 'team',
      explanation: `At most ${TAG_LIMITS.key} characters: ${CHARACTERS}. If the key is there already, its value is replaced.`,
    },
    {
      id: 'value',
      label: 'Value',
      placeholder: 'empty',
      explanation: `At most ${TAG_LIMITS.value} characters: ${CHARACTERS}. It may be empty.`,
    },
  ],
  problems: (state, form) => ({
    key: problemSentence(keyProblem(state, form)),
    value: problemSentence(tagValueProblem(tagIn(form).value) ?? unchangedProblem(state, form)),
  }),
  notes: (state, form) => notes(state, form, tagCommand(state, form)),
  command: tagCommand,
  verb: (state, form) => (isKnown(state, form) ? 'change' : 'add'),
  submit: (state, form) => {
    const {arn} = subjectOf(form);
    return sendChange(state, subjectOf(form), {operation: 'tag', input: {arn, tags: [tagIn(form)]}});
  },
};

const untagCommand = (state: State, form: Form): string => {
  const {arn, target} = subjectOf(form);
  const keys = JSON.stringify([tagIn(form).key]);
  return commandLine(state, {target}, [
    'untag-resource',
    ...awsFlag('resource-arn', arn),
    ...awsFlag('tag-keys', keys),
  ]);
};

export const UNTAG_FORM: FormRules = {
  title: (_, form) => `Remove the tag ${tagIn(form).key}=${tagIn(form).value} from ${subjectOf(form).name}?`,
  fields: () => [],
  problems: () => ({}),
  notes: (state, form) => notes(state, form, untagCommand(state, form)),
  command: untagCommand,
  verb: () => 'remove',
  submit: (state, form) => {
    if (subjectOf(form).arn === '') return step(state);
    return sendChange(state, subjectOf(form), {
      operation: 'untag',
      input: {arn: subjectOf(form).arn, keys: [tagIn(form).key]},
    });
  },
};
