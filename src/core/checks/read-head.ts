/** Reads the head of a safetensors file, wherever the file is: eight bytes, and then exactly the bytes that they announce. */
import {bad, type Parsed} from '../text/parsed.ts';
import {type Head, headLength, LENGTH_BYTES, parseHead} from './safetensors.ts';

/** The bytes from `begin`; fewer than `length` if the file ends before. */
type ReadAt = (begin: number, length: number) => Promise<Uint8Array>;

/** The weights are never read. Rejects if `read` does. */
export const readHead = async (read: ReadAt): Promise<Parsed<Head>> => {
  const length = headLength(await read(0, LENGTH_BYTES));
  if (!length.ok) return length;
  const head = await read(LENGTH_BYTES, length.value);
  if (head.length < length.value) return bad('it ends within its header');
  return parseHead(new TextDecoder().decode(head), length.value);
};
