/** A job's detail as lines of text: every field of GetModelImportJob has its place, also while its answer is on its way. */
import {errorSentences, errorText} from '../../domain/error-text.ts';
import type {Job} from '../../domain/job.ts';
import {type DetailField, detailFields, LABEL_WIDTH, type Tone} from '../../jobs/detail-fields.ts';
import {actingOf} from '../../state/acting.ts';
import {knownJob, layout} from '../../state/select.ts';
import type {DetailEntry, State} from '../../state/state.ts';
import {plural} from '../../text/format.ts';
import {cut, type WidthOf, wrap} from '../../text/wrap.ts';
import {waitedSuffix} from '../shared/waiting.ts';
import {leftInDetail} from './time-left.ts';

export interface DetailLine {
  readonly label: string;
  readonly text: string;
  readonly tone?: Tone;
}

/** Placeholders for fields that are not known yet. The first one says what is going on. */
const AWAITED = 'asking AWS …';
const LATER = '…';

/** Before GetModelImportJob has answered: placeholders for the fields that it has for every job. */
const withPlaces = (fields: readonly DetailField[], job: Job, first: string): readonly DetailField[] => {
  const labels = job.status === 'Failed' ? ['Why', 'Source', 'Role'] : ['Source', 'Role'];
  return fields.map(field => {
    const place = labels.indexOf(field.label);
    if (place < 0 || field.text !== undefined) return field;
    return {...field, text: place === 0 ? first : LATER, tone: 'quiet'};
  });
};

/** What is going on before the answer is there. */
const awaitedText = (state: State, entry: DetailEntry | undefined): string =>
  entry?.load.kind === 'loading' ? `${AWAITED}${waitedSuffix(state, entry.load.id)}` : AWAITED;

const errorField = (entry: DetailEntry | undefined): readonly DetailField[] => {
  if (entry?.load.kind !== 'failed') return [];
  return [{label: 'Error', text: errorText(entry.load.error), tone: 'failure'}];
};

const fieldsOf = (state: State, job: Job, width: number): readonly DetailField[] => {
  const entry = state.details.get(job.arn);
  const fields = detailFields(job, entry?.detail, {
    now: state.clock,
    width,
    left: leftInDetail(state, job),
    tags: actingOf(state)?.tagsText(state, job.arn),
  });
  if (entry?.detail) return [...errorField(entry), ...fields];
  return [
    ...errorField(entry),
    ...withPlaces(fields, job, entry?.load.kind === 'failed' ? LATER : awaitedText(state, entry)),
  ];
};

const linesOf = (fields: readonly DetailField[], inner: number, widthOf: WidthOf): readonly DetailLine[] =>
  fields.flatMap(({label, text, tone}) =>
    text === undefined
      ? []
      : wrap(text, inner, widthOf).map((part, i) => ({
          label: (i === 0 ? label : '').padEnd(LABEL_WIDTH),
          text: part,
          tone,
        })),
  );

/** Columns for the text: one is free on each side. */
const innerOf = (width: number): number => width - 2 - LABEL_WIDTH;

/** A job's lines in three parts; the reason of a failed job is padded to the rows that it keeps, so that nothing below moves. */
interface Parts {
  readonly reason: readonly DetailLine[];
  readonly others: readonly DetailLine[];
  /** Rows that the reason keeps from the start. */
  readonly kept: number;
}

const partsOf = (state: State, job: Job, {width, rows}: PaneSize): Parts => {
  const fields = fieldsOf(state, job, width);
  const inner = innerOf(width);
  const linesIf = (isWanted: (label: string) => boolean) =>
    linesOf(
      fields.filter(({label}) => isWanted(label)),
      inner,
      state.settings.widthOf,
    );
  const early = linesIf(label => !REASONS.has(label) && !LATE.has(label));
  const others = [...early, ...linesIf(label => LATE.has(label))];
  return {reason: linesIf(label => REASONS.has(label)), others, kept: reasonRows(early.length, inner, rows)};
};

/** The lines under the title of the full screen, wrapped to `width` columns, with the whole reason. */
export const detailLines = (state: State, arn: string, width: number): readonly DetailLine[] => {
  const job = knownJob(state, arn);
  if (!job) return [];
  const {reason, others, kept} = partsOf(state, job, {width, rows: layout(state).bodyRows});
  return [...padded(reason, job.status === 'Failed' ? kept : 0), ...others];
};

interface PaneSize {
  readonly width: number;
  readonly rows: number;
}

/** Most reasons are not longer than `typical`, and almost none is longer than `max`. */
const REASON_LENGTH = {typical: 240, max: 560} as const;

/** Rows that the reason keeps from the start: for a long one only if there is plenty of room. */
const reasonRows = (others: number, inner: number, rows: number): number => {
  const room = Math.max(Math.ceil(rows / 3), rows - others);
  const typical = Math.ceil(REASON_LENGTH.typical / inner);
  return Math.min(room, room >= 2 * typical ? Math.ceil(REASON_LENGTH.max / inner) : typical);
};

