/** What a form is: its fields, what is wrong with their values, what it says, and what it does. */
import type {Step} from '../../state/message.ts';
import type {OverlayOf, State} from '../../state/state.ts';
import {capitalized, sentence} from '../../text/format.ts';

export type Form = OverlayOf<'form'>;

export interface FormField {
  readonly id: string;
  readonly label: string;
  /** A sentence or two about the focused field. */
  readonly explanation: string;
  /** What an empty field means. */
  readonly placeholder?: string | undefined;
  /** Absent: it is a text. */
  readonly choices?: readonly string[] | undefined;
}

export interface FormNote {
  readonly text: string;
  readonly tone?: 'failure' | 'quiet' | undefined;
}

export interface FormRules {
  title(state: State, form: Form): string;
  fields(state: State, form: Form): readonly FormField[];
  /** What is wrong with each value, as a sentence. */
  problems(state: State, form: Form, at: number): Readonly<Record<string, string | undefined>>;
  /** What stands below the fields, the most important first. */
  notes?(state: State, form: Form): readonly FormNote[];
  /** The `aws` command that does the same. */
  command?(state: State, form: Form): string | undefined;
  /** What enter does, in the footer. */
  verb(state: State, form: Form): string;
  /** Every value is right. */
  submit(state: State, form: Form, at: number): Step;
}

/** What is wrong with a value, as the field says it. */
export const problemSentence = (problem: string | undefined): string | undefined =>
  problem === undefined ? undefined : sentence(capitalized(problem));
