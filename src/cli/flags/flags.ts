/** Reads arguments by a table of flags. */
import {parseArgs} from 'node:util';
import type {Parsed} from '../../core/text/parsed.ts';
import {nearest} from './nearest.ts';

/** A flag, for the parser, the help, the documents and completion. */
export interface Flag {
  readonly name: string;
  /** The same flag under the API's name. */
  readonly alias?: string;
  /** An old name that still works. Neither help nor completion shows it. */
  readonly oldName?: string;
  /** One letter. */
  readonly short?: string;
  /** The placeholder for the value in the help. A flag without a value is a switch. */
  readonly value?: string;
  /** Its heading in the help. */
  readonly group: string;
  readonly text: string;
  /** The values that completion offers: all, or the most likely ones. */
  readonly choices?: readonly string[];
  /** A value may hold several of the choices, separated by commas. */
  readonly isList?: boolean;
  /** What completion offers if the values cannot be listed. */
  readonly source?: 'files' | 'profiles' | 'jobs';
  /** It may be given several times. The values are then joined. */
  readonly isRepeatable?: boolean;
  /** What stands between the values then; by default a comma. */
  readonly joint?: string;
}

/** The flags that were given, by their own names, and the other arguments. The value of a switch is empty. */
export interface Given {
  readonly values: ReadonlyMap<string, string>;
  readonly positionals: readonly string[];
  /** How many of them stand before `--`; undefined if there is no `--`. */
  readonly dashesAt?: number | undefined;
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number];
type OptionToken = Extract<Token, {kind: 'option'}>;

const optionsOf = (flags: readonly Flag[]) => {
  const options: Record<string, {type: 'string' | 'boolean'; short?: string}> = {};
  for (const {name, alias, oldName, short, value} of flags) {
    const type = value === undefined ? 'boolean' : 'string';
    options[name] = short === undefined ? {type} : {type, short};
    for (const other of [alias, oldName]) if (other !== undefined) options[other] = {type};
  }
  return options;
};

/** The arguments as tokens. parseArgs' own checks are off, because its error messages do not say which flag is wrong. */
export const tokensOf = (flags: readonly Flag[], args: readonly string[]): readonly Token[] =>
  parseArgs({args: [...args], options: optionsOf(flags), strict: false, allowPositionals: true, tokens: true}).tokens;

export const flagOf = (flags: readonly Flag[], name: string): Flag | undefined =>
  flags.find(flag => flag.name === name || flag.alias === name || flag.oldName === name);

/** The values of a flag that is given several times. */
export const joinedValues = ({joint = ','}: Flag, earlier: string, value: string): string => earlier + joint + value;

/** Whether the flag `name` is among the arguments, even if other arguments are wrong. */
export const isGiven = (flags: readonly Flag[], args: readonly string[], name: string): boolean =>
  tokensOf(flags, args).some(token => token.kind === 'option' && token.name === name);

export const unknownFlag = (flags: readonly Flag[], rawName: string): string => {
  const names = flags.flatMap(({name, alias}) => (alias === undefined ? [name] : [name, alias]));
  const guess = rawName.startsWith('--') ? nearest(rawName.slice(2), names) : undefined;
  return `unknown flag ${rawName}${guess === undefined ? '' : ` (did you mean --${guess}?)`}`;
};

/** The value of a flag, or what is wrong with it. */
const tokenValue = (flag: Flag, {rawName, value, inlineValue}: OptionToken): Parsed<string> => {
  if (flag.value === undefined) {
    return value === undefined ? {ok: true, value: ''} : {ok: false, reason: `${rawName} takes no value`};
  }
  if (value === undefined) return {ok: false, reason: `${rawName} needs a value: ${rawName} ${flag.value}`};
  if (!inlineValue && value.startsWith('-')) {
    return {
      ok: false,
      reason: `${rawName} needs a value, but ${value} looks like a flag (if it is the value, write ${rawName}=${value})`,
    };
  }
  // -o=csv, which other programs accept.
  return {ok: true, value: /^-[^-]/.test(rawName) && inlineValue ? value.replace(/^=/, '') : value};
};

const conflict = (flag: Flag, first: string, second: string): string => {
  const values = `“${first}” and “${second}”`;
  const other = flag.alias ?? flag.oldName;
  const names = other === undefined ? `--${flag.name}` : `--${flag.name} (or --${other})`;
  return `${names} is given twice, with ${values}`;
};

/** What was given, or a clause that names the wrong flag and says why. `explain` makes the clause for an unknown flag. */
export const readFlags = (
  flags: readonly Flag[],
  args: readonly string[],
  explain = (rawName: string) => unknownFlag(flags, rawName),
): Parsed<Given> => {
  const values = new Map<string, string>();
  const positionals: string[] = [];
  let dashesAt: number | undefined;
  for (const token of tokensOf(flags, args)) {
    if (token.kind === 'option-terminator') dashesAt = positionals.length;
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = flagOf(flags, token.name);
    if (!flag) return {ok: false, reason: explain(token.rawName)};
    const read = tokenValue(flag, token);
    if (!read.ok) return read;
    const earlier = values.get(flag.name);
    if (earlier !== undefined && flag.isRepeatable) {
      values.set(flag.name, joinedValues(flag, earlier, read.value));
      continue;
    }
    if (earlier !== undefined && earlier !== read.value) {
      return {ok: false, reason: conflict(flag, earlier, read.value)};
    }
    values.set(flag.name, read.value);
  }
  return {ok: true, value: {values, positionals, dashesAt}};
};
