/** What is wrong with the files of an import that failed because of them. */

export type Defect =
  /** config.json names this architecture. */
  | {readonly kind: 'architecture'; readonly name: string}
  | {readonly kind: 'no-config'}
  | {readonly kind: 'no-tokenizer'}
  /** A LoRA adapter in place of a whole model: for a model of this family, or else of the job's own. */
  | {readonly kind: 'adapter'; readonly family?: string}
  /** A checkpoint, named by its step, lies beside the weights if `checkpoint` is given. */
  | {readonly kind: 'too-large'; readonly gigabytes: number; readonly shards: number; readonly checkpoint?: string}
  /** config.json asks for query projections with this many rows, and the weights have 4096. */
  | {readonly kind: 'shape'; readonly rows: number}
  | {readonly kind: 'context'; readonly length: number}
  /** This shard is shorter than its header says. */
  | {readonly kind: 'truncated'; readonly shard: number; readonly shards: number}
  /** There is nothing under the prefix. */
  | {readonly kind: 'no-files'};

/** Why an import failed. */
export interface Failure {
  readonly message: string;
  /** Undefined if the reason is not in the files. */
  readonly defect: Defect | undefined;
}
