/** The values of an import that is tried again, with a name that is free. */
import type {ImportInput} from '../domain/import-input.ts';
import {IMPORT_LIMITS} from '../domain/import-input.ts';
import type {JobDetail} from '../domain/job.ts';
import {isReserved, type Tag} from '../domain/tag.ts';

/** Where a name counts: `-v7`, `.2`, or nothing. */
const COUNTED = /^(.*?)([-.]v?)(\d{1,6})$/;

/** What the names before and after this one begin with: AWS is asked for those that are taken. */
export const stemOfNext = (name: string): string => COUNTED.exec(name)?.[1] ?? name;

/** `name-v7` becomes `name-v8`, and another name gets `-2`; the first that `isTaken` does not know. At most 63 characters. */
export const nextName = (name: string, isTaken: (name: string) => boolean): string => {
  const [, stem = name, separator = '-', count = '1'] = COUNTED.exec(name) ?? [];
  for (let n = Number(count) + 1; ; n++) {
    const end = `${separator}${n}`;
    const next = stem.slice(0, IMPORT_LIMITS.name - end.length) + end;
    if (!isTaken(next)) return next;
  }
};

/** `tags` are those of the job: GetModelImportJob does not tell them. AWS's own cannot be set. */
export const inputFrom = (
  job: JobDetail,
  {tags = [], isTaken}: {readonly tags?: readonly Tag[]; readonly isTaken: (name: string) => boolean},
): ImportInput => ({
  jobName: nextName(job.name, isTaken),
  // A failed import leaves no model, so its name is free.
  modelName: job.modelName ?? '',
  roleArn: job.roleArn ?? '',
  s3Uri: job.s3Uri ?? '',
  kmsKeyId: job.kmsKeyArn,
  subnetIds: job.subnetIds,
  securityGroupIds: job.securityGroupIds,
  jobTags: tags.filter(({key}) => !isReserved({key})),
  modelTags: [],
});
