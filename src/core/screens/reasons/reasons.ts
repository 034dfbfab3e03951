/** The reasons of a period as rows: how often each occurs, when last, and which. */

import {memoizeLast} from '../../list/memoize.ts';
import {bar} from '../../reasons/bar.ts';
import type {ReasonGroup} from '../../reasons/groups.ts';
import {isListing} from '../../reasons/part.ts';
import {reportSoFar} from '../../reasons/reading.ts';
import {countsText, readText, reasonText} from '../../reasons/report-words.ts';
import type {State} from '../../state/state.ts';
import {ageOf, countOf} from '../../text/format.ts';
import {plainText} from '../../text/plain-text.ts';
import {fill} from '../../text/wrap.ts';
import {goingOn, isGoingOn, slowText, withoutTexts} from './lacks.ts';

interface ReasonRow {
  readonly key: string;
  readonly group: ReasonGroup;
}

const rowsFrom = memoizeLast((groups: readonly ReasonGroup[]): readonly ReasonRow[] =>
  groups.map(group => ({key: group.reason, group})),
);

const NO_ROWS: readonly ReasonRow[] = [];

export const reasonRows = ({reading}: State): readonly ReasonRow[] =>
  reading ? rowsFrom(reportSoFar(reading).groups) : NO_ROWS;

const WIDTH = {gutter: 2, count: 6, bar: 10, newest: 12, gap: 2} as const;
const GAP = ' '.repeat(WIDTH.gap);

interface ReasonColumns {
  readonly hasBar: boolean;
  readonly hasNewest: boolean;
  readonly reason: number;
}

const columnsIn = (width: number): ReasonColumns => {
  const hasNewest = width >= 56;
  const hasBar = width >= 72;
  const taken = (hasNewest ? WIDTH.newest + WIDTH.gap : 0) + (hasBar ? WIDTH.bar + WIDTH.gap : 0);
  return {hasBar, hasNewest, reason: Math.max(0, width - WIDTH.gutter - WIDTH.count - WIDTH.gap - taken - 1)};
};

export const reasonHeading = (width: number): string => {
  const {hasBar, hasNewest} = columnsIn(width);
  return [
    'COUNT'.padStart(WIDTH.count),
    ...(hasBar ? [' '.repeat(WIDTH.bar)] : []),
    ...(hasNewest ? ['NEWEST'.padEnd(WIDTH.newest)] : []),
    'REASON',
  ].join(GAP);
};

interface ReasonText {
  readonly first: string;
  readonly rest: string;
}

/** A row in `width` columns without the gutter. `most`: the count of the first row, whose bar is full. */
export const reasonRowText = (state: State, {group}: ReasonRow, width: number): ReasonText => {
  const {widthOf, isAscii = false} = state.settings;
  const {hasBar, hasNewest, reason} = columnsIn(width);
  const most = reasonRows(state)[0]?.group.jobs.length ?? 1;
  const share = bar(group.jobs.length / most, WIDTH.bar, {hasBlocks: !isAscii}).padEnd(WIDTH.bar);
  const cells = [
    ...(hasBar ? [share] : []),
    ...(hasNewest ? [ageOf(group.newest, state.clock).padEnd(WIDTH.newest)] : []),
    fill(plainText(reasonText(group)), reason, widthOf),
  ];
  return {first: countOf(group.jobs.length).padStart(WIDTH.count), rest: `${GAP}${cells.join(GAP)} `};
};

export const reasonsTitle = ({reading}: State, width: number): string => {
  const title = width < 60 ? 'Reasons' : 'Reasons of failures';
  return reading ? `${title}, last ${reading.days} days` : title;
};

/** What the rows rest on, in fewer and fewer words: "41 of 41 read", and which of several connections are missing. */
export const reasonsBasis = (state: State): readonly string[] => {
  const report = state.reading && reportSoFar(state.reading);
  if (!report) return [];
  const without = withoutTexts(state);
  const isTelling = report.isListComplete || report.all.failed > 0 || without.length > 0;
  return isTelling ? [...without.map(text => readText(report) + text), readText(report)] : [];
};

/** What is going on: "reading reasons: 120 of 649". Undefined if nothing is. */
export const progressText = (state: State): string | undefined => {
  const going = goingOn(state);
  if (!state.reading || going.length === 0) return undefined;
  const {all, read} = reportSoFar(state.reading);
  const slow = slowText(state, going);
  if (!going.every(({part}) => isListing(part))) {
    return `reading reasons: ${countOf(read)} of ${countOf(all.failed)}${slow}`;
  }
  return all.jobs === 0 ? `reading jobs${slow}` : `reading jobs: ${countOf(all.jobs)}${slow}`;
};

/** What is missing although nothing is going on; undefined if nothing is. */
export const missingText = (state: State): string | undefined => {
  const {reading} = state;
  if (!reading || isGoingOn(state)) return undefined;
  const {all, read, isListComplete} = reportSoFar(reading);
  if (!isListComplete) return `the list is not complete: ${countsText(all)}`;
  const missing = all.failed - read;
  return missing > 0 ? `${countOf(missing)} of ${countOf(all.failed)} not read` : undefined;
};
