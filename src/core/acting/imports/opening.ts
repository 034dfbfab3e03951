/** Opening an import: an empty form, the form with the values of a job, or the submission that is under way. */
import type {ImportInput} from '../../domain/import-input.ts';
import type {JobDetail} from '../../domain/job.ts';
import type {TargetId} from '../../domain/target.ts';
import {inputFrom, nextName} from '../../imports/again.ts';
import {importTexts} from '../../imports/import-texts.ts';
import {currentArn} from '../../screens/rows.ts';
import type {Subject} from '../../state/acting-state.ts';
import type {Step} from '../../state/message.ts';
import {isConnected, jobsOf, knownJob, mainTarget, openOverlay, overlayOf, targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {pushed, step, withTopOverlay} from '../../state/step.ts';
import {asking, noticeOf, withActing, withEntry} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {modelsOf} from '../models/model-state.ts';
import {connectionChoice} from './import-form.ts';
import {reviewIsOpen} from './review.ts';

const EMPTY: ImportInput = {
  jobName: '',
  modelName: '',
  roleArn: '',
  s3Uri: '',
  subnetIds: [],
  securityGroupIds: [],
  jobTags: [],
  modelTags: [],
};

interface Prefilled {
  readonly input: ImportInput;
  readonly target: TargetId;
  readonly of?: Subject | undefined;
  readonly focused: keyof ImportInput;
}

const formPushed = (state: State, {input, target, of, focused}: Prefilled): State =>
  pushed(state, {
    kind: 'form',
    form: 'import',
    values: {...importTexts(input), connection: connectionChoice(state, target)},
    focused,
    problems: {},
    of,
  });

/** What was submitted is shown until it is known what became of it. */
export const importOpened = (state: State): Step => {
  if (overlayOf(state)?.kind === 'form' || reviewIsOpen(state)) return step(state);
  if (state.acting.submission) return step(pushed(state, {kind: 'review', scroll: 0}));
  const arn = currentArn(state);
  const target = arn === undefined ? mainTarget(state) : targetOf(state, arn);
  return step(formPushed(state, {input: EMPTY, target, focused: 'jobName'}));
};

const jobNames = (state: State): ReadonlySet<string> =>
  new Set([...jobsOf(state).slices.values()].flatMap(({feed}) => feed.items.map(({name}) => name)));

const modelNames = (state: State): ReadonlySet<string> =>
  new Set([
    ...[...(modelsOf(state)?.slices.values() ?? [])].flatMap(({feed}) => feed.items.map(({name}) => name)),
    ...[...jobsOf(state).slices.values()].flatMap(({feed}) =>
      feed.items.flatMap(({modelName, modelArn}) =>
        modelArn !== undefined && modelName !== undefined ? [modelName] : [],
      ),
    ),
  ]);

/** A failed import leaves no model, so the name of its model is free. */
const valuesOf = (state: State, job: JobDetail): ImportInput => {
  const [taken, models] = [jobNames(state), modelNames(state)];
  const tags = state.acting.tags.get(job.arn)?.value ?? [];
  const input = inputFrom(job, {tags, isTaken: name => taken.has(name)});
  const isModelTaken = (name: string): boolean => models.has(name);
  return isModelTaken(input.modelName)
    ? {...input, modelName: nextName(input.modelName.replaceAll('.', '-'), isModelTaken)}
    : input;
};

export const importAgainAsked = (state: State): Step => {
  const arn = currentArn(state);
  const job = arn === undefined ? undefined : knownJob(state, arn);
  if (!job) return step(state);
  return step(
    withActing(state, {againOf: {kind: 'job', arn: job.arn, name: job.name, target: targetOf(state, job.arn)}}),
  );
};

/** The form opens once GetModelImportJob and ListTagsForResource have answered; tags that may not be read are left out. */
export const againSettled = (state: State, at: number): Step => {
  const of = state.acting.againOf;
  if (!of) return step(state);
  const entry = state.details.get(of.arn);
  const tags = state.acting.tags.get(of.arn);
  const done = withActing(state, {againOf: undefined});
  if (!isConnected(state, of.target)) return step(done);
  if (!entry) {
    return asking(state, {target: of.target, request: {operation: 'getJob', input: of.arn}}, (s, id) => ({
      ...s,
      details: withEntry(s.details, of.arn, {load: {kind: 'loading', id}, askedAt: at}),
    }));
  }
  if (!tags) return askTags(state, of.arn);
  if (entry.load.kind === 'failed' && !entry.detail) {
    return step({...done, notice: noticeOf([`${of.name} cannot be read: ${entry.load.error.why}`], at)});
  }
  if (!entry.detail || (tags.load.kind === 'loading' && !tags.value)) return step(state);
  const form = formPushed(done, {input: valuesOf(done, entry.detail), target: of.target, of, focused: 's3Uri'});
  return step(tags.value ? form : {...form, notice: noticeOf([TAGS_MISSING], at)});
};

const TAGS_MISSING = 'The tags of the job could not be read: the form has none';

/** Another key was pressed while it was not there yet. */
export const withoutAgain = (state: State): State =>
  state.acting.againOf ? withActing(state, {againOf: undefined}) : state;

/** The form of the import lies under the checklist: esc leads back to it. */
export const backToForm = (state: State): State => {
  const submission = state.acting.submission;
  const without = withActing({...state, overlays: state.overlays.slice(0, -1)}, {submission: undefined});
  if (!submission || openOverlay(without, 'form')) return without;
  return formPushed(without, {input: submission.input, target: submission.target, focused: 'jobName'});
};

export const withScrolledTop = (state: State): State => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'review' && overlay.scroll !== 0 ? withTopOverlay(state, {...overlay, scroll: 0}) : state;
};
