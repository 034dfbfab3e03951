/** The inputs of an import as texts of a form's fields, and back. */
import type {ImportInput} from '../domain/import-input.ts';
import type {Tag} from '../domain/tag.ts';
import {bad, good, type Parsed} from '../text/parsed.ts';

type ImportTexts = Readonly<Record<keyof ImportInput, string>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const tagFrom = (value: unknown): Tag | undefined => {
  if (!isRecord(value) || typeof value.key !== 'string') return undefined;
  const text = value.value ?? '';
  return typeof text === 'string' ? {key: value.key, value: text} : undefined;
};

const NOT_JSON = 'A JSON list of tags looks like [{"key": "team", "value": "search"}].';

const jsonTags = (text: string): Parsed<readonly Tag[]> => {
  try {
    const list: unknown = JSON.parse(text);
    const tags = Array.isArray(list) ? list.map(tagFrom) : [undefined];
    return tags.every(tag => tag !== undefined) ? good(tags) : bad(NOT_JSON);
  } catch {
    return bad(NOT_JSON);
  }
};

/** `team=search, stage=test`. No tag has a comma; a key with an equals sign has to be written as JSON. */
const tagsFrom = (text: string): Parsed<readonly Tag[]> => {
  if (text.trimStart().startsWith('[')) return jsonTags(text);
  const parts = text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
  const bare = parts.find(part => !part.includes('='));
  if (bare !== undefined) return bad(`“${bare}” lacks its value: write ${bare}=value, or ${bare}= for an empty one.`);
  return good(
    parts.map(part => {
      const at = part.indexOf('=');
      return {key: part.slice(0, at).trim(), value: part.slice(at + 1).trim()};
    }),
  );
};

/** A tab or a line break cannot stand in a field; JSON has escapes for them. */
const BREAKS = /[\t\n\v\f\r]/;

const isPlain = ({key, value}: Tag): boolean =>
  !key.includes('=') && key.trim() === key && value.trim() === value && !BREAKS.test(key + value);

const tagsAsText = (tags: readonly Tag[]): string =>
  tags.every(isPlain)
    ? tags.map(({key, value}) => `${key}=${value}`).join(', ')
    : JSON.stringify(tags.map(({key, value}) => ({key, value})));

const idsFrom = (text: string): readonly string[] => text.split(/[\s,]+/).filter(id => id !== '');

export const importTexts = (input: ImportInput): ImportTexts => ({
  jobName: input.jobName,
  modelName: input.modelName,
  s3Uri: input.s3Uri,
  roleArn: input.roleArn,
  jobTags: tagsAsText(input.jobTags),
  modelTags: tagsAsText(input.modelTags),
  kmsKeyId: input.kmsKeyId ?? '',
  subnetIds: input.subnetIds.join(' '),
  securityGroupIds: input.securityGroupIds.join(' '),
});

/** The input that the texts make, as far as they can be read; and what cannot be read, as sentences. */
export const importFrom = (
  texts: Readonly<Record<string, string>>,
): {readonly input: ImportInput; readonly unreadable: Readonly<Partial<Record<keyof ImportInput, string>>>} => {
  const text = (id: keyof ImportInput): string => (texts[id] ?? '').trim();
  const [jobTags, modelTags] = [tagsFrom(text('jobTags')), tagsFrom(text('modelTags'))];
  return {
    input: {
      jobName: text('jobName'),
      modelName: text('modelName'),
      roleArn: text('roleArn'),
      s3Uri: text('s3Uri'),
      kmsKeyId: text('kmsKeyId') || undefined,
      subnetIds: idsFrom(text('subnetIds')),
      securityGroupIds: idsFrom(text('securityGroupIds')),
      jobTags: jobTags.ok ? jobTags.value : [],
      modelTags: modelTags.ok ? modelTags.value : [],
    },
    unreadable: {
      ...(jobTags.ok ? {} : {jobTags: jobTags.reason}),
      ...(modelTags.ok ? {} : {modelTags: modelTags.reason}),
    },
  };
};