/** Fields that only few jobs have: no rows are kept for them, and they come last. */
const LATE: ReadonlySet<string> = new Set(['KMS key', 'Subnets', 'Groups', 'Tags']);
const REASONS: ReadonlySet<string> = new Set(['Why', 'Error']);

/**
 * The same cut to `rows` lines for the pane. The reason of a failed job has its rows before it is known, so that the fields
 * below do not move; a long one is cut with an ellipsis. The last row says how many lines do not fit.
 */
export const paneLines = (state: State, arn: string, {width, rows}: PaneSize): readonly DetailLine[] => {
  const job = knownJob(state, arn);
  if (!job) return [];
  const {reason, others, kept} = partsOf(state, job, {width, rows});
  const shown = shortened(reason, kept, text => cut(`${text} …`, innerOf(width), state.settings.widthOf));
  const lines = reason.length === 0 ? others : [...padded(shown, job.status === 'Failed' ? kept : 0), ...others];
  const entry = state.details.get(arn);
  // What the answer adds would take the last row for the count of what does not fit: that row waits for it.
  const isAwaited = !entry?.detail && entry?.load.kind !== 'failed';
  return isAwaited && lines.length === rows ? [...lines.slice(0, -1), AWAITED_REST] : withRest(lines, rows);
};

const AWAITED_REST: DetailLine = {label: '', text: '…', tone: 'quiet'};

const BLANK: DetailLine = {label: '', text: ''};

const padded = (lines: readonly DetailLine[], rows: number): readonly DetailLine[] => [
  ...lines,
  ...Array.from({length: Math.max(0, rows - lines.length)}, () => BLANK),
];

const shortened = (
  lines: readonly DetailLine[],
  rows: number,
  withMark: (text: string) => string,
): readonly DetailLine[] => {
  const last = lines[rows - 1];
  if (lines.length <= rows || !last) return lines;
  return [...lines.slice(0, rows - 1), {...last, text: withMark(last.text)}];
};

const withRest = (lines: readonly DetailLine[], rows: number): readonly DetailLine[] => {
  if (lines.length <= rows) return lines;
  const shown = lines.slice(0, Math.max(0, rows - 1));
  return [...shown, {label: '', text: `… ${plural(lines.length - shown.length, 'more line')}`, tone: 'quiet'}];
};

/** What is shown if there is no raw answer. */
const notRaw = (state: State, arn: string): string => {
  const entry = state.details.get(arn);
  return entry?.load.kind === 'failed' ? errorSentences(entry.load.error).join('\n') : awaitedText(state, entry);
};

/** The raw answer, or what is known of it. */
export const rawText = (state: State, arn: string): string =>
  actingOf(state)?.detailOf(state, arn)?.raw ?? state.details.get(arn)?.detail?.raw ?? notRaw(state, arn);

const wholeLines = (fields: readonly DetailField[]): readonly DetailLine[] =>
  fields.flatMap(({label, text, tone}) =>
    (text?.split('\n') ?? []).map((line, i) => ({label: (i === 0 ? label : '').padEnd(LABEL_WIDTH), text: line, tone})),
  );

interface WholeParts {
  readonly reason: readonly DetailLine[];
  readonly others: readonly DetailLine[];
  /** Rows that the reason keeps from the start. */
  readonly kept: number;
}

/** Of a job that no list has, its ARN is known, and what is going on. */
const unlistedParts = (state: State, arn: string): WholeParts => {
  const entry = state.details.get(arn);
  const isFailed = entry?.load.kind === 'failed';
  const status: DetailField = {label: 'Status', text: isFailed ? undefined : awaitedText(state, entry), tone: 'quiet'};
  return {reason: wholeLines(errorField(entry)), others: wholeLines([status, {label: 'Job ARN', text: arn}]), kept: 0};
};

/** The same parts as whole lines, for the full screen. */
export const detailParts = (state: State, arn: string): WholeParts => {
  const model = actingOf(state)?.detailOf(state, arn);
  if (model) return {reason: wholeLines(model.reason), others: wholeLines(model.others), kept: 0};
  const job = knownJob(state, arn);
  if (!job) return unlistedParts(state, arn);
  const {columns: width, bodyRows: rows} = layout(state);
  const fields = fieldsOf(state, job, width);
  const isReason = ({label}: DetailField) => REASONS.has(label);
  const isLate = ({label}: DetailField) => LATE.has(label);
  return {
    reason: wholeLines(fields.filter(isReason)),
    others: wholeLines([...fields.filter(field => !isReason(field) && !isLate(field)), ...fields.filter(isLate)]),
    kept: job.status === 'Failed' ? partsOf(state, job, {width, rows}).kept : 0,
  };
};
