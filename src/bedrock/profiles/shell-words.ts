/** Splits a text into words with a shell's quoting, as the AWS CLI does for section names and commands (Python's shlex). */
import {readShellLine, type ShellRules, wordOf} from '../../core/text/shell-words.ts';

const SHLEX: ShellRules = {spaces: ' \t\r\n', escapable: '"\\', joinsLines: false};

/** Undefined if a quote is not closed, or if the text ends with a backslash. */
export const shellWords = (text: string): readonly string[] | undefined => {
  const {words, open} = readShellLine(text, SHLEX);
  return open === '' ? words.map(wordOf) : undefined;
};
