/** Failures to read the reason of a job. */
import type {AppError} from '../domain/app-error.ts';

const ABOUT_ONE_JOB: ReadonlySet<AppError['kind']> = new Set(['not-found', 'invalid', 'answer', 'fault']);

/** Whether other jobs may be read in spite of it: it is about this one, or about its answer. */
export const concernsOneJob = ({kind}: AppError): boolean => ABOUT_ONE_JOB.has(kind);
