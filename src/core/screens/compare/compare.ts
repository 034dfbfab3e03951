/** Two jobs field by field, as lines of text: what differs, or everything. */

import {errorText} from '../../domain/error-text.ts';
import type {Job, JobDetail} from '../../domain/job.ts';
import {tookText} from '../../domain/job.ts';
import {LABEL_WIDTH} from '../../jobs/detail-fields.ts';
import {hasSeveral} from '../../state/loaded.ts';
import {knownJob, layout} from '../../state/select.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {momentOf, zoneOf} from '../../text/format.ts';
import {boundaryBefore} from '../../text/graphemes.ts';
import {cut, type WidthOf, wrap} from '../../text/wrap.ts';
import {nameOfJob} from '../shared/connection-names.ts';

type Compare = OverlayOf<'compare'>;

interface Side {
  readonly job: Job;
  readonly detail: JobDetail | undefined;
  /** Until it is there: what is going on. */
  readonly awaited: string;
  /** Of several. */
  readonly connection: string | undefined;
}

interface Field {
  readonly label: string;
  /** Only GetModelImportJob knows it. */
  readonly isLate?: true;
  text(side: Side, now: number): string | undefined;
}

const moment = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : `${momentOf(at)} ${zoneOf(at)}`;

/** Only with several connections. */
const CONNECTION: Field = {label: 'From', text: ({connection}) => connection};

/** Every field of a job that can differ; the ARN always does, and names nothing. */
const FIELDS: readonly Field[] = [
  CONNECTION,
  {label: 'Status', text: ({job}) => job.status},
  {label: 'Why', isLate: true, text: ({detail}) => detail?.failureMessage},
  {label: 'Source', isLate: true, text: ({detail}) => detail?.s3Uri},
  {label: 'Created', text: ({job}) => moment(job.createdAt)},
  {label: 'Ended', text: ({job}) => moment(job.endedAt)},
  {label: 'Took', text: ({job}, now) => tookText(job, now)},
  {label: 'Model', text: ({job}) => job.modelName},
  {label: 'Role', isLate: true, text: ({detail}) => detail?.roleArn},
  {label: 'Model ARN', text: ({job}) => job.modelArn},
  {label: 'KMS key', isLate: true, text: ({detail}) => detail?.kmsKeyArn},
  {label: 'Subnets', isLate: true, text: ({detail}) => detail?.subnetIds.join(' ')},
  {label: 'Groups', isLate: true, text: ({detail}) => detail?.securityGroupIds.join(' ')},
];

const NOTHING = '–';

const sideOf = (state: State, arn: string): Side | undefined => {
  const job = knownJob(state, arn);
  const entry = state.details.get(arn);
  const awaited = entry?.load.kind === 'failed' ? errorText(entry.load.error) : 'asking AWS …';
  return job && {job, detail: entry?.detail, awaited, connection: nameOfJob(state, arn)};
};

/** While an answer is awaited, the first field that needs it says so. */
const textOf = ({label, isLate, text}: Field, side: Side, now: number): string => {
  if (!isLate || side.detail) return text(side, now) || NOTHING;
  return label === 'Why' ? side.awaited : '…';
};

/** How much of two texts is equal from their start. */
const sharedLength = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};

/** Of a shared beginning so much stays. */
const KEPT = 8;

/** Addresses that are too long for their column lose what they share at the start, so that the end, which differs, is seen. */
const shortened = (text: string, shared: number, room: number): string =>
  text.length <= room || text.includes(' ') || shared <= KEPT + 1
    ? text
    : `…${text.slice(boundaryBefore(text, shared - KEPT + 1))}`;

export interface CompareLine {
  readonly label: string;
  readonly left: string;
  /** Beside the left one; absent if there is no room for two. */
  readonly right?: string | undefined;
  readonly isTitle?: true;
}

interface Room {
  /** Columns for each side. */
  readonly width: number;
  readonly isBeside: boolean;
}

const BESIDE_FROM = 80;
const GAP = 2;

const roomIn = (columns: number): Room => {
  const isBeside = columns >= BESIDE_FROM;
  const inner = columns - 2 - LABEL_WIDTH;
  return {isBeside, width: isBeside ? Math.floor((inner - GAP) / 2) : inner};
};

/** A label, and both texts beside each other or, in a narrow window, below each other with A and B. */
const linesOf = (
  label: string,
  [left, right]: readonly [string, string],
  {width, isBeside}: Room,
  widthOf: WidthOf,
): readonly CompareLine[] => {
  const labelled = (i: number): string => (i === 0 ? label : '').padEnd(LABEL_WIDTH);
  if (isBeside) {
    const [lefts, rights] = [wrap(left, width, widthOf), wrap(right, width, widthOf)];
    return Array.from({length: Math.max(lefts.length, rights.length)}, (_, i) => ({
      label: labelled(i),
      left: `${lefts[i] ?? ''}${' '.repeat(Math.max(0, width - widthOf(lefts[i] ?? '')))}`,
      right: rights[i] ?? '',
    }));
  }
  const marked = (mark: string, text: string) =>
    wrap(text, width - 2, widthOf).map((line, i) => `${i === 0 ? mark : ' '} ${line}`);
  return [...marked('A', left), ...marked('B', right)].map((text, i) => ({label: labelled(i), left: text}));
};

/** The lines of the comparison, wrapped to the window; the names of the two jobs come first. */
export const compareLines = (state: State, {arns, isAll}: Compare): readonly CompareLine[] => {
  const [a, b] = [sideOf(state, arns[0]), sideOf(state, arns[1])];
  if (!a || !b) return [];
  const {widthOf} = state.settings;
  const room = roomIn(layout(state).columns);
  const fields = hasSeveral(state) ? FIELDS : FIELDS.filter(field => field !== CONNECTION);
  const lines = fields.flatMap(field => {
    const [left, right] = [textOf(field, a, state.clock), textOf(field, b, state.clock)];
    const isAwaited = field.isLate === true && !(a.detail && b.detail);
    if (left === right && !isAll && !isAwaited) return [];
    const shared = sharedLength(left, right);
    const texts =
      left === right
        ? ([left, right] as const)
        : ([shortened(left, shared, room.width), shortened(right, shared, room.width)] as const);
    return linesOf(field.label, texts, room, widthOf);
  });
  const names = [a.job.name, b.job.name].map(name => cut(name, room.width - (room.isBeside ? 0 : 2), widthOf));
  const titles = linesOf('', [names[0] ?? '', names[1] ?? ''], room, widthOf).map(line => ({
    ...line,
    isTitle: true as const,
  }));
  const none = {label: ''.padEnd(LABEL_WIDTH), left: 'nothing differs'};
  return [...titles, ...(lines.length > 0 ? lines : [none])];
};
