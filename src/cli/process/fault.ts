/** The text for stderr after an internal error. */
import {inspect} from 'node:util';
import {plainText} from '../../core/text/plain-text.ts';
import {ISSUES_URL, PROGRAM, VERSION} from './about.ts';
import type {Environment} from './environment.ts';
import {codeOf} from './error-code.ts';
import {EXIT_CODES} from './exit-codes.ts';

/** If this variable is not empty, the text has a stack trace. */
export const STACK_VARIABLE = 'BEDROCK_IMPORTS_TUI_STACK';

const MAX_MESSAGE_LENGTH = 400;

const nameAndMessage = (error: unknown): string => {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : `not an Error: ${inspect(error, {depth: 1})}`;
  const plain = plainText(text);
  return plain.length > MAX_MESSAGE_LENGTH ? `${plain.slice(0, MAX_MESSAGE_LENGTH)} …` : plain;
};

/** The program loads parts of itself when they are needed. They are gone after an upgrade, or after `npm uninstall`. */
const isOwnFileGone = (error: unknown): boolean => codeOf(error) === 'ERR_MODULE_NOT_FOUND';

/** What the process ends with after `describeFault`. */
export const exitCodeOfFault = (error: unknown): number => (isOwnFileGone(error) ? EXIT_CODES.usage : EXIT_CODES.fault);

/** What failed and what to do. Ends in a newline. */
export const describeFault = (error: unknown, environment: Environment): string => {
  if (isOwnFileGone(error)) {
    return (
      `${PROGRAM}: one of the program’s own files is gone: it was probably upgraded or removed while it ran.\n` +
      'Start it again. If that does not help, install it again.\n'
    );
  }
  const wantsStack = Boolean(environment[STACK_VARIABLE]);
  const where = ISSUES_URL ? ` at ${ISSUES_URL}` : '';
  const paragraph =
    `${PROGRAM}: internal error: ${nameAndMessage(error)}\n` +
    `Please report it${where} with the line above, the version (${VERSION}, Node ${process.versions.node}, ` +
    `${process.platform}), and what you did last.`;
  if (!wantsStack) return `${paragraph} ${STACK_VARIABLE}=1 adds a stack trace.\n`;
  return `${paragraph}\n${error instanceof Error ? (error.stack ?? '(no stack)') : '(no stack)'}\n`;
};
