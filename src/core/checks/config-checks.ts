/** Checks of the model's configuration and of its tokenizer. */
import {type Check, type Finding, fail, notChecked, pass, type Source, warn} from './check.ts';
import {CONFIG, type ModelFiles, membersOf, objectIn, TOKENIZER_CONFIG, unreadIn} from './model-files.ts';

const GUIDE: Source = {text: 'Amazon Bedrock User Guide, Import a customized model', date: '2025-11'};

/** As AWS lists them, by the class names of the transformers library. */
const ARCHITECTURES: readonly string[] = [
  ...['MistralForCausalLM', 'MixtralForCausalLM', 'T5ForConditionalGeneration', 'LlamaForCausalLM'],
  ...['MllamaForConditionalGeneration', 'GPTBigCodeForCausalLM', 'Qwen2ForCausalLM'],
  ...['Qwen2VLForConditionalGeneration', 'Qwen2_5_VLForConditionalGeneration'],
  ...['Qwen3ForCausalLM', 'Qwen3MoeForCausalLM', 'GptOssForCausalLM'],
];
const GPT_OSS = 'GptOssForCausalLM';

const architectureIn = (model: ModelFiles): string | undefined => {
  const {architectures} = membersOf(model, CONFIG);
  const [first] = Array.isArray(architectures) ? (architectures as readonly unknown[]) : [];
  return typeof first === 'string' ? first : undefined;
};

const configThere = (model: ModelFiles): Finding => {
  const unread = unreadIn(model, [CONFIG]);
  if (unread !== undefined) return notChecked(unread);
  const config = objectIn(model, CONFIG);
  if (!config) return fail(`${CONFIG} is missing`);
  return config.ok ? pass(`${CONFIG} is here`) : fail(`${CONFIG}: ${config.reason}`);
};

const hasConfig = (model: ModelFiles): boolean => objectIn(model, CONFIG)?.ok === true;
const noConfig = (model: ModelFiles): Finding =>
  notChecked(model.unread.has(CONFIG) ? `${CONFIG} could not be read` : `there is no usable ${CONFIG}`);

const architecture = (model: ModelFiles): Finding => {
  if (!hasConfig(model)) return noConfig(model);
  const name = architectureIn(model);
  if (name === undefined) return fail(`${CONFIG} names no architecture`);
  if (ARCHITECTURES.includes(name)) return pass(name);
  const isEmbedding = /Model$|ForSequenceClassification$|ForMaskedLM$/.test(name);
  return fail(
    isEmbedding
      ? `${name} is an embedding model; Bedrock does not import those`
      : `${name} is not among the architectures that AWS lists`,
  );
};

const quantized = (model: ModelFiles): Finding => {
  if (!hasConfig(model)) return noConfig(model);
  const {quantization_config: config} = membersOf(model, CONFIG);
  if (config === undefined || config === null) return pass('not quantized');
  const {quant_method: method} = typeof config === 'object' ? (config as {quant_method?: unknown}) : {};
  const name = typeof method === 'string' ? method : 'unknown method';
  return name === 'mxfp4' && architectureIn(model) === GPT_OSS
    ? warn('quantized with mxfp4, as GPT-OSS models are')
    : fail(`the weights are quantized (${name}); Bedrock imports FP32, FP16 and BF16`);
};

/** 128 K. The limit is disputed: there are reports of longer ones that were imported. */
const CONTEXT_MAX = 131_072;

const context = (model: ModelFiles): Finding => {
  if (!hasConfig(model)) return noConfig(model);
  const config = membersOf(model, CONFIG);
  const text =
    typeof config.text_config === 'object' && config.text_config !== null
      ? (config.text_config as {max_position_embeddings?: unknown})
      : {};
  const length = config.max_position_embeddings ?? text.max_position_embeddings;
  if (typeof length !== 'number') return notChecked(`${CONFIG} has no max_position_embeddings`);
  return length > CONTEXT_MAX
    ? warn(`${length} tokens; AWS names less than 128K as the limit, and reports differ`)
    : pass(`${length} tokens`);
};

const TRANSFORMERS = [4, 51, 3] as const;

