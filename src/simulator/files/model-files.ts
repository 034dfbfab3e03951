/** The files of a model, or of one with a defect. Bodies of weights are never stored, only their headers. */
import type {Defect} from '../world/defect.ts';
import {type ModelShape, shapeOf} from './model-shapes.ts';
import {bytesOf, safetensors} from './safetensors.ts';
import {adapterTensorsOf, type Tensor, tensorsOf} from './tensors.ts';

export interface ModelFile {
  /** Relative to the prefix of the model. */
  readonly name: string;
  readonly body: string | Uint8Array;
  /** If it is larger than the body, zeros follow. */
  readonly size?: number;
}

interface ModelPlan {
  /** One of SHAPE_NAMES. */
  readonly shape: string;
  readonly hasChatTemplate: boolean;
  readonly defect: Defect | undefined;
}

const GIGABYTE = 1e9;
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
const five = (number: number): string => String(number).padStart(5, '0');

/** The tensors of each shard, which all have about the same size. */
const shardsOf = (tensors: readonly Tensor[], count: number): Tensor[][] => {
  const total = tensors.reduce((sum, tensor) => sum + bytesOf(tensor), 0);
  const shards: Tensor[][] = Array.from({length: count}, () => []);
  let before = 0;
  for (const tensor of tensors) {
    shards[Math.floor((before / total) * count)]?.push(tensor);
    before += bytesOf(tensor);
  }
  return shards.filter(shard => shard.length > 0);
};

/** The shards, the second half of one missing if the defect says so, and the index. */
const weightFiles = (shape: ModelShape, defect: Defect | undefined): ModelFile[] => {
  const shards = shardsOf(tensorsOf(shape), shape.shards);
  const nameOf = (i: number) => `model-${five(i + 1)}-of-${five(shards.length)}.safetensors`;
  const map = shards.flatMap((shard, i) => shard.map(({name}) => [name, nameOf(i)] as const));
  const total = shards.flat().reduce((sum, tensor) => sum + bytesOf(tensor), 0);
  const cut = defect?.kind === 'truncated' ? defect.shard - 1 : undefined;
  const files = shards.map((shard, i): ModelFile => {
    const {head, size} = safetensors(shard);
    return {name: nameOf(i), body: head, size: i === cut ? head.length + Math.floor((size - head.length) / 2) : size};
  });
  const index = {metadata: {total_size: total}, weight_map: Object.fromEntries(map)};
  return [...files, {name: 'model.safetensors.index.json', body: json(index)}];
};

const configOf = (shape: ModelShape): object => {
  const common = {
    architectures: [shape.architecture],
    model_type: shape.modelType,
    torch_dtype: 'bfloat16',
    transformers_version: '4.51.3',
    vocab_size: shape.vocabulary,
  };
  if (shape.layout === 't5') {
    const {hidden: d_model, inner: d_ff, heads: num_heads, headSize: d_kv, layers: num_layers} = shape;
    return {
      ...common,
      d_model,
      d_ff,
      num_heads,
      d_kv,
      num_layers,
      num_decoder_layers: num_layers,
      n_positions: shape.context,
    };
  }
  if (shape.layout === 'bigcode') {
    const {hidden: n_embd, inner: n_inner, heads: n_head, layers: n_layer, context: n_positions} = shape;
    return {...common, n_embd, n_inner, n_head, n_layer, n_positions, multi_query: true};
  }
  const text = {
    hidden_size: shape.hidden,
    intermediate_size: shape.inner,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.keyHeads,
    head_dim: shape.headSize,
    max_position_embeddings: shape.context,
    rms_norm_eps: 1e-5,
    rope_theta: 500_000,
    tie_word_embeddings: false,
    ...(shape.experts > 0 ? {num_local_experts: shape.experts, num_experts_per_tok: 4} : {}),
  };
  return shape.tower === 'vision_model.'
    ? {...common, text_config: {model_type: 'mllama_text_model', ...text}, vision_config: {hidden_size: 1280}}
    : {...common, ...text};
};

const CHAT_TEMPLATE =
  "{% for message in messages %}<|start|>{{ message['role'] }}\n{{ message['content'] }}<|end|>\n{% endfor %}{% if add_generation_prompt %}<|start|>assistant\n{% endif %}";

const tokenizerFiles = ({tokenizerClass, context}: ModelShape, hasChatTemplate: boolean): ModelFile[] => {
  const config = {tokenizer_class: tokenizerClass, model_max_length: context, eos_token: '<|end|>'};
  const vocab = Object.fromEntries(
    ['<|start|>', '<|end|>', ...'abcdefghijklmnopqrstuvwxyz'].map((token, i) => [token, i]),
  );
  return [
    {name: 'special_tokens_map.json', body: json({eos_token: '<|end|>'})},
    {name: 'tokenizer.json', body: json({version: '1.0', added_tokens: [], model: {type: 'BPE', vocab, merges: []}})},
    {
      name: 'tokenizer_config.json',
      body: json(hasChatTemplate ? {...config, chat_template: CHAT_TEMPLATE} : config),
    },
  ];
};

