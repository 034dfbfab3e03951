/**
 * The head of a safetensors file: eight bytes with its length, then JSON that names each tensor, its type, its shape and where its
 * bytes are after the head (https://github.com/huggingface/safetensors#format).
 */
import {plural} from '../text/format.ts';
import {bad, good, type Parsed} from '../text/parsed.ts';

export interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** The first byte and the byte after the last, counted from the end of the head. */
  readonly begin: number;
  readonly end: number;
}

export interface Head {
  readonly tensors: readonly Tensor[];
  /** Bytes of the whole file, as the head tells. */
  readonly fileSize: number;
}

/** The bytes before the JSON. */
export const LENGTH_BYTES = 8;
/** The format's own limit for the JSON. */
export const HEAD_MAX = 100_000_000;

/** Bits of one element. */
const BITS: Readonly<Record<string, number>> = {
  ...{F64: 64, I64: 64, U64: 64, F32: 32, I32: 32, U32: 32, F16: 16, BF16: 16, I16: 16, U16: 16},
  ...{I8: 8, U8: 8, BOOL: 8, F8_E4M3: 8, F8_E5M2: 8, F8_E8M0: 8, F6_E2M3: 6, F6_E3M2: 6, F4: 4},
};

/** The length of the JSON, from the first eight bytes (little-endian), or why it cannot be one. */
export const headLength = (bytes: Uint8Array): Parsed<number> => {
  if (bytes.length < LENGTH_BYTES) return bad(`the file has only ${plural(bytes.length, 'byte')}`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (length > BigInt(HEAD_MAX)) return bad('it announces a header of more than 100 MB');
  return good(Number(length));
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const tensorOf = (name: string, value: unknown): Parsed<Tensor> => {
  const {dtype, shape, data_offsets: offsets} = isRecord(value) ? value : {};
  const [begin, end] = Array.isArray(offsets) ? (offsets as readonly unknown[]) : [];
  if (typeof dtype !== 'string' || !Array.isArray(shape) || !shape.every(isSize) || !isSize(begin) || !isSize(end)) {
    return bad(`the tensor ${name} lacks its type, shape or place`);
  }
  const bits = BITS[dtype];
  const elements = shape.reduce((product: number, size) => product * size, 1);
  // A type that is not known here may have any size.
  if (end < begin || (bits !== undefined && Math.ceil((elements * bits) / 8) !== end - begin)) {
    return bad(`the tensor ${name} (${dtype}, ${shape.join(' x ')}) does not fit its ${end - begin} bytes`);
  }
  return good({name, dtype, shape, begin, end});
};

/** Tensors have to follow each other without gaps: else a part of the file is nobody's, or two tensors share it. */
const placeProblem = (tensors: readonly Tensor[]): string | undefined => {
  let at = 0;
  for (const {name, begin, end} of tensors.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at)
      return begin < at ? `the tensor ${name} overlaps another` : `there is a gap before the tensor ${name}`;
    at = end;
  }
  return undefined;
};

/** The head from its JSON, or a clause that says what is wrong with it. */
export const parseHead = (json: string, length: number): Parsed<Head> => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return bad('its header is not valid JSON');
  }
  if (!isRecord(value)) return bad('its header is not a JSON object');
  const tensors: Tensor[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (name === '__metadata__') continue;
    const tensor = tensorOf(name, member);
    if (!tensor.ok) return tensor;
    tensors.push(tensor.value);
  }
  const problem = placeProblem(tensors);
  if (problem !== undefined) return bad(problem);
  const end = tensors.reduce((max, tensor) => Math.max(max, tensor.end), 0);
  return good({tensors, fileSize: LENGTH_BYTES + length + end});
};
