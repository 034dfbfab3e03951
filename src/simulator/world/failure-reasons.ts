/** Failure messages of simulated imports. AWS publishes none, so these are invented, and end with “(simulated)”. */
import {headOf} from '../cut-text.ts';
import type {Random} from './random.ts';

/** What a reason may mention. */
interface FailedImport {
  readonly s3Uri: string;
  readonly roleArn: string;
  readonly kmsKeyArn: string | undefined;
}

type Reason = (job: FailedImport, random: Random) => string;

const architecture: Reason = (_, random) => {
  const name = random.pick([
    'Qwen3NextForCausalLM',
    'Gemma3ForConditionalGeneration',
    'Phi3ForCausalLM',
    'FalconForCausalLM',
  ]);
  return `The architecture '${name}' is not supported for import.`;
};

const architectureAtLength: Reason = (job, random) =>
  `The architecture '${random.pick(['Qwen3NextForCausalLM', 'NemotronHForCausalLM', 'DeepseekV3ForCausalLM'])}' named by ${job.s3Uri}config.json is not supported for import. Supported architectures are LlamaForCausalLM, MllamaForConditionalGeneration, MistralForCausalLM, MixtralForCausalLM, T5ForConditionalGeneration, GPTBigCodeForCausalLM, Qwen2ForCausalLM, Qwen2VLForConditionalGeneration, Qwen2_5_VLForConditionalGeneration, Qwen3ForCausalLM, Qwen3MoeForCausalLM and GptOssForCausalLM. If the model was fine-tuned from one of these, check that the training framework has not rewritten the "architectures" member of config.json, correct it, upload the file again and start a new import under a new job name.`;

const missingConfig: Reason = job => `The file config.json was not found at ${job.s3Uri}.`;

const missingTokenizer: Reason = job =>
  `No tokenizer was found at ${job.s3Uri}: one of tokenizer.json and tokenizer.model is required, beside tokenizer_config.json.`;

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

const tooLarge: Reason = (_, random) =>
  `The weights take ${random.int(203, 318)}.${random.int(0, 9)} GB; text models may take 200 GB at most.`;

const tooLargeAtLength: Reason = (job, random) =>
  `The model at ${job.s3Uri} is larger than an import may be: ${random.int(31, 62)} files ending in .safetensors hold ${random.int(206, 402)}.${random.int(0, 9)} GB, and the limit is 200 GB for text models and 100 GB for multimodal ones. Besides the sharded weights the prefix holds a directory named checkpoint-${random.int(3, 18)}00 with optimizer states and a second copy of the weights in 32-bit precision, and everything under the prefix counts. Move the checkpoint out of the prefix, or save the merged model in bfloat16 into a prefix of its own, and start a new import.`;

const adapter: Reason = job =>
  `${job.s3Uri} holds adapter_model.safetensors and no base weights. A LoRA adapter must be merged before the import.`;

const adapterAtLength: Reason = job =>
  `The files at ${job.s3Uri} are those of a LoRA adapter and not of a whole model: adapter_config.json and adapter_model.safetensors (167.8 MB) were found, model.safetensors.index.json was not. Adapters are not imported. Load the base model named by "base_model_name_or_path", apply the adapter, call merge_and_unload(), save the result with safe_serialization=True together with the tokenizer's files, upload that directory, and start a new import from there.`;

const shape: Reason = (_, random) =>
  `The tensor 'model.layers.${random.int(0, 31)}.self_attn.q_proj.weight' has the shape [4096, 4096]; config.json asks for [${random.pick([3584, 5120])}, 4096].`;

const contextLength: Reason = () =>
  'max_position_embeddings is 262144; the context length of an imported model must be less than 128K.';

const truncated: Reason = (_, random) =>
  `model-0000${random.int(1, 4)}-of-00004.safetensors ends before the length that its header gives: the upload was not complete.`;

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

/** A random reason for `job`, no longer than the API allows, and marked as simulated. */
export const failureReason = (random: Random, job: FailedImport): string => {
  const reason = job.kmsKeyArn !== undefined && random.chance(0.15) ? kms : random.pick(REASONS);
  return headOf(reason(job, random), MAX_LENGTH - MARK.length) + MARK;
};
