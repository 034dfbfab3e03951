/** The buckets of a seed file: objects that are given one by one, and whole models. */
import {modelFiles} from '../files/model-files.ts';
import {SHAPE_NAMES} from '../files/model-shapes.ts';
import type {BucketChoice, ObjectChoice} from '../world/bucket.ts';
import type {Defect} from '../world/defect.ts';
import {
  checked,
  choiceOf,
  FLAG,
  listAt,
  numberRule,
  objectAt,
  optional,
  type Rule,
  type Spot,
  textRule,
} from './checked.ts';

/** The defects that a model of a seed file can have, with plausible details. */
const DEFECTS: Readonly<Record<string, Defect>> = {
  architecture: {kind: 'architecture', name: 'Gemma3ForConditionalGeneration'},
  'no-config': {kind: 'no-config'},
  'no-tokenizer': {kind: 'no-tokenizer'},
  adapter: {kind: 'adapter'},
  'too-large': {kind: 'too-large', gigabytes: 231.4, shards: 47},
  shape: {kind: 'shape', rows: 5120},
  context: {kind: 'context', length: 262_144},
  truncated: {kind: 'truncated', shard: 2, shards: 4},
};

const MAX_SIZE = 5e15;
const NAME = textRule('the name of a bucket: 3 to 63 lower-case letters, digits, . and -', text =>
  /^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/.test(text),
);
const REGION = textRule('the name of a region, such as us-east-1', text => /^[a-z0-9-]{3,20}$/.test(text));
const KEY = textRule('a key of 1 to 1024 bytes', text => text !== '' && Buffer.byteLength(text) <= 1024);
const PREFIX = textRule('a prefix that ends with a slash', text => text.endsWith('/'));
const TEXT = textRule('a text', () => true);
const WRONG_REGION: Rule<301 | 400> = {
  wanted: '301 or 400',
  read: value => (value === 301 || value === 400 ? value : undefined),
};

const objectChoiceAt = (spot: Spot): ObjectChoice | undefined => {
  const object = objectAt(spot, ['key', 'text', 'json', 'size', 'storageClass', 'denied']);
  if (!object) return undefined;
  const key = checked(object.at('key'), KEY);
  const json = object.at('json').value;
  const body =
    optional(object.at('text'), TEXT) ?? (json === undefined ? undefined : `${JSON.stringify(json, undefined, 2)}\n`);
  const choice = {
    body,
    size: optional(object.at('size'), numberRule(0, MAX_SIZE)),
    storageClass: optional(object.at('storageClass'), textRule('the name of a storage class')),
    isDenied: optional(object.at('denied'), FLAG),
  };
  return key === undefined ? undefined : {key, ...choice};
};

const modelObjectsAt = (spot: Spot): readonly ObjectChoice[] | undefined => {
  const model = objectAt(spot, ['prefix', 'family', 'defect']);
  if (!model) return undefined;
  const prefix = checked(model.at('prefix'), PREFIX);
  const shape = optional(model.at('family'), choiceOf(...SHAPE_NAMES)) ?? 'llama-3-8b';
  const defect = optional(model.at('defect'), choiceOf(...Object.keys(DEFECTS)));
  const files = modelFiles({shape, hasChatTemplate: true, defect: defect === undefined ? undefined : DEFECTS[defect]});
  return prefix === undefined ? undefined : files.map(({name, body, size}) => ({key: `${prefix}${name}`, body, size}));
};

export const bucketAt = (spot: Spot): BucketChoice | undefined => {
  const bucket = objectAt(spot, ['name', 'region', 'objects', 'models', 'denies', 'wrongRegion']);
  if (!bucket) return undefined;
  const name = checked(bucket.at('name'), NAME);
  const choice = {
    region: optional(bucket.at('region'), REGION),
    denies: listAt(bucket.at('denies'), each => checked(each, choiceOf('list', 'get'))),
    wrongRegion: optional(bucket.at('wrongRegion'), WRONG_REGION),
    objects: [...listAt(bucket.at('models'), modelObjectsAt).flat(), ...listAt(bucket.at('objects'), objectChoiceAt)],
  };
  return name === undefined ? undefined : {name, ...choice};
};
