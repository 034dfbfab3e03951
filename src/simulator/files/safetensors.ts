/** The head of a safetensors file: the length of its header, and the header, which says where each tensor lies. */
import type {Tensor} from './tensors.ts';

const BYTES: Readonly<Record<string, number>> = {
  F64: 8,
  I64: 8,
  F32: 4,
  I32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

export const bytesOf = ({type, shape}: Tensor): number =>
  shape.reduce((product, dimension) => product * dimension, BYTES[type] ?? 2);

const LENGTH_BYTES = 8;

export interface SafetensorsFile {
  /** Everything before the weights. */
  readonly head: Uint8Array;
  /** Of the whole file, in bytes. */
  readonly size: number;
}

/** The file that contains these tensors one after the other. */
export const safetensors = (tensors: readonly Tensor[]): SafetensorsFile => {
  const members: Record<string, unknown> = {__metadata__: {format: 'pt'}};
  let end = 0;
  for (const tensor of tensors) {
    const begin = end;
    end += bytesOf(tensor);
    members[tensor.name] = {dtype: tensor.type, shape: tensor.shape, data_offsets: [begin, end]};
  }
  const text = JSON.stringify(members);
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeBigUInt64LE(BigInt(header.length));
  const head = Buffer.concat([length, header]);
  return {head, size: head.length + end};
};
