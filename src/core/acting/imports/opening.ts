/** Opening an import: an empty form, the form with the values of a job, or the submission that is under way. */
import {type ImportInput, NO_INPUT} from '../../domain/import-input.ts';
import type {JobDetail} from '../../domain/job.ts';
import {RUNNING_JOBS} from '../../domain/query.ts';
import type {TargetId} from '../../domain/target.ts';
import {inputFrom, nextName, stemOfNext} from '../../imports/again.ts';
import {importTexts} from '../../imports/import-texts.ts';
import {currentArn} from '../../screens/rows.ts';
import type {Subject} from '../../state/acting-state.ts';
import type {Answered, Step} from '../../state/message.ts';
import {isConnected, jobsOf, knownJob, mainTarget, openOverlay, overlayOf, targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {pushed, step, withTopOverlay} from '../../state/step.ts';
import {asking, noticeOf, withActing, withEntry} from '../acting-step.ts';
import {askTags} from '../models/model-details.ts';
import {modelsOf} from '../models/model-state.ts';
import {connectionChoice} from './import-form.ts';
import {reviewIsOpen} from './review.ts';

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
  return step(formPushed(state, {input: NO_INPUT, target, focused: 'jobName'}));
};

/** The names that are loaded, and those that AWS has found. */
const jobNames = (state: State, found: ReadonlySet<string> | undefined): ReadonlySet<string> =>
  new Set([
    ...(found ?? []),
    ...[...jobsOf(state).slices.values()].flatMap(({feed}) => feed.items.map(({name}) => name)),
  ]);

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
const valuesOf = (state: State, job: JobDetail, found: ReadonlySet<string> | undefined): ImportInput => {
  const [taken, models] = [jobNames(state, found), modelNames(state)];
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
    withActing(state, {
      againOf: {
        kind: 'job',
        arn: job.arn,
        name: job.name,
        target: targetOf(state, job.arn),
        names: undefined,
        depth: state.overlays.length,
      },
    }),
  );
};

/** The form opens once GetModelImportJob and ListTagsForResource have answered; tags that may not be read are left out. */
export const againSettled = (state: State, at: number): Step => {
  const of = state.acting.againOf;
  if (!of) return step(state);
  const entry = state.details.get(of.arn);
  const tags = state.acting.tags.get(of.arn);
  const done = withActing(state, {againOf: undefined});
  // Somebody who has gone to another job or screen does not wait for it any more.
  const isAway = state.overlays.length !== of.depth || currentArn(state) !== of.arn;
  if (isAway || !isConnected(state, of.target)) return step(done);
  if (!entry) {
    return asking(state, {target: of.target, request: {operation: 'getJob', input: of.arn}}, (s, id) => ({
      ...s,
      details: withEntry(s.details, of.arn, {load: {kind: 'loading', id}, askedAt: at}),
    }));
  }
  if (!tags) return askTags(state, of.arn);
  if (!of.names) return askNames(state, of);
  if (entry.load.kind === 'failed' && !entry.detail) {
    return step({...done, notice: noticeOf([`${of.name} cannot be read: ${entry.load.error.why}`], at)});
  }
  if (!entry.detail || (tags.load.kind === 'loading' && !tags.value) || of.names.load.kind === 'loading')
    return step(state);
  const form = formPushed(done, {
    input: valuesOf(done, entry.detail, of.names.value),
    target: of.target,
    of,
    focused: 's3Uri',
  });
  return step(tags.value ? form : {...form, notice: noticeOf([TAGS_MISSING], at)});
};

type AgainOf = NonNullable<State['acting']['againOf']>;

const withNames = (state: State, of: AgainOf, names: AgainOf['names']): State =>
  withActing(state, {againOf: {...of, names}});

/** Most are not loaded, and a name can never be used again. */
const askNames = (state: State, of: AgainOf): Step => {
  const input = {...RUNNING_JOBS, status: undefined, name: stemOfNext(of.name)};
  return asking(state, {target: of.target, request: {operation: 'listJobs', input}}, (s, id) =>
    withNames(s, of, {load: {kind: 'loading', id}}),
  );
};

/** Undefined if the request was somebody else's. If AWS does not answer well, the names that are loaded have to do. */
export const namesAnswered = (state: State, {id, outcome}: Answered<'listJobs'>): Step | undefined => {
  const of = state.acting.againOf;
  if (of?.names?.load.kind !== 'loading' || of.names.load.id !== id) return undefined;
  const value = outcome.ok ? new Set(outcome.value.jobs.map(({name}) => name)) : undefined;
  return step(withNames(state, of, {value, load: {kind: 'loaded'}}));
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
