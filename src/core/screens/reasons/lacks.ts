/** With several connections: which of them a reading still works on, and which it lacks, by name and with the reason. */
import type {AppError} from '../../domain/app-error.ts';
import type {TargetId} from '../../domain/target.ts';
import {isPartReading, type Part, requestsOfPart} from '../../reasons/part.ts';
import type {State} from '../../state/state.ts';
import {clause, countOf, plural} from '../../text/format.ts';
import {nameOfTarget} from '../shared/connection-names.ts';
import {waitedSuffix} from '../shared/waiting.ts';

interface Going {
  readonly target: TargetId;
  readonly part: Part;
}

/** Several connections do not wait for one that cannot be reached at all. */
const isUnusable = ({connections}: State, target: TargetId): boolean =>
  connections.size > 1 && connections.get(target)?.link.kind === 'unusable';

/** The connections from which something is being read. */
export const goingOn = (state: State): readonly Going[] =>
  [...(state.reading?.parts ?? [])].flatMap(([target, part]) =>
    isPartReading(part) && !isUnusable(state, target) ? [{target, part}] : [],
  );

export const isGoingOn = (state: State): boolean => goingOn(state).length > 0;

interface Lack {
  readonly name: string;
  /** How much of it is missing. */
  readonly what: string;
  readonly error: AppError;
  readonly retryAt?: number | undefined;
}

const missingOf = ({pass, arns, queue}: Part): string | undefined => {
  if (!pass.isComplete) return arns.size === 0 ? 'not read' : 'not completely read';
  return queue.length === 0 ? undefined : `${plural(queue.length, 'reason')} not read`;
};

/** The connections that have failed; none with one connection, whose failure the screen shows as its own. */
export const lacksOf = (state: State): readonly Lack[] => {
  const {reading, connections} = state;
  if (!reading || connections.size < 2) return [];
  return [...reading.parts].flatMap(([target, part]) => {
    const link = connections.get(target)?.link;
    const failed = part.halt?.kind === 'failed' ? part.halt : link?.kind === 'unusable' ? link : undefined;
    const what = missingOf(part);
    if (!failed || what === undefined) return [];
    return [{name: nameOfTarget(state, target), what, error: failed.error, retryAt: failed.retryAt}];
  });
};

/** "2 of 3 connections" */
const countText = ({connections}: State, lacks: readonly Lack[]): string =>
  `${countOf(lacks.length)} of ${plural(connections.size, 'connection')}`;

/** "prod/us-east-1 not read: access denied", in fewer and fewer words; none if nothing lacks. */
export const lackTexts = (state: State): readonly string[] => {
  const lacks = lacksOf(state);
  const [only] = lacks;
  if (!only) return [];
  const full = lacks.map(({name, what, error}) => `${name} ${what}: ${clause(error.why)}`).join('; ');
  return [full, lacks.length === 1 ? `${only.name} ${only.what}` : `${countText(state, lacks)} not completely read`];
};

/** ", without prod/us-east-1", in fewer and fewer words; none if nothing lacks. */
export const withoutTexts = (state: State): readonly string[] => {
  const lacks = lacksOf(state);
  if (lacks.length === 0) return [];
  const complete = lacks.every(({what}) => what === 'not read') ? 'without' : 'without all of';
  return [`, ${complete} ${lacks.map(({name}) => name).join(' and ')}`, `, ${complete} ${countText(state, lacks)}`];
};

/** " · prod/us-east-1: no answer for 4s"; empty if every answer comes in time. */
export const slowText = (state: State, going: readonly Going[]): string => {
  const slow = going.flatMap(({target, part}) => {
    const link = state.connections.get(target)?.link;
    const connecting = link?.kind === 'connecting' ? [link.id] : [];
    // The oldest request has the lowest id.
    const waited = waitedSuffix(state, Math.min(...connecting, ...requestsOfPart(part)));
    return waited === '' ? [] : [{name: nameOfTarget(state, target), waited}];
  });
  const [only] = slow;
  if (!only) return '';
  if (state.connections.size < 2) return ` · no answer for${only.waited}`;
  const name =
    slow.length === 1 ? only.name : `${countOf(slow.length)} of ${plural(state.connections.size, 'connection')}`;
  return ` · ${name}: no answer${slow.length === 1 ? ` for${only.waited}` : ''}`;
};
