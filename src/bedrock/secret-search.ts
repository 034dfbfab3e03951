/** Finds secrets in a text, as they are or encoded. Plain string search: a session token is too long for a pattern. */

/** A text without its escapes, one character for each byte of UTF-8. */
interface Reading {
  readonly bytes: string;
  /** Where in the text each byte begins, and at last where the text ends. */
  readonly starts: readonly number[];
}

/** A byte that is percent-encoded, also more than once; a character escaped as in JSON; anything else. */
const UNITS = /%(?:25)*([0-9a-f]{2})|\\u([0-9a-f]{4})|./gisu;

const bytesOf = (unit: string, percent: string | undefined, escaped: string | undefined): Iterable<number> => {
  if (percent !== undefined) return [Number.parseInt(percent, 16)];
  if (escaped !== undefined) return Buffer.from(String.fromCharCode(Number.parseInt(escaped, 16)));
  return Buffer.from(unit);
};

const BACKSLASH = 0x5c;

/** Without backslashes: whether one escapes what follows it or belongs to the secret need not be known then. */
const readingOf = (text: string): Reading => {
  const bytes: number[] = [];
  const starts: number[] = [];
  for (const {0: unit, 1: percent, 2: escaped, index} of text.matchAll(UNITS)) {
    for (const byte of bytesOf(unit, percent, escaped)) {
      if (byte === BACKSLASH) continue;
      bytes.push(byte);
      starts.push(index);
    }
  }
  return {bytes: Buffer.from(bytes).toString('latin1'), starts: [...starts, text.length]};
};

/** In a form, a plus sign is a space. */
const asForm = (bytes: string): string => bytes.replaceAll('+', ' ');

/** One of the two alphabets of base64. */
const asBase64 = (bytes: string): string => bytes.replaceAll('-', '+').replaceAll('_', '/');

/** Shorter pieces would blank out ordinary words. */
const SHORTEST_PIECE = 4;
const SHORTEST_BASE64 = 8;

/** What base64 makes of a secret with any text around it: it depends on where in a group of three bytes the secret begins. */
const base64Of = (secret: string): readonly string[] =>
  [0, 1, 2]
    .map(offset => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
      // Of the first group only what the secret alone decides.
      return whole.slice(offset === 0 ? 0 : offset + 1);
    })
    .filter(piece => piece.length >= SHORTEST_BASE64);

/** What to look for. */
export interface SoughtSecret {
  readonly secret: string;
  readonly form: string;
  readonly base64: readonly string[];
}

export const soughtSecret = (secret: string): SoughtSecret => ({
  secret,
  form: asForm(readingOf(secret).bytes),
  base64: base64Of(secret),
});

type Range = readonly [from: number, to: number];

const rangesOf = (text: string, wanted: string): readonly Range[] => {
  const ranges: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) ranges.push([at, at + wanted.length]);
  return ranges;
};

/** The last group of base64 holds the end of the secret together with what follows it. */
const GROUP = /[\w+/-]{0,4}={0,2}/y;

const withLastGroup = (bytes: string, [from, to]: Range): Range => {
  GROUP.lastIndex = to;
  return [from, to + (GROUP.exec(bytes)?.[0].length ?? 0)];
};

const merged = (ranges: readonly Range[]): readonly Range[] => {
  const result: [number, number][] = [];
  for (const [from, to] of ranges.toSorted(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
};

/** The parts of `text` that are one of the secrets, from left to right; none overlaps another. */
export const secretRanges = (text: string, sought: readonly SoughtSecret[]): readonly Range[] => {
  const {bytes, starts} = readingOf(text);
  const [form, base64] = [asForm(bytes), asBase64(bytes)];
  const inText = ([from, to]: Range): Range => [starts[from] ?? 0, starts[to] ?? text.length];
  return merged(
    sought.flatMap(each => [
      ...rangesOf(text, each.secret),
      ...(each.form.length < SHORTEST_PIECE ? [] : rangesOf(form, each.form).map(inText)),
      ...each.base64.flatMap(piece => rangesOf(base64, piece).map(range => inText(withLastGroup(bytes, range)))),
    ]),
  );
};
