/** Failure messages of simulated imports. AWS publishes none, so these are invented, and end with “(simulated)”. */
import {headOf} from '../cut-text.ts';
import type {Defect, Failure} from './defect.ts';
import type {Random} from './random.ts';

/** What a reason may mention. */
interface FailedImport {
  readonly s3Uri: string;
  readonly roleArn: string;
  readonly kmsKeyArn: string | undefined;
}

/** The message, with the defect of the files that it reports, if it reports one. */
type Reason = (job: FailedImport, random: Random) => string | readonly [message: string, defect: Defect];

const architecture: Reason = (_, random) => {
  const name = random.pick([
    'Qwen3NextForCausalLM',
    'Gemma3ForConditionalGeneration',
    'Phi3ForCausalLM',
    'FalconForCausalLM',
  ]);
  return [`The architecture '${name}' is not supported for import.`, {kind: 'architecture', name}];
};

const architectureAtLength: Reason = (job, random) => {
  const name = random.pick(['Qwen3NextForCausalLM', 'NemotronHForCausalLM', 'DeepseekV3ForCausalLM']);
  const message = `The architecture '${name}' named by ${job.s3Uri}config.json is not supported for import. Supported architectures are LlamaForCausalLM, MllamaForConditionalGeneration, MistralForCausalLM, MixtralForCausalLM, T5ForConditionalGeneration, GPTBigCodeForCausalLM, Qwen2ForCausalLM, Qwen2VLForConditionalGeneration, Qwen2_5_VLForConditionalGeneration, Qwen3ForCausalLM, Qwen3MoeForCausalLM and GptOssForCausalLM. If the model was fine-tuned from one of these, check that the training framework has not rewritten the "architectures" member of config.json, correct it, upload the file again and start a new import under a new job name.`;
  return [message, {kind: 'architecture', name}];
};

const missingConfig: Reason = job => [`The file config.json was not found at ${job.s3Uri}.`, {kind: 'no-config'}];

const missingTokenizer: Reason = job => [
  `No tokenizer was found at ${job.s3Uri}: one of tokenizer.json and tokenizer.model is required, beside tokenizer_config.json.`,
  {kind: 'no-tokenizer'},
];

const accessDenied: Reason = job =>
  `Access to ${job.s3Uri} was denied to the role ${job.roleArn}. The role needs s3:GetObject and s3:ListBucket.`;

const accessDeniedAtLength: Reason = job => {
  const bucket = job.s3Uri.split('/')[2] ?? '';
  return `The import could not read the model's files. The role ${job.roleArn} was assumed, and the list of the objects under ${job.s3Uri} was read, but reading the object model-00003-of-00007.safetensors was refused with AccessDenied (HTTP status 403) after 3 attempts. The objects before it were read. This is what happens when the object is encrypted with another AWS KMS key than the rest of the prefix, or was uploaded by another account that kept its ownership. Grant kms:Decrypt on the key of the object to the role, or copy the object onto itself with the bucket's default encryption, check that Object Ownership of the bucket ${bucket} is "Bucket owner enforced", and start a new import.`;
};

const trust: Reason = job =>
  `The role ${job.roleArn} could not be assumed. Its trust policy must allow sts:AssumeRole to bedrock.amazonaws.com.`;

const kms: Reason = job =>
  `The weights could not be encrypted with ${job.kmsKeyArn ?? 'the key of the imported model'}: kms:CreateGrant was refused.`;

const tooLarge: Reason = (_, random) => {
  const size = `${random.int(203, 318)}.${random.int(0, 9)}`;
  const message = `The weights take ${size} GB; text models may take 200 GB at most.`;
  return [message, {kind: 'too-large', gigabytes: Number(size), shards: Math.ceil(Number(size) / 5)}];
};

const tooLargeAtLength: Reason = (job, random) => {
  const shards = random.int(31, 62);
  const size = `${random.int(206, 402)}.${random.int(0, 9)}`;
  const checkpoint = `checkpoint-${random.int(3, 18)}00`;
  const message = `The model at ${job.s3Uri} is larger than an import may be: ${shards} files ending in .safetensors hold ${size} GB, and the limit is 200 GB for text models and 100 GB for multimodal ones. Besides the sharded weights the prefix holds a directory named ${checkpoint} with optimizer states and a second copy of the weights in 32-bit precision, and everything under the prefix counts. Move the checkpoint out of the prefix, or save the merged model in bfloat16 into a prefix of its own, and start a new import.`;
  return [message, {kind: 'too-large', gigabytes: Number(size), shards, checkpoint}];
};

const adapter: Reason = job => [
  `${job.s3Uri} holds adapter_model.safetensors and no base weights. A LoRA adapter must be merged before the import.`,
  {kind: 'adapter'},
];

const adapterAtLength: Reason = job => [
  `The files at ${job.s3Uri} are those of a LoRA adapter and not of a whole model: adapter_config.json and adapter_model.safetensors (167.8 MB) were found, model.safetensors.index.json was not. Adapters are not imported. Load the base model named by "base_model_name_or_path", apply the adapter, call merge_and_unload(), save the result with safe_serialization=True together with the tokenizer's files, upload that directory, and start a new import from there.`,
  // The message gives the size of its weights.
  {kind: 'adapter', family: 'llama-3-8b'},
];

const shape: Reason = (_, random) => {
  const layer = random.int(0, 31);
  const rows = random.pick([3584, 5120]);
  const message = `The tensor 'model.layers.${layer}.self_attn.q_proj.weight' has the shape [4096, 4096]; config.json asks for [${rows}, 4096].`;
  return [message, {kind: 'shape', rows}];
};

const contextLength: Reason = () => [
  'max_position_embeddings is 262144; the context length of an imported model must be less than 128K.',
  {kind: 'context', length: 262_144},
];

const truncated: Reason = (_, random) => {
  const shard = random.int(1, 4);
  const message = `model-0000${shard}-of-00004.safetensors ends before the length that its header gives: the upload was not complete.`;
  return [message, {kind: 'truncated', shard, shards: 4}];
};

const internal: Reason = () => 'An internal error occurred. Try again; if it happens again, contact AWS Support.';

const REASONS: readonly Reason[] = [
  architecture,
  missingConfig,
  accessDenied,
  architectureAtLength,
  tooLarge,
  missingTokenizer,
  adapter,
  accessDeniedAtLength,
  internal,
  shape,
  tooLargeAtLength,
  trust,
  contextLength,
  adapterAtLength,
  truncated,
];

/** The API's limit for a failureMessage. */
const MAX_LENGTH = 2048;
const MARK = ' (simulated)';

/** A message in the API's length, and marked as simulated. */
const marked = (message: string): string => headOf(message, MAX_LENGTH - MARK.length) + MARK;

/** A random reason for the failure of `job`. */
export const randomFailure = (random: Random, job: FailedImport): Failure => {
  const reason = job.kmsKeyArn !== undefined && random.chance(0.15) ? kms : random.pick(REASONS);
  const found = reason(job, random);
  return typeof found === 'string'
    ? {message: marked(found), defect: undefined}
    : {message: marked(found[0]), defect: found[1]};
};
