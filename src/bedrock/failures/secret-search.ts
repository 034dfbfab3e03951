/** Finds secrets in a text, plain or encoded, by string search: a session token is too long for a regular expression. */

/** A text without its escapes, with one character for each byte of UTF-8. */
interface DecodedText {
  readonly bytes: string;
  /** The index in the text of each byte, followed by the length of the text. */
  readonly starts: readonly number[];
}

/** A percent-encoded byte (encoded once or more often), a character escaped as in JSON, or any other character. */
const UNITS = /%(?:25)*([0-9a-f]{2})|\\u([0-9a-f]{4})|./gisu;

const bytesOf = (unit: string, percent: string | undefined, escaped: string | undefined): Iterable<number> => {
  if (percent !== undefined) return [Number.parseInt(percent, 16)];
  if (escaped !== undefined) return Buffer.from(String.fromCharCode(Number.parseInt(escaped, 16)));
  return Buffer.from(unit);
};

const BACKSLASH = 0x5c;

/** Backslashes are dropped, so it does not matter whether one is an escape or part of the secret. */
const decodedText = (text: string): DecodedText => {
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

/** In form encoding, a plus sign is a space. */
const asForm = (bytes: string): string => bytes.replaceAll('+', ' ');

/** Converts the URL alphabet of base64 to the standard one. */
const asBase64 = (bytes: string): string => bytes.replaceAll('-', '+').replaceAll('_', '/');

/** Hiding shorter pieces would blank out ordinary words. */
const MIN_FORM = 4;
const MIN_BASE64 = 8;

/** The three base64 forms of a secret inside another text: the secret may begin at any byte of a group of three. */
const base64Of = (secret: string): readonly string[] =>
  [0, 1, 2]
    .map(offset => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
      // Drops the characters of the first group that depend on the text before the secret.
      return whole.slice(offset === 0 ? 0 : offset + 1);
    })
    .filter(piece => piece.length >= MIN_BASE64);

/** A secret in all the forms to look for. */
export interface SecretForms {
  readonly secret: string;
  readonly form: string;
  readonly base64: readonly string[];
}

export const formsOf = (secret: string): SecretForms => ({
  secret,
  form: asForm(decodedText(secret).bytes),
  base64: base64Of(secret),
});

type Range = readonly [from: number, to: number];

const rangesOf = (text: string, wanted: string): readonly Range[] => {
  const ranges: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) ranges.push([at, at + wanted.length]);
  return ranges;
};

/** The last base64 group mixes the end of the secret with the text after it. */
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

/** The ranges of `text` that are one of the secrets, from left to right, without overlaps. */
export const secretRanges = (text: string, secrets: readonly SecretForms[]): readonly Range[] => {
  const {bytes, starts} = decodedText(text);
  const [form, base64] = [asForm(bytes), asBase64(bytes)];
  const inText = ([from, to]: Range): Range => [starts[from] ?? 0, starts[to] ?? text.length];
  return merged(
    secrets.flatMap(each => [
      ...rangesOf(text, each.secret),
      ...(each.form.length < MIN_FORM ? [] : rangesOf(form, each.form).map(inText)),
      ...each.base64.flatMap(piece => rangesOf(base64, piece).map(range => inText(withLastGroup(bytes, range)))),
    ]),
  );
};
