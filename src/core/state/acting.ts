/**
 * The part of the program that acts on AWS and shows models: what the rest asks it for. It is loaded after the first page, and until
 * then what is asked of it waits in the state.
 */
import type {DetailField} from '../jobs/detail-fields.ts';
import type {Action} from './action.ts';
import type {Answered, Motion, Step} from './message.ts';
import type {Overlay, State} from './state.ts';

interface ActingRow {
  readonly key: string;
  readonly arn?: string | undefined;
}

/** The fields of a full-screen detail, in two parts as a job has them, and the API's response as text. */
export interface ActingDetail {
  readonly title: string;
  readonly status: string;
  readonly reason: readonly DetailField[];
  readonly others: readonly DetailField[];
  readonly raw: string;
}

/** The field of a form that has the focus. */
export interface FocusedInput {
  readonly id: string;
  readonly kind: 'text' | 'select';
  readonly value: string;
  /** Of a selection. */
  readonly choices?: readonly string[] | undefined;
}

export interface ActingRules {
  act(state: State, action: Action, at: number): Step;
  /** Undefined if the request was somebody else's. */
  answered(state: State, message: Answered, at: number): Step | undefined;
  /** What every message may make necessary: pages and details of models, for example. */
  settled(state: State, at: number): Step;
  /** When it next has something to do by itself; undefined if nothing. */
  dueAt(state: State): number | undefined;
  /** A second in which a time on the screen changes matters. */
  hasClock(state: State): boolean;
  due(state: State, at: number): Step;
  /** Undefined if the top overlay does not move in a way of its own. */
  moved(state: State, motion: Motion, at: number): Step | undefined;
  /** Undefined if esc only closes the top overlay. */
  steppedBack(state: State, at: number): Step | undefined;
  /** The person has asked for a refresh. */
  refreshed(state: State, at: number): Step;
  /** What asks before the program ends; undefined if it can end. */
  quit(state: State): State | undefined;
  rowsOf(state: State, overlay: Overlay): readonly ActingRow[];
  lineCount(state: State, overlay: Overlay): number;
  /** What the header says of the screen of models; undefined if another one is shown. */
  header(state: State): {readonly title: string; readonly updated: string} | undefined;
  /** The detail of a model; undefined if the ARN is that of a job. */
  detailOf(state: State, arn: string): ActingDetail | undefined;
  /** The tags of a job or a model in words; undefined if nothing is known of them yet. */
  tagsText(state: State, arn: string): string | undefined;
  focusedInput(state: State, overlay: Overlay): FocusedInput | undefined;
  /** What a command does now, in one or two words for the footer; undefined: what it always does. */
  hint(state: State, command: string): string | undefined;
  /** Why a command cannot be done now. */
  refusal(state: State, command: string): string | undefined;
  /** What the rule of every screen says of an import that is under way; undefined if there is none. */
  announced(
    state: State,
  ): {readonly text: string; readonly shorter: readonly string[]; readonly isFailure: boolean} | undefined;
}

/** The part, once it is loaded. The settings hold it under a type that does not refer to the state. */
export const actingOf = ({settings}: State): ActingRules | undefined => settings.acting as ActingRules | undefined;
