/** What was read of the files of a model, wherever they are. */
import type {Parsed} from '../text/parsed.ts';
import type {Head} from './safetensors.ts';

export interface ModelFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export interface ModelFiles {
  /** Those directly in the directory, or directly under the prefix: Bedrock reads no others. */
  readonly files: readonly ModelFile[];
  /** How many more there are in folders below; `hasWeights`: safetensors are among them; `isPartial`: not all were counted. */
  readonly below: {readonly count: number; readonly hasWeights: boolean; readonly isPartial?: boolean};
  /** The JSON files that are looked at, by name. */
  readonly texts: ReadonlyMap<string, string>;
  /** The head of each safetensors file, or what is wrong with it. */
  readonly heads: ReadonlyMap<string, Parsed<Head>>;
  /** The files that could not be read, and why, as a clause. They are neither in `texts` nor in `heads`. */
  readonly unread: ReadonlyMap<string, string>;
  /** Where the model would be imported; absent: nobody has said. */
  readonly region?: string | undefined;
  /** Where the bucket is; absent: nobody has said, or there is none. */
  readonly bucketRegion?: string | undefined;
}

export const CONFIG = 'config.json';
export const INDEX = 'model.safetensors.index.json';
export const TOKENIZER_CONFIG = 'tokenizer_config.json';

/** The small files whose text is looked at. */
export const READ_AS_TEXT: readonly string[] = [CONFIG, INDEX, TOKENIZER_CONFIG];
/** A longer one is not read. An index of the largest models has a few megabytes. */
export const TEXT_MAX = 64_000_000;
export const TOO_LONG = 'it is longer than 64 MB';

export const isSafetensors = (name: string): boolean => name.endsWith('.safetensors');

/** An adapter's weights, which are not those of the model. */
export const isWeights = (name: string): boolean => isSafetensors(name) && !name.startsWith('adapter_');

type Members = Readonly<Record<string, unknown>>;

/** That one of these files could not be read, and why, as a clause; undefined if all could, or are not there. */
export const unreadIn = ({unread}: ModelFiles, names: Iterable<string>): string | undefined => {
  for (const name of names) {
    const why = unread.get(name);
    if (why !== undefined) return `${name} could not be read: ${why}`;
  }
  return undefined;
};

/** The JSON object in a file; undefined if there is no such file, or it could not be read; a clause if it is not one. */
export const objectIn = ({texts}: ModelFiles, name: string): Parsed<Members> | undefined => {
  const text = texts.get(name);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? {ok: true, value: value as Members} : {ok: false, reason: 'it is not a JSON object'};
  } catch {
    return {ok: false, reason: 'it is not valid JSON'};
  }
};

/** The members of an object, or none if there is no usable one. */
export const membersOf = (model: ModelFiles, name: string): Members => {
  const found = objectIn(model, name);
  return found?.ok ? found.value : {};
};
