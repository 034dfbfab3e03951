/** The text for stderr after an internal error. */
import {inspect} from 'node:util';
import {plainText} from '../../core/text/plain-text.ts';
import {ISSUES_URL, PROGRAM, VERSION} from './about.ts';
import type {Environment} from './environment.ts';

/** If this variable is not empty, the text has a stack trace. */
export const STACK_VARIABLE = 'BEDROCK_IMPORTS_TUI_STACK';

const MAX_MESSAGE_LENGTH = 400;

const nameAndMessage = (error: unknown): string => {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : `not an Error: ${inspect(error, {depth: 1})}`;
  const plain = plainText(text);
  return plain.length > MAX_MESSAGE_LENGTH ? `${plain.slice(0, MAX_MESSAGE_LENGTH)} …` : plain;
};

/** What failed and what to do. Ends in a newline. */
export const describeFault = (error: unknown, environment: Environment): string => {
  const wantsStack = Boolean(environment[STACK_VARIABLE]);
  const where = ISSUES_URL ? ` at ${ISSUES_URL}` : '';
  const paragraph =
    `${PROGRAM}: internal error: ${nameAndMessage(error)}\n` +
    `Please report it${where} with the line above, the version (${VERSION}, Node ${process.versions.node}, ` +
    `${process.platform}), and what you did last.`;
  if (!wantsStack) return `${paragraph} ${STACK_VARIABLE}=1 adds a stack trace.\n`;
  return `${paragraph}\n${error instanceof Error ? (error.stack ?? '(no stack)') : '(no stack)'}\n`;
};
