/** A failure in words. */
import {expect, it} from 'vitest';
import type {AppError} from '../../../src/core/domain/app-error.ts';
import {errorSentences, errorText, failureText, reasonSentences} from '../../../src/core/domain/error-text.ts';

const ERROR: AppError = {
  kind: 'access',
  what: 'The list of jobs could not be read',
  why: 'AWS says no',
  next: 'Ask for bedrock:ListModelImportJobs.',
  isTransient: false,
};

it('is one line: what failed, why, and what to do', () => {
  expect(failureText(ERROR)).toBe('The list of jobs could not be read: AWS says no.');
  expect(errorText(ERROR)).toBe(
    'The list of jobs could not be read: AWS says no. Ask for bedrock:ListModelImportJobs.',
  );
});

it('is a sentence for each of them, or for those under a title', () => {
  expect(errorSentences(ERROR)).toEqual([
    'The list of jobs could not be read.',
    'AWS says no.',
    'Ask for bedrock:ListModelImportJobs.',
  ]);
  expect(reasonSentences(ERROR)).toEqual(['AWS says no.', 'Ask for bedrock:ListModelImportJobs.']);
});
