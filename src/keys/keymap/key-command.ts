/** What a command is: the form of every row in the tables of commands. */
import type {UserMessage} from '../../core/state/message.ts';
import type {State} from '../../core/state/state.ts';

type Group = 'Move' | 'Find' | 'View' | 'Act' | 'General';
export const GROUPS: readonly Group[] = ['Move', 'Find', 'View', 'Act', 'General'];

export interface KeyCommand {
  /** What it does, for the help: a phrase. */
  readonly title: string;
  /** The same in one or two words, for the footer. */
  readonly hint?: string;
  readonly group: Group;
  message(state: State): UserMessage;
  /** Why it cannot be done now, in one clause; undefined if it can. */
  refusal?(state: State): string | undefined;
}

export const always = (message: UserMessage) => () => message;
