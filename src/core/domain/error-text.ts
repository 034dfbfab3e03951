/** The three texts of a failure, joined as people read them: in one line, or a sentence each. */
import {sentence} from '../text/format.ts';
import type {AppError} from './app-error.ts';

/** "The list of jobs could not be read: access denied." */
export const failureText = ({what, why}: Pick<AppError, 'what' | 'why'>): string => `${what}: ${sentence(why)}`;

/** The same, and what to do next. */
export const errorText = (error: AppError): string => `${failureText(error)} ${sentence(error.next)}`;

/** Why, and what to do next: for a place with a title that says what failed. */
export const reasonSentences = ({why, next}: AppError): readonly string[] => [sentence(why), sentence(next)];

export const errorSentences = (error: AppError): readonly string[] => [sentence(error.what), ...reasonSentences(error)];
