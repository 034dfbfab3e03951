/** What can be copied: each text of a job or of the list, or why there is none. */
import type {Job, JobDetail} from '../../domain/job.ts';
import {awsCommand, exportCommand, uiCommand} from '../../jobs/command-lines.ts';
import {consoleUrl} from '../../jobs/console.ts';
import {jobsOf, knownJob, narrowOf} from '../../state/select.ts';
import type {CopyId, State} from '../../state/state.ts';
import {clause} from '../../text/format.ts';
import {bad, good, type Parsed} from '../../text/parsed.ts';
import {plainJson, plainText} from '../../text/plain-text.ts';
import {connectionOf, listPlace, placeOf} from './copied-places.ts';

/** A text, or a clause that says why there is none. */
type Copyable = Parsed<string>;

interface Copy {
  /** What it is, in the menu. */
  readonly label: string;
  /** The same in messages, if it needs more words there. */
  readonly name?: string;
  text(state: State, arn: string | undefined): Copyable;
}

const textOr = (text: string | undefined, reason: string): Copyable => (text ? good(text) : bad(reason));

const ofJob =
  (text: (job: Job, state: State) => Copyable): Copy['text'] =>
  (state, arn) => {
    const job = arn === undefined ? undefined : knownJob(state, arn);
    return job ? text(job, state) : bad('no job selected');
  };

/** A text that only GetModelImportJob knows. */
const ofDetail = (text: (detail: JobDetail) => Copyable): Copy['text'] =>
  ofJob(({arn}, {details}) => {
    const entry = details.get(arn);
    if (entry?.detail) return text(entry.detail);
    return bad(entry?.load.kind === 'failed' ? `not known: ${clause(entry.load.error.why)}` : 'asking AWS …');
  });

/** The address of the console page, or why there is none. */
export const consolePage = ofJob(({arn}, state) =>
  connectionOf(state, arn).target.kind === 'demo' ? bad('the demo has no console page') : consoleUrl(arn),
);

const modelText = ({modelArn, status}: Job): Copyable =>
  textOr(modelArn, status === 'Failed' ? 'a failed job has no model' : 'the job has no model yet');

const whyText: Copy['text'] = ofJob((job, state) =>
  job.status === 'Failed'
    ? ofDetail(({failureMessage}) => textOr(failureMessage, 'AWS gave no reason'))(state, job.arn)
    : bad('the job has not failed'),
);

const awsText = ofJob(({arn}, state) => {
  const place = placeOf(state, connectionOf(state, arn));
  return place.isDemo ? bad('the jobs of the demo are not on AWS') : good(awsCommand(arn, place));
});

/** A command that has every job of the list. */
const ofList =
  (command: typeof uiCommand): Copy['text'] =>
  state => {
    const place = listPlace(state);
    return place.ok ? good(command(place.value, jobsOf(state).query, narrowOf(state))) : place;
  };

/** In the order of the menu. */
export const COPIES: Readonly<Record<CopyId, Copy>> = {
  arn: {label: 'job ARN', text: ofJob(({arn}) => good(arn))},
  name: {label: 'job name', text: ofJob(({name}) => good(name))},
  model: {label: 'model ARN', text: ofJob(modelText)},
  source: {label: 'S3 URI', text: ofDetail(({s3Uri}) => textOr(s3Uri, 'the job has no S3 URI'))},
  why: {label: 'why', name: 'failure message', text: whyText},
  json: {label: 'JSON', text: ofDetail(({raw}) => good(plainJson(JSON.parse(raw), 0)))},
  aws: {label: 'AWS CLI', name: 'AWS CLI command', text: awsText},
  console: {label: 'console URL', text: consolePage},
  list: {label: 'this list', name: 'command for this list', text: ofList(uiCommand)},
  export: {label: 'CSV export', name: 'export command', text: ofList(exportCommand)},
};

export const COPY_IDS = Object.keys(COPIES) as readonly CopyId[];

/** What was copied, in messages. */
export const copyName = (id: CopyId): string => COPIES[id].name ?? COPIES[id].label;

/** One line without control characters, or why there is nothing to copy. */
export const copyText = (state: State, id: CopyId, arn: string | undefined): Copyable => {
  const found = COPIES[id].text(state, arn);
  return found.ok ? good(plainText(found.value)) : found;
};
