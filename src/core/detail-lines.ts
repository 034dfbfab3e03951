/** A job's detail as lines of text: every field of GetModelImportJob has its place, a missing one takes none. */
import {dateOf, durationOf, momentOf, sentence, timeOf, zoneOf} from './format.ts';
import {isRunning, type Job, type JobDetail, tookMs} from './job.ts';
import {knownJob} from './select.ts';
import type {DetailEntry, State} from './state.ts';
import {breakHard, cut, wrap} from './wrap.ts';

export interface DetailLine {
  readonly label: string;
  readonly text: string;
  readonly tone?: 'failure' | 'quiet' | undefined;
}

const LABEL = 10;

export interface DetailField {
  readonly label: string;
  readonly text: string | undefined;
  readonly tone?: DetailLine['tone'];
}

/** The zone stands once, at the first time; a later one has its own if the clocks were changed in between. */
const createdText = ({createdAt}: Job): string => `${momentOf(createdAt)} ${zoneOf(createdAt)}`;

/** A time of `job` after its creation. */
export const laterText = ({createdAt}: Job, at: number): string =>
  zoneOf(at) === zoneOf(createdAt) ? momentOf(at) : `${momentOf(at)} ${zoneOf(at)}`;

const endText = (job: Job): string | undefined => {
  const {createdAt, endedAt} = job;
  if (endedAt === undefined) return undefined;
  const isSameDay = dateOf(endedAt) === dateOf(createdAt) && zoneOf(endedAt) === zoneOf(createdAt);
  return isSameDay ? timeOf(endedAt) : laterText(job, endedAt);
};

/** Created, ended and taken on one line where it is wide enough. */
const timeFields = (job: Job, now: number, width: number): readonly DetailField[] => {
  const took = tookMs(job, now);
  const created = createdText(job);
  const ended = endText(job);
  const tookText = took === undefined ? undefined : durationOf(took) + (isRunning(job) ? ' so far' : '');
  const parts = [created, ...(ended ? [`ended ${ended}`] : []), ...(tookText ? [`took ${tookText}`] : [])];
  const line = parts.join('   ');
  if (width >= 74 && line.length <= width - 2 - LABEL) return [{label: 'Created', text: line}];
  return [
    {label: 'Created', text: created},
    {label: 'Ended', text: ended},
    {label: 'Took', text: tookText},
  ];
};

/** `who` is what the list already tells; `detail` what GetModelImportJob adds, once it is there. */
export const detailFields = (
  job: Job,
  detail: JobDetail | undefined,
  {now, width}: {now: number; width: number},
): readonly DetailField[] => [
  {label: 'Why', text: detail?.failureMessage, tone: 'failure'},
  {label: 'Source', text: detail?.s3Uri},
  ...timeFields(job, now, width),
  {label: 'Model', text: job.modelName},
  {label: 'Role', text: detail?.roleArn},
  {label: 'Job ARN', text: job.arn},
  {label: 'Model ARN', text: job.modelArn},
  {label: 'KMS key', text: detail?.kmsKeyArn},
  {label: 'Subnets', text: detail?.subnetIds.join(' ') || undefined},
  {label: 'Groups', text: detail?.securityGroupIds.join(' ') || undefined},
  {label: 'Modified', text: job.modifiedAt === undefined ? undefined : laterText(job, job.modifiedAt)},
];

const progressField = (entry: DetailEntry | undefined): readonly DetailField[] => {
  if (entry?.load.kind === 'failed') {
    const {what, why, next} = entry.load.error;
    return [{label: 'Error', text: `${what}: ${sentence(why)} ${sentence(next)}`, tone: 'failure'}];
  }
  return entry?.detail || entry?.load.kind === 'loaded'
    ? []
    : [{label: '', text: 'asking AWS for the rest …', tone: 'quiet'}];
};

/** The lines under the title, wrapped to `width` columns. */
export const detailLines = (state: State, arn: string, width: number): readonly DetailLine[] => {
  const job = knownJob(state, arn);
  if (!job) return [];
  const entry = state.details.get(arn);
  const inner = width - 2 - LABEL;
  const fields = [...detailFields(job, entry?.detail, {now: state.clock, width}), ...progressField(entry)];
  return fields.flatMap(({label, text, tone}) =>
    text === undefined
      ? []
      : wrap(text, inner, state.settings.widthOf).map((part, i) => ({
          label: (i === 0 ? label : '').padEnd(LABEL),
          text: part,
          tone,
        })),
  );
};

/**
 * The same cut to `rows` lines for the pane: a long reason gives way first, so that the fields behind it are seen.
 * What is cut ends in an ellipsis; the full screen has it whole.
 */
export const paneLines = (
  state: State,
  arn: string,
  {width, rows}: {width: number; rows: number},
): readonly DetailLine[] => {
  const lines = detailLines(state, arn, width);
  if (lines.length <= rows) return lines;
  const reason = lines.filter(line => line.tone === 'failure');
  const others = lines.filter(line => line.tone !== 'failure');
  const kept = Math.max(1, rows - others.length, Math.ceil(rows / 2));
  return [...shortened(reason, kept, {state, width}), ...others].slice(0, rows);
};

const shortened = (
  lines: readonly DetailLine[],
  rows: number,
  {state, width}: {state: State; width: number},
): readonly DetailLine[] => {
  const last = lines[rows - 1];
  if (lines.length <= rows || !last) return lines;
  return [
    ...lines.slice(0, rows - 1),
    {...last, text: cut(`${last.text} …`, width - 2 - LABEL, state.settings.widthOf)},
  ];
};

/** What stands in the place of a raw answer that is not there. */
const notRaw = (state: State, arn: string): readonly string[] => {
  const load = state.details.get(arn)?.load;
  if (load?.kind !== 'failed') return ['asking AWS …'];
  const {what, why, next} = load.error;
  return [what, why, next].flatMap(text => wrap(sentence(text), state.size.columns - 2, state.settings.widthOf));
};

/** The raw answer, wrapped to the screen. */
export const rawLines = (state: State, arn: string): readonly string[] => {
  const raw = state.details.get(arn)?.detail?.raw;
  if (raw === undefined) return notRaw(state, arn);
  return raw.split('\n').flatMap(line => breakHard(line, state.size.columns - 2, state.settings.widthOf));
};
