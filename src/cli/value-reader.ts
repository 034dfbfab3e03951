/** Turns the texts given for flags into values; the first one that makes no sense is kept as the problem. */
import type {Parsed} from '../core/query.ts';
import type {Given} from './flags.ts';

export interface ValueReader {
  /** The flag's value; `fallback` where it was not given or makes no sense. */
  read<T, F>(name: string, parse: (text: string) => Parsed<T>, fallback: F): T | F;
  isOn(name: string): boolean;
  /** The first problem, naming the flag. */
  problem(): string | undefined;
}

export const valueReader = ({values}: Given): ValueReader => {
  let problem: string | undefined;
  return {
    read: (name, parse, fallback) => {
      const text = values.get(name);
      if (text === undefined) return fallback;
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      problem ??= `--${name}: ${parsed.reason}`;
      return fallback;
    },
    isOn: name => values.has(name),
    problem: () => problem,
  };
};

/** A number from `least` to `most`; `isWhole` refuses fractions. */
export const numberFrom =
  (least: number, most: number, isWhole: boolean) =>
  (text: string): Parsed<number> => {
    const pattern = isWhole ? /^\d{1,10}$/ : /^\d{1,10}(\.\d{1,3})?$/;
    const value = pattern.test(text.trim()) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? {ok: true, value}
      : {ok: false, reason: `“${text}” is not a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}`};
  };

export const parseProfile = (text: string): Parsed<string> =>
  text.trim() === '' ? {ok: false, reason: 'a profile name is missing'} : {ok: true, value: text};

export const parseRegion = (text: string): Parsed<string> =>
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
    ? {ok: true, value: text}
    : {ok: false, reason: `“${text}” is not a region name; write it as AWS does, for example us-east-1`};

/** An http or https address with a host. The SDK would take “localhost:8080” for a scheme and ask a host without a name. */
export const parseEndpointUrl = (text: string): Parsed<string> => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    return {ok: false, reason: `“${text}” is not an http or https address, for example http://127.0.0.1:8080`};
  }
  if (url.username !== '' || url.password !== '') {
    return {ok: false, reason: 'an address with a user name or password is not accepted; credentials come from AWS'};
  }
  if (url.search !== '' || url.hash !== '') {
    return {ok: false, reason: 'an address with ? or # is not accepted; leave off what follows the path'};
  }
  return {ok: true, value: text};
};
