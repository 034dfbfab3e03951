/** What the list has loaded: all that its connection has answered, or of several connections what their common order begins with. */
import type {Connection} from '../connections/connection.ts';
import type {Job} from '../domain/job.ts';
import type {TargetId} from '../domain/target.ts';
import {JOBS, type JobSlice} from '../jobs/job-list.ts';
import {isAnsweredIn, isFailing} from '../list/list.ts';
import {earliest} from '../retry/earliest.ts';
import {jobsOf} from './select.ts';
import type {State} from './state.ts';

export interface Loaded {
  readonly items: readonly Job[];
  /** By status. */
  readonly counts: Readonly<Record<string, number>>;
  /** AWS has more pages. */
  readonly hasMore: boolean;
}

export const hasSeveral = ({connections}: State): boolean => connections.size > 1;

export const loadedOf = (state: State): Loaded => {
  const list = jobsOf(state);
  const slices = [...list.slices.values()];
  const hasMore = slices.some(({feed}) => feed.nextToken !== undefined);
  const [slice] = slices;
  if (slice && slices.length === 1) return {items: slice.feed.items, counts: slice.feed.counts, hasMore};
  const {items, counts} = JOBS.mergedOf(list);
  return {items, counts, hasMore};
};

/** How far a connection is with the current query. */
export type Progress = 'asking' | 'more' | 'end' | 'failing';

const progressOf = (state: State, slice: JobSlice): Progress => {
  if (isFailing(slice)) return 'failing';
  if (!isAnsweredIn(slice, jobsOf(state).query)) return 'asking';
  return slice.feed.nextToken === undefined ? 'end' : 'more';
};

/** How many connections are how far. */
export const progressCounts = (state: State): Readonly<Record<Progress, number>> => {
  const counts = {asking: 0, more: 0, end: 0, failing: 0};
  for (const slice of jobsOf(state).slices.values()) counts[progressOf(state, slice)] += 1;
  return counts;
};

interface Part {
  readonly target: TargetId;
  readonly connection: Connection;
  readonly slice: JobSlice;
}

/** Each connection with what it has answered. */
export const partsOf = (state: State): readonly Part[] =>
  [...state.connections].flatMap(([target, connection]) => {
    const slice = jobsOf(state).slices.get(target);
    return slice ? [{target, connection, slice}] : [];
  });

/** When the screen was last up to date: of several connections that work, the one whose answer is the oldest. */
export const updatedAt = (state: State): number | undefined => {
  const parts = partsOf(state);
  const working = parts.length === 1 ? parts : parts.filter(({slice}) => !isFailing(slice));
  return earliest(working.map(({connection}) => connection.updatedAt));
};
