/** A text as words, split as Python's shlex does it: the AWS CLI reads section names and commands in this way. */
import {readShellLine, type ShellRules, wordOf} from '../core/shell-words.ts';

const SHLEX: ShellRules = {spaces: ' \t\r\n', escapable: '"\\', joinsLines: false};

/** Undefined if a quote is not closed, or if a backslash has nothing behind it. */
export const shellWords = (text: string): readonly string[] | undefined => {
  const {words, open} = readShellLine(text, SHLEX);
  return open === '' ? words.map(wordOf) : undefined;
};