const transformersVersion = (model: ModelFiles): Finding => {
  if (!hasConfig(model)) return noConfig(model);
  const {transformers_version: version} = membersOf(model, CONFIG);
  const parts = typeof version === 'string' ? /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) : undefined;
  if (!parts) return notChecked(`${CONFIG} has no transformers_version`);
  const order = TRANSFORMERS.map((part, i) => (parts[i] ?? 0) - part).find(difference => difference !== 0) ?? 0;
  return order > 0
    ? warn(`saved with transformers ${String(version)}; AWS names ${TRANSFORMERS.join('.')}`)
    : pass(`saved with transformers ${String(version)}`);
};

const region = (model: ModelFiles): Finding => {
  const {region: here, bucketRegion} = model;
  if (here !== undefined && bucketRegion !== undefined && here !== bucketRegion) {
    return warn(
      `the bucket is in ${bucketRegion}, and the import would run in ${here}; AWS does not say that this works`,
    );
  }
  if (!hasConfig(model)) return noConfig(model);
  if (architectureIn(model) !== GPT_OSS) return pass('any region with model import');
  if (here === undefined) return notChecked('GPT-OSS is imported in us-east-1 only; no region was given');
  return here === 'us-east-1'
    ? pass('GPT-OSS in us-east-1')
    : warn(`AWS names only us-east-1 for GPT-OSS, and this is ${here}`);
};

const tokenizerFiles = ({files}: ModelFiles): Finding => {
  const found = files.map(({name}) => name).filter(name => name === 'tokenizer.json' || name === 'tokenizer.model');
  return found.length > 0 ? pass(found.join(' and ')) : fail('there is neither tokenizer.json nor tokenizer.model');
};

const TOKENIZERS = ['T5', 'Llama', 'CodeLlama', 'GPT2', 'GPTNeoX', 'PreTrained', 'Qwen2'];

const tokenizerClass = (model: ModelFiles): Finding => {
  const unread = unreadIn(model, [TOKENIZER_CONFIG]);
  if (unread !== undefined) return notChecked(unread);
  const config = objectIn(model, TOKENIZER_CONFIG);
  if (!config) return notChecked(`there is no ${TOKENIZER_CONFIG}`);
  if (!config.ok) return warn(`${TOKENIZER_CONFIG}: ${config.reason}`);
  const {tokenizer_class: name} = config.value;
  if (typeof name !== 'string') return notChecked(`${TOKENIZER_CONFIG} has no tokenizer_class`);
  const isListed = TOKENIZERS.some(stem => name === `${stem}Tokenizer` || name === `${stem}TokenizerFast`);
  return isListed ? pass(name) : warn(`${name} is not among the tokenizers that AWS lists`);
};

const chatTemplate = (model: ModelFiles): Finding => {
  const file = model.files.find(({name}) => name === 'chat_template.jinja' || name === 'chat_template.json');
  if (file) return pass(file.name);
  const unread = unreadIn(model, [TOKENIZER_CONFIG]);
  if (unread !== undefined) return notChecked(unread);
  return membersOf(model, TOKENIZER_CONFIG).chat_template === undefined
    ? warn('there is no chat template, so requests with messages will not work')
    : pass(`in ${TOKENIZER_CONFIG}`);
};

export const CONFIG_CHECKS: readonly Check[] = [
  {id: 'config', what: 'configuration', source: GUIDE, run: configThere},
  {id: 'architecture', what: 'architecture', source: GUIDE, run: architecture},
  {id: 'quantization', what: 'no quantized weights', source: GUIDE, run: quantized},
  {id: 'context', what: 'context length', source: GUIDE, run: context},
  {id: 'transformers', what: 'transformers version', source: GUIDE, run: transformersVersion},
  {id: 'region', what: 'region of the import', source: GUIDE, run: region},
  {id: 'tokenizer', what: 'tokenizer files', source: GUIDE, run: tokenizerFiles},
  {id: 'tokenizer-class', what: 'tokenizer class', source: GUIDE, run: tokenizerClass},
  {id: 'chat-template', what: 'chat template', source: GUIDE, run: chatTemplate},
];
