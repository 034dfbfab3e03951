/** The sizes and names that the files of each family of models have, as far as an import looks at them. */

export type Layout = 'llama' | 'mixtral' | 'moe' | 'fused-moe' | 't5' | 'bigcode';

export interface ModelShape {
  readonly architecture: string;
  readonly modelType: string;
  readonly tokenizerClass: string;
  readonly layout: Layout;
  readonly layers: number;
  readonly hidden: number;
  readonly inner: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly headSize: number;
  readonly vocabulary: number;
  readonly context: number;
  readonly experts: number;
  readonly shards: number;
  /** Before the names of the language model's tensors; those of a vision tower come beside them. Empty for a text model. */
  readonly tower: '' | 'vision_model.' | 'visual.';
}

const LLAMA: ModelShape = {
  architecture: 'LlamaForCausalLM',
  modelType: 'llama',
  tokenizerClass: 'PreTrainedTokenizerFast',
  layout: 'llama',
  layers: 32,
  hidden: 4096,
  inner: 14_336,
  heads: 32,
  keyHeads: 8,
  headSize: 128,
  vocabulary: 128_256,
  context: 8192,
  experts: 0,
  shards: 4,
  tower: '',
};
const LLAMA_70B: ModelShape = {...LLAMA, layers: 80, hidden: 8192, inner: 28_672, heads: 64, shards: 30};
const MISTRAL: ModelShape = {
  ...LLAMA,
  architecture: 'MistralForCausalLM',
  modelType: 'mistral',
  tokenizerClass: 'LlamaTokenizerFast',
  vocabulary: 32_768,
  context: 32_768,
  shards: 3,
};
const QWEN2: ModelShape = {
  ...LLAMA,
  architecture: 'Qwen2ForCausalLM',
  modelType: 'qwen2',
  tokenizerClass: 'Qwen2TokenizerFast',
  layers: 28,
  hidden: 3584,
  inner: 18_944,
  heads: 28,
  keyHeads: 4,
  vocabulary: 152_064,
  context: 32_768,
};
const QWEN3: ModelShape = {
  ...QWEN2,
  architecture: 'Qwen3ForCausalLM',
  modelType: 'qwen3',
  layers: 36,
  hidden: 2560,
  inner: 9728,
  heads: 32,
  keyHeads: 8,
  vocabulary: 151_936,
  context: 40_960,
  shards: 3,
};

/** By the stem of the family's name. */
const SHAPES: Readonly<Record<string, ModelShape>> = {
  'llama-3-8b': LLAMA,
  'llama-3.1-8b': {...LLAMA, context: 65_536},
  'llama-3.1-70b': {...LLAMA_70B, context: 65_536},
  'llama-3.2-3b': {...LLAMA, layers: 28, hidden: 3072, inner: 8192, heads: 24, context: 65_536, shards: 2},
  'llama-3.2-11b-vision': {
    ...LLAMA,
    architecture: 'MllamaForConditionalGeneration',
    modelType: 'mllama',
    layers: 40,
    context: 65_536,
    shards: 5,
    tower: 'vision_model.',
  },
  'llama-3.3-70b': {...LLAMA_70B, context: 65_536},
  'mistral-7b': MISTRAL,
  'mixtral-8x7b': {
    ...MISTRAL,
    architecture: 'MixtralForCausalLM',
    modelType: 'mixtral',
    layout: 'mixtral',
    vocabulary: 32_000,
    experts: 8,
    shards: 19,
  },
  'qwen2.5-7b': QWEN2,
  'qwen2.5-coder-7b': QWEN2,
  'qwen2.5-vl-7b': {
    ...QWEN2,
    architecture: 'Qwen2_5_VLForConditionalGeneration',
    modelType: 'qwen2_5_vl',
    shards: 5,
    tower: 'visual.',
  },
  'qwen3-4b': QWEN3,
  'qwen3-30b-a3b': {
    ...QWEN3,
    architecture: 'Qwen3MoeForCausalLM',
    modelType: 'qwen3_moe',
    layout: 'moe',
    layers: 48,
    hidden: 2048,
    inner: 768,
    keyHeads: 4,
    experts: 128,
    shards: 16,
  },
  'gpt-oss-20b': {
    ...LLAMA,
    architecture: 'GptOssForCausalLM',
    modelType: 'gpt_oss',
    layout: 'fused-moe',
    layers: 24,
    hidden: 2880,
    inner: 2880,
    heads: 64,
    headSize: 64,
    vocabulary: 201_088,
    context: 65_536,
    experts: 32,
    shards: 9,
  },
  'flan-t5-xl': {
    ...LLAMA,
    architecture: 'T5ForConditionalGeneration',
    modelType: 't5',
    tokenizerClass: 'T5TokenizerFast',
    layout: 't5',
    layers: 24,
    hidden: 2048,
    inner: 5120,
    keyHeads: 32,
    headSize: 64,
    vocabulary: 32_128,
    context: 512,
    shards: 2,
  },
  'starcoder-15b': {
    ...LLAMA,
    architecture: 'GPTBigCodeForCausalLM',
    modelType: 'gpt_bigcode',
    tokenizerClass: 'GPT2TokenizerFast',
    layout: 'bigcode',
    layers: 40,
    hidden: 6144,
    inner: 24_576,
    heads: 48,
    keyHeads: 1,
    vocabulary: 49_152,
    shards: 7,
  },
};

export const SHAPE_NAMES: readonly string[] = Object.keys(SHAPES);

/** The stems whose shape stands for an API architecture when a text names no stem. */
const STEM_OF: Readonly<Record<string, string>> = {
  llama: 'llama-3-8b',
  mllama: 'llama-3.2-11b-vision',
  mistral: 'mistral-7b',
  mixtral: 'mixtral-8x7b',
  qwen2: 'qwen2.5-7b',
  qwen2_5_vl: 'qwen2.5-vl-7b',
  qwen3: 'qwen3-4b',
  qwen3_moe: 'qwen3-30b-a3b',
  gpt_oss: 'gpt-oss-20b',
  t5: 'flan-t5-xl',
  gpt_bigcode: 'starcoder-15b',
};

const byLength = [...SHAPE_NAMES].sort((a, b) => b.length - a.length);

/** The family that `text` names if it is of this architecture (as the API names it); otherwise a common one of the architecture. */
export const shapeName = (architecture: string, text: string): string => {
  const lower = text.toLowerCase();
  const found = byLength.find(name => lower.includes(name) && SHAPES[name]?.modelType === architecture);
  return found ?? STEM_OF[architecture] ?? 'llama-3-8b';
};

export const shapeOf = (name: string): ModelShape => SHAPES[name] ?? LLAMA;
