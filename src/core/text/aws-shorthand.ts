/**
 * Values of flags as the AWS CLI writes them: JSON, or its shorthand such as `s3DataSource={s3Uri=s3://bucket/}` and
 * `subnetIds=subnet-1,subnet-2,securityGroupIds=sg-1`.
 */
import {bad, good, type Parsed} from './parsed.ts';

type Value = string | readonly Value[] | {readonly [key: string]: Value};

/** What is wrong, at which character. */
class ShorthandError extends Error {}

/** Reads a text from left to right. */
const createReader = (text: string) => {
  let at = 0;
  const fail = (what: string): never => {
    throw new ShorthandError(`${what} at character ${at + 1}`);
  };
  /** White space after a separator means nothing. */
  const skip = (character: string): void => {
    if (text[at] !== character) fail(`“${character}” is missing`);
    at += 1;
    while (/\s/.test(text.charAt(at))) at += 1;
  };
  const while_ = (pattern: RegExp): string => {
    const start = at;
    while (at < text.length && pattern.test(text.charAt(at))) at += 1;
    return text.slice(start, at);
  };
  const quoted = (): string => {
    const quote = text.charAt(at);
    at += 1;
    let value = '';
    while (text[at] !== quote) {
      if (at >= text.length) fail('a quote is not closed');
      if (text[at] === '\\' && [quote, '\\'].includes(text.charAt(at + 1))) at += 1;
      value += text.charAt(at);
      at += 1;
    }
    at += 1;
    return value;
  };
  const next = (): string => {
    at += 1;
    return text.charAt(at - 1);
  };
  return {fail, skip, take: while_, next, quoted, peek: () => text.charAt(at), rest: () => text.slice(at)};
};

type Reader = ReturnType<typeof createReader>;

/** A text up to a comma or a bracket. A comma within it has a backslash before it; white space at its end means nothing. */
const bareText = (reader: Reader): string => {
  let text = reader.take(/[^,{}[\]]/);
  while (text.endsWith('\\') && reader.peek() === ',') {
    text = `${text.slice(0, -1)}${reader.next()}${reader.take(/[^,{}[\]]/)}`;
  }
  return text.trimEnd();
};

const explicitList = (reader: Reader): readonly Value[] => {
  reader.skip('[');
  const items: Value[] = [];
  while (reader.peek() !== ']') {
    items.push(value(reader));
    if (reader.peek() === ',') reader.skip(',');
    else if (reader.peek() !== ']') reader.fail('“]” is missing');
  }
  reader.skip(']');
  return items;
};

const value = (reader: Reader): Value => {
  const next = reader.peek();
  if (next === '"' || next === "'") return reader.quoted();
  if (next === '[') return explicitList(reader);
  if (next === '{') {
    reader.skip('{');
    const found = structure(reader);
    reader.skip('}');
    return found;
  }
  return bareText(reader);
};

/** After a comma: whether a text follows that belongs to the list of the key before, and not a key of its own. */
const goesOn = (reader: Reader): boolean => /^[^=,{}[\]]*(?:[,}\]]|$)/.test(reader.rest());

const structure = (reader: Reader): {readonly [key: string]: Value} => {
  const members = new Map<string, Value>();
  for (;;) {
    const key = reader.take(/[^=,{}[\]\s]/);
    if (key === '') reader.fail('a name is missing');
    reader.skip('=');
    if (members.has(key)) reader.fail(`“${key}” is there twice`);
    const items: Value[] = [value(reader)];
    let hasMore = false;
    while (reader.peek() === ',') {
      reader.skip(',');
      hasMore = true;
      if (reader.rest() === '') reader.fail('a value is missing');
      if (!goesOn(reader)) break;
      items.push(value(reader));
      hasMore = false;
    }
    members.set(key, items.length === 1 ? (items[0] as Value) : items);
    if (!hasMore) return Object.fromEntries(members);
  }
};

const shorthandOf = (text: string): Parsed<unknown> => {
  const reader = createReader(text);
  try {
    const found = structure(reader);
    return reader.rest() === '' ? good(found) : bad(`“${reader.rest()}” is too much`);
  } catch (error) {
    if (error instanceof ShorthandError) return bad(error.message);
    throw error;
  }
};

/** One structure, or JSON. */
export const parseAwsValue = (text: string): Parsed<unknown> => {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed)) return shorthandOf(trimmed);
  try {
    return good(JSON.parse(trimmed));
  } catch (error) {
    return bad(`it is not valid JSON (${error instanceof Error ? error.message : String(error)})`);
  }
};

/** A list of structures: JSON, or several in shorthand with spaces between them, as the AWS CLI takes them. */
export const parseAwsList = (text: string): Parsed<readonly unknown[]> => {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    const parsed = parseAwsValue(trimmed);
    if (!parsed.ok) return parsed;
    return good(Array.isArray(parsed.value) ? parsed.value : [parsed.value]);
  }
  const items: unknown[] = [];
  // A space within a value is kept: the next structure begins with a name.
  for (const part of trimmed.split(/\s+(?=\w+=)/)) {
    const parsed = shorthandOf(part);
    if (!parsed.ok) return parsed;
    items.push(parsed.value);
  }
  return good(items);
};
