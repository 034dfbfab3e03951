/** The text of a job in which a search over everything that is loaded looks. */
import type {Job} from '../domain/job.ts';

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** Of the ARNs only the end: what comes before is the same for all. */
export const searchTextOf = ({name, modelName = '', status, arn, modelArn = ''}: Job): string =>
  `${name} ${modelName} ${status} ${lastPart(arn)} ${lastPart(modelArn)}`;
