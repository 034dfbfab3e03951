/** Inputs of an import for properties: valid ones with every allowed character, and ones in which one member is anything. */
import fc from 'fast-check';
import type {ImportInput} from '../../src/core/domain/import-input.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const TAG = `${letters} \t\n._:/=+@-`;
const from = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({unit: fc.constantFrom(...alphabet), minLength, maxLength});

const jobName = fc.tuple(from(letters, 1, 1), from(`${letters}+-.`, 0, 62)).map(parts => parts.join(''));
const modelName = fc
  .array(fc.tuple(from(letters, 1, 8), fc.constantFrom('', '_', '-')), {minLength: 1, maxLength: 7})
  .map(parts =>
    parts
      .map(part => part.join(''))
      .join('')
      .slice(0, 63),
  );
const roleArn = from(`${letters}+=,.@_/ '"$\\-`, 1, 40).map(name => `arn:aws:iam::111122223333:role/${name}`);
const s3Uri = fc
  .tuple(
    from('abcdefghijklmnopqrstuvwxyz0123456789', 3, 20),
    fc.array(from(`${letters}!-_*'().`, 1, 20), {maxLength: 4}),
  )
  .map(([bucket, parts]) => `s3://${bucket}${parts.map(part => `/${part}`).join('')}/`);
const kmsKeyId = fc.option(
  fc.oneof(
    from(`${letters}-_/`, 1, 20).map(name => `alias/${name}`),
    fc.constant('1234abcd-12ab-34cd-56ef-1234567890ab'),
    fc.constant('arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'),
  ),
  {nil: undefined},
);
const key = from(TAG, 1, 128).filter(text => !/^aws:/i.test(text));
const tags = fc.uniqueArray(fc.record({key, value: from(TAG, 0, 256)}), {selector: tag => tag.key, maxLength: 6});
const ids = (max: number) => fc.uniqueArray(from(`${letters}-`, 1, 32), {minLength: 1, maxLength: max});
const vpc = fc.oneof(
  fc.constant({subnetIds: [], securityGroupIds: []}),
  fc.record({subnetIds: ids(16), securityGroupIds: ids(5)}),
);
/** A valid input. */
export const anyImport: fc.Arbitrary<ImportInput> = fc
  .tuple(fc.record({jobName, modelName, roleArn, s3Uri, kmsKeyId, jobTags: tags, modelTags: tags}), vpc)
  .map(([members, config]) => ({...members, ...config}));

const wrongText = fc.string({unit: 'grapheme', maxLength: 70});
/** Near misses come from letters of the right alphabet in any order. */
const members: {readonly [K in keyof ImportInput]: fc.Arbitrary<ImportInput[K]>} = {
  jobName: fc.oneof(from('aB1+-.', 1, 70), wrongText),
  modelName: fc.oneof(from('aB1_-', 1, 70), from('aB1_-', 1, 6), wrongText),
  roleArn: fc.oneof(
    from('arn:aws:iam::role/1', 1, 30),
    wrongText.map(text => `arn:aws:iam::111122223333:role/${text}`),
    wrongText,
  ),
  s3Uri: fc.oneof(
    from('abc-./', 1, 12).map(text => `s3://${text}`),
    wrongText.map(text => `s3://bucket/${text}`),
    wrongText,
  ),
  kmsKeyId: fc.oneof(
    wrongText.filter(text => text !== ''),
    wrongText.map(text => `alias/${text}`),
  ),
  subnetIds: fc.array(fc.oneof(from(letters, 1, 33), wrongText), {maxLength: 18}),
  securityGroupIds: fc.array(fc.oneof(from(letters, 1, 33), wrongText), {maxLength: 7}),
  jobTags: fc.array(
    fc.record({key: fc.oneof(from('a:Ws', 1, 6), wrongText), value: fc.oneof(from(TAG, 0, 260), wrongText)}),
    {maxLength: 4},
  ),
  modelTags: fc.array(fc.record({key: fc.oneof(from('ab', 1, 1), wrongText), value: wrongText}), {maxLength: 52}),
};
/** A valid input in which one member was replaced; most of these are not valid any more. */
export const anyNearImport: fc.Arbitrary<ImportInput> = fc
  .constantFrom(...(Object.keys(members) as readonly (keyof ImportInput)[]))
  .chain(member =>
    fc.tuple(
      anyImport,
      (members[member] as fc.Arbitrary<unknown>).map(value => ({[member]: value})),
    ),
  )
  .map(([valid, change]) => ({...valid, ...change}));
