/** Turns the texts of flags into values, and keeps the first problem. */
import {clause} from '../../core/text/format.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Given} from './flags.ts';

export interface ValueReader {
  /** The flag's value; `fallback` if the flag was not given or is not valid. */
  read<T, F>(name: string, parse: (text: string) => Parsed<T>, fallback: F): T | F;
  isOn(name: string): boolean;
  /** The first problem, naming the flag. */
  problem(): string | undefined;
}

/** A reason such as “must be 1 to 9” follows the flag's name. Any other reason follows a colon. */
const problemOf = (name: string, reason: string): string =>
  `--${name}${/^(must|needs) /.test(reason) ? '' : ':'} ${clause(reason)}`;

export const valueReader = ({values}: Given): ValueReader => {
  let problem: string | undefined;
  return {
    read: (name, parse, fallback) => {
      const text = values.get(name);
      if (text === undefined) return fallback;
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      problem ??= problemOf(name, parsed.reason);
      return fallback;
    },
    isOn: name => values.has(name),
    problem: () => problem,
  };
};

const joined = (words: readonly string[], conjunction: string): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;

/** “a, b or c” */
export const orList = (words: readonly string[]): string => joined(words, 'or');

/** “a, b and c” */
export const andList = (words: readonly string[]): string => joined(words, 'and');

/** The reason for a value that is not one of `names`. */
export const mustBe = (names: readonly string[], text: string, hint = ''): Parsed<never> =>
  bad(`must be ${orList(names)} (got “${text.trim()}”${hint})`);

const NUMBER = {whole: /^-?\d+$/, any: /^-?\d+(\.\d+)?$/};

/** A number from `min` to `max`; `isWhole` refuses fractions. */
export const numberFrom =
  (min: number, max: number, isWhole: boolean) =>
  (text: string): Parsed<number> => {
    const trimmed = text.trim();
    const value = Number(trimmed);
    const isNumber = (isWhole ? NUMBER.whole : NUMBER.any).test(trimmed);
    if (isNumber && value >= min && value <= max) return good(value);
    const range = isNumber ? `${min} to ${max}` : `a ${isWhole ? 'whole ' : ''}number from ${min} to ${max}`;
    return bad(`must be ${range} (got “${trimmed}”)`);
  };

/** An http or https URL with a host. The SDK takes “localhost:” for a scheme, and sends requests to an empty host name. */
export const parseEndpointUrl = (text: string): Parsed<string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    return bad(`must begin with http:// or https://, for example http://127.0.0.1:8080 (got “${text}”)`);
  }
  if (url.username !== '' || url.password !== '') {
    return bad('must not contain a user name or password; credentials come from the AWS configuration');
  }
  if (url.search !== '' || url.hash !== '') return bad('must not contain ? or #; leave out what follows the path');
  return good(text);
};
