/** Directories with models of a few hundred bytes that have real safetensors heads: one that passes, and each with one difference. */

export interface PreparedFile {
  readonly bytes: Buffer;
  /** Bytes, if the file is longer than what it holds: zeros follow. */
  readonly size?: number;
}

/** By path below the directory. */
export type Files = ReadonlyMap<string, PreparedFile>;

const text = (value: unknown): PreparedFile => ({
  bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

interface TensorChoice {
  readonly dtype?: string;
  readonly shape?: readonly number[];
  readonly bytes?: number;
  readonly begin?: number;
}

/** A file whose tensors have `bytes` bytes each (16 by default: 2 x 4 of BF16). */
export const safetensors = (tensors: Readonly<Record<string, TensorChoice>>, more = ''): PreparedFile => {
  let at = 0;
  const members = Object.entries(tensors).map(([name, {dtype = 'BF16', shape = [2, 4], bytes = 16, begin = at}]) => {
    at = begin + bytes;
    return [name, {dtype, shape, data_offsets: [begin, at]}] as const;
  });
  const head = Buffer.from(JSON.stringify(Object.fromEntries(members)) + more);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(head.length));
  return {bytes: Buffer.concat([length, head]), size: 8 + head.length + at};
};

const FIRST = 'model-00001-of-00002.safetensors';
const SECOND = 'model-00002-of-00002.safetensors';

const CONFIG = {
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  max_position_embeddings: 8192,
  transformers_version: '4.51.3',
};
const TOKENIZER = {tokenizer_class: 'PreTrainedTokenizerFast', chat_template: '{{ messages }}'};
const INDEX = {weight_map: {'embed.weight': FIRST, 'layer.weight': FIRST, 'head.weight': SECOND}};

const PASSING: Readonly<Record<string, PreparedFile>> = {
  'config.json': text(CONFIG),
  'model.safetensors.index.json': text(INDEX),
  [FIRST]: safetensors({'embed.weight': {}, 'layer.weight': {}}),
  [SECOND]: safetensors({'head.weight': {}}),
  'tokenizer.json': text({}),
  'tokenizer_config.json': text(TOKENIZER),
};

/** The passing model with other, more or (undefined) fewer files. */
const model = (change: Readonly<Record<string, PreparedFile | undefined>> = {}): Files =>
  new Map(
    Object.entries({...PASSING, ...change}).flatMap(([name, file]) =>
      file === undefined ? [] : [[name, file] as const],
    ),
  );

const config = (change: object): Files => model({'config.json': text({...CONFIG, ...change})});
const tokenizer = (change: object): Files => model({'tokenizer_config.json': text({...TOKENIZER, ...change})});
const huge = safetensors({'head.weight': {shape: [100_000, 1_100_000], bytes: 220_000_000_000}});
const {bytes: firstBytes, size: firstSize = 0} = PASSING[FIRST] as PreparedFile;

export interface Prepared {
  readonly name: string;
  readonly files: Files;
  /** What differs from a passing model: the results of these checks. All others pass. */
  readonly differs: Readonly<Record<string, 'warn' | 'fail' | 'not-checked'>>;
  readonly region?: string;
}

const NO_WEIGHTS = {
  shards: 'fail',
  headers: 'not-checked',
  lengths: 'not-checked',
  tensors: 'not-checked',
  size: 'not-checked',
} as const;
const NO_CONFIG = {
  architecture: 'not-checked',
  quantization: 'not-checked',
  context: 'not-checked',
  transformers: 'not-checked',
  region: 'not-checked',
} as const;

export const PREPARED: readonly Prepared[] = [
  {name: 'a passing model', files: model(), differs: {}},
  {
    name: 'a passing model in one file',
    files: model({
      ...{[FIRST]: undefined, [SECOND]: undefined, 'model.safetensors.index.json': undefined},
      'model.safetensors': safetensors({'embed.weight': {}}),
    }),
    differs: {tensors: 'not-checked'},
  },
  {
    name: 'a LoRA adapter',
    files: model({'adapter_config.json': text({peft_type: 'LORA'})}),
    differs: {adapter: 'fail'},
  },
  {
    name: 'pickled weights only',
    files: model({[FIRST]: undefined, [SECOND]: undefined, 'pytorch_model.bin': text('pickle')}),
    differs: {safetensors: 'fail', ...NO_WEIGHTS},
  },
  {
    name: 'no weights',
    files: model({[FIRST]: undefined, [SECOND]: undefined}),
    differs: {safetensors: 'fail', ...NO_WEIGHTS},
  },
  {name: 'a missing shard', files: model({[SECOND]: undefined}), differs: {shards: 'fail'}},
  {
    name: 'a shard that is cut short',
    files: model({[FIRST]: {bytes: firstBytes, size: firstSize - 1}}),
    differs: {lengths: 'fail'},
  },
  {
    name: 'a shard that is too long',
    files: model({[FIRST]: {bytes: firstBytes, size: firstSize + 1}}),
    differs: {lengths: 'fail'},
  },
  {
    name: 'a shard that ends within its head',
    files: model({[SECOND]: {bytes: Buffer.from(safetensors({'head.weight': {}}).bytes.subarray(0, 20))}}),
    differs: {headers: 'fail'},
  },
  {name: 'an empty shard', files: model({[SECOND]: {bytes: Buffer.alloc(0)}}), differs: {headers: 'fail'}},
  {
    name: 'a head that announces more than 100 MB',
    files: model({[SECOND]: {bytes: Buffer.from([255, 255, 255, 255, 0, 0, 0, 0])}}),
    differs: {headers: 'fail'},
  },
  {
    name: 'a head that is not JSON',
    files: model({[SECOND]: safetensors({'head.weight': {}}, '}')}),
    differs: {headers: 'fail'},
  },
  {
    name: 'a tensor that does not fit its bytes',
    files: model({[SECOND]: safetensors({'head.weight': {bytes: 18}})}),
    differs: {headers: 'fail'},
  },
  {
    name: 'tensors that overlap',
    files: model({[SECOND]: safetensors({'head.weight': {}, other: {begin: 8}})}),
    differs: {headers: 'fail'},
  },
  {
    name: 'a gap between tensors',
    files: model({[SECOND]: safetensors({'head.weight': {}, other: {begin: 20}})}),
    differs: {headers: 'fail'},
  },
  {
    name: 'shards without an index',
    files: model({'model.safetensors.index.json': undefined}),
    differs: {shards: 'fail', tensors: 'not-checked'},
  },
  {
    name: 'an index that is not JSON',
    files: model({'model.safetensors.index.json': text('<html>')}),
    differs: {shards: 'fail', tensors: 'not-checked'},
  },
  {
    name: 'a tensor that the index puts elsewhere',
    files: model({'model.safetensors.index.json': text({weight_map: {...INDEX.weight_map, 'head.weight': FIRST}})}),
    differs: {tensors: 'fail'},
  },
  {name: 'no config', files: model({'config.json': undefined}), differs: {config: 'fail', ...NO_CONFIG}},
  {
    name: 'a config that is HTML',
    files: model({'config.json': text('<!DOCTYPE html>')}),
    differs: {config: 'fail', ...NO_CONFIG},
  },
  {
    name: 'an unsupported architecture',
    files: config({architectures: ['Gemma3ForCausalLM']}),
    differs: {architecture: 'fail'},
  },
  {name: 'an embedding model', files: config({architectures: ['BertModel']}), differs: {architecture: 'fail'}},
  {
    name: 'a Qwen3 that is not listed',
    files: config({architectures: ['Qwen3NextForCausalLM']}),
    differs: {architecture: 'fail'},
  },
  {name: 'no architecture', files: config({architectures: []}), differs: {architecture: 'fail'}},
  {
    name: 'quantized weights',
    files: config({quantization_config: {quant_method: 'gptq'}}),
    differs: {quantization: 'fail'},
  },
  {
    name: 'mxfp4 of GPT-OSS',
    files: config({architectures: ['GptOssForCausalLM'], quantization_config: {quant_method: 'mxfp4'}}),
    differs: {quantization: 'warn'},
    region: 'us-east-1',
  },
  {
    name: 'GPT-OSS elsewhere',
    files: config({architectures: ['GptOssForCausalLM']}),
    differs: {region: 'warn'},
    region: 'eu-central-1',
  },
  {
    name: 'GPT-OSS without a region',
    files: config({architectures: ['GptOssForCausalLM']}),
    differs: {region: 'not-checked'},
  },
  {name: '200 GB', files: model({[SECOND]: huge}), differs: {size: 'warn'}},
  {name: 'a context over 128K', files: config({max_position_embeddings: 262_144}), differs: {context: 'warn'}},
  {name: 'a newer transformers', files: config({transformers_version: '4.57.0.dev0'}), differs: {transformers: 'warn'}},
  {
    name: 'no tokenizer',
    files: model({'tokenizer.json': undefined}),
    differs: {tokenizer: 'fail'},
  },
  {
    name: 'another tokenizer file',
    files: model({'tokenizer.json': undefined, 'tokenizer.model': text('spm')}),
    differs: {},
  },
  {
    name: 'another tokenizer class',
    files: tokenizer({tokenizer_class: 'GemmaTokenizer'}),
    differs: {'tokenizer-class': 'warn'},
  },
  {name: 'no chat template', files: tokenizer({chat_template: undefined}), differs: {'chat-template': 'warn'}},
  {
    name: 'a chat template of its own',
    files: new Map([...tokenizer({chat_template: undefined}), ['chat_template.jinja', text('x')]]),
    differs: {},
  },
  {name: 'weights in a folder', files: model({[`checkpoint/${FIRST}`]: text('')}), differs: {files: 'warn'}},
  {name: 'other files in a folder', files: model({'runs/events.log': text('')}), differs: {}},
  {
    name: 'a directory without files',
    files: new Map(),
    differs: {
      ...{files: 'fail', safetensors: 'fail', shards: 'not-checked', headers: 'not-checked', lengths: 'not-checked'},
      ...{tensors: 'not-checked', size: 'not-checked', config: 'fail', ...NO_CONFIG},
      ...{tokenizer: 'fail', 'tokenizer-class': 'not-checked', 'chat-template': 'warn'},
    },
  },
];
