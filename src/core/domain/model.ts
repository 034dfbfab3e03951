/** An imported model, as the list returns it and as its detail does. */

/** A model as ListImportedModels returns it. Times are milliseconds since the epoch. All text is plain (see plain-text.ts). */
export interface Model {
  readonly arn: string;
  readonly name: string;
  /** That of the job that imported it. */
  readonly createdAt: number;
  /** In the API's words instructSupported; absent if AWS did not say. */
  readonly isInstruct?: boolean | undefined;
  readonly architecture?: string | undefined;
}

/** What GetImportedModel adds. It tells no status: a model that exists can be used. */
export interface ModelDetail extends Model {
  readonly jobName?: string | undefined;
  readonly jobArn?: string | undefined;
  readonly s3Uri?: string | undefined;
  readonly kmsKeyArn?: string | undefined;
  /** Custom model units for each copy of the model. */
  readonly unitsPerCopy?: number | undefined;
  /** As in `v1.0`. */
  readonly unitsVersion?: string | undefined;
  /** The whole response as indented JSON; every character that could control a terminal is a \u escape. */
  readonly raw: string;
}

/** Whether an ARN is that of an imported model, not of a job. */
export const isModelArn = (arn: string): boolean => arn.includes(':imported-model/');

/** The part of a detail that the list returns, too. */
export const modelSummaryOf = ({arn, name, createdAt, isInstruct, architecture}: Model): Model => ({
  arn,
  name,
  createdAt,
  isInstruct,
  architecture,
});
