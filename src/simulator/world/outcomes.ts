/** How created jobs will end, as told: by their name, or by their place among the jobs that are created. */
import type {Ending} from './job-record.ts';

export interface Outcome {
  /** The job's name, or 1 for the first job that is created, 2 for the second and so on. */
  readonly of: string | number;
  readonly ending: Ending;
  /** Only for a failure; absent: one is made up. */
  readonly message?: string | undefined;
}

/** The longest failure message of the API. */
const MESSAGE_MAX = 2048;

const SYNTAX = /^([^=]+)=(Completed|Failed)(?::\s*([\s\S]*))?$/i;
const JOB_NAME = /^[a-zA-Z0-9][a-zA-Z0-9+.-]{0,62}$/;

export const OUTCOME_WANTED =
  'NAME=Completed, NAME=Failed or NAME=Failed: MESSAGE; for NAME a job name, or N for the Nth job that is created';

const endingOf = (text: string): Ending => (text.toLowerCase() === 'failed' ? 'Failed' : 'Completed');

/** The outcome that the text describes, or undefined. A whole number is the place of a job, although it could be a name. */
export const parseOutcome = (text: string): Outcome | undefined => {
  const [, name = '', ending = '', message] = SYNTAX.exec(text.trim()) ?? [];
  if (!JOB_NAME.test(name.trim())) return undefined;
  const isFailed = endingOf(ending) === 'Failed';
  if (message !== undefined && (!isFailed || message.length > MESSAGE_MAX)) return undefined;
  const of = /^[1-9]\d*$/.test(name.trim()) ? Number(name) : name.trim();
  return {of, ending: endingOf(ending), message: message || undefined};
};

/** What was told about the `nth` job that is created, which has this name. What was told last counts. */
export const outcomeOf = (outcomes: readonly Outcome[], name: string, nth: number): Outcome | undefined =>
  outcomes.findLast(({of}) => of === name || of === nth);
