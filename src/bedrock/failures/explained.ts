/** Errors that are explained where they are thrown, because more is known there than where they are caught. */
import type {AppError} from '../../core/domain/app-error.ts';

const explanations = new WeakMap<object, AppError>();

/** An error to throw, with its explanation. It is `cause` itself, so that the log can name it. */
export const explained = (cause: unknown, explanation: AppError): object => {
  const error = typeof cause === 'object' && cause !== null ? cause : new Error(String(cause));
  explanations.set(error, explanation);
  return error;
};

export const explanationOf = (cause: unknown): AppError | undefined =>
  typeof cause === 'object' && cause !== null ? explanations.get(cause) : undefined;