const RANK = 16;

const adapterFiles = (shape: ModelShape): ModelFile[] => {
  const {head, size} = safetensors(adapterTensorsOf(shape, RANK));
  const config = {peft_type: 'LORA', base_model_name_or_path: `base/${shape.modelType}`, r: RANK, lora_alpha: 32};
  return [
    {name: 'adapter_config.json', body: json(config)},
    {name: 'adapter_model.safetensors', body: head, size},
  ];
};

/** The shape of a 70B model with so many layers and tokens that the weights take this much. */
const shapeOfSize = (gigabytes: number, shards: number): ModelShape => {
  const base = shapeOf('llama-3.1-70b');
  const sizeOf = (shape: ModelShape) => tensorsOf(shape).reduce((sum, tensor) => sum + bytesOf(tensor), 0);
  const [one, two] = [sizeOf({...base, layers: 1}), sizeOf({...base, layers: 2})];
  const layers = 1 + Math.floor((gigabytes * GIGABYTE - one) / (two - one));
  const rest = gigabytes * GIGABYTE - sizeOf({...base, layers});
  // A token has a row in the embedding, and one in the head.
  return {...base, layers, shards, vocabulary: base.vocabulary + Math.round(rest / (base.hidden * 4))};
};

/** A shape whose config has the members that reasons of failures name. */
const withPlainConfig = (shape: ModelShape): ModelShape =>
  shape.tower !== '' || shape.layout === 't5' || shape.layout === 'bigcode' ? shapeOf('llama-3-8b') : shape;

/** The shape of the weights, which the config describes unless that is the defect. */
const weightsShape = (shape: ModelShape, defect: Defect | undefined): ModelShape => {
  if (defect?.kind === 'too-large') return shapeOfSize(defect.gigabytes, defect.shards);
  if (defect?.kind === 'adapter' && defect.family !== undefined) return shapeOf(defect.family);
  if (defect?.kind === 'truncated') return {...shape, shards: defect.shards};
  if (defect?.kind === 'context') return {...withPlainConfig(shape), context: defect.length};
  return defect?.kind === 'shape' && (shape.hidden !== 4096 || shape.tower !== '') ? shapeOf('llama-3-8b') : shape;
};

const describedShape = (shape: ModelShape, defect: Defect | undefined): ModelShape => {
  if (defect?.kind === 'architecture') return {...shape, architecture: defect.name};
  return defect?.kind === 'shape' ? {...shape, heads: defect.rows / shape.headSize} : shape;
};

const checkpointFiles = (name: string): ModelFile[] => [
  {name: `${name}/model-00001-of-00001.safetensors`, body: '', size: 48_318_382_080},
  {name: `${name}/optimizer.pt`, body: '', size: 96_636_764_160},
  {name: `${name}/trainer_state.json`, body: json({global_step: Number(name.replace(/\D/g, ''))})},
];

/** The files, in no particular order. */
const makeFiles = ({shape: name, hasChatTemplate, defect}: ModelPlan): readonly ModelFile[] => {
  const shape = weightsShape(shapeOf(name), defect);
  if (defect?.kind === 'no-files') return [];
  const tokenizer = tokenizerFiles(shape, hasChatTemplate);
  if (defect?.kind === 'adapter') return [...adapterFiles(shape), ...tokenizer];
  const config: ModelFile = {name: 'config.json', body: json(configOf(describedShape(shape, defect)))};
  return [
    ...(defect?.kind === 'no-config' ? [] : [config]),
    {name: 'generation_config.json', body: json({transformers_version: '4.51.3', do_sample: true})},
    ...(defect?.kind === 'no-tokenizer' ? [] : tokenizer),
    ...weightFiles(shape, defect),
    ...(defect?.kind === 'too-large' && defect.checkpoint !== undefined ? checkpointFiles(defect.checkpoint) : []),
  ];
};

const MAX_KEPT = 64;
const kept = new Map<string, readonly ModelFile[]>();

/** The files of a model. The latest ones are kept, because a client reads one after the other. */
export const modelFiles = (plan: ModelPlan): readonly ModelFile[] => {
  const key = JSON.stringify([plan.shape, plan.hasChatTemplate, plan.defect]);
  const found = kept.get(key);
  if (found) return found;
  const files = makeFiles(plan);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(key, files);
  return files;
};
