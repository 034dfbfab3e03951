/** Where in a command line the cursor is: at a command, a topic of help, a flag, a flag's value, or an operand. */
import {type Command, NAMED, TUI} from '../command-table.ts';
import {ALL_FLAGS, findCommandWord} from '../command-word.ts';
import {type Flag, flagOf, type Given, tokensOf} from '../flags.ts';

export type Place =
  /** `given`: what the flags before it say. */
  | {readonly kind: 'command'; readonly given: Given; readonly typed: string}
  /** After "help". */
  | {readonly kind: 'topic'; readonly typed: string}
  | {readonly kind: 'flag'; readonly command: Command; readonly given: Given; readonly typed: string}
  | {
      readonly kind: 'value';
      readonly flag: Flag;
      /** What is before the value in the same word: “--status=”, or nothing. */
      readonly lead: string;
      readonly typed: string;
    }
  | {readonly kind: 'operand'; readonly command: Command; readonly given: Given; readonly typed: string}
  | {readonly kind: 'nowhere'};

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, {kind: 'option'}>;

const NOWHERE: Place = {kind: 'nowhere'};

const hasNextWord = (token: Token): boolean =>
  token.kind === 'option' && token.value !== undefined && !token.inlineValue;

/** The index of the last word that belongs to it. */
const endOf = (token: Token): number => token.index + (hasNextWord(token) ? 1 : 0);

/** What the finished words say. Mistakes are skipped, because an unfinished command line is full of them. */
const givenBy = (flags: readonly Flag[], tokens: readonly Token[]): Given => {
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = flagOf(flags, token.name);
    if (!flag || (flag.value === undefined) !== (token.value === undefined)) continue;
    const earlier = flag.isRepeatable ? values.get(flag.name) : undefined;
    values.set(flag.name, [...(earlier === undefined ? [] : [earlier]), token.value ?? ''].join(','));
  }
  return {values, positionals};
};

const valuePlace = (flags: readonly Flag[], {name, value = ''}: OptionToken, word: string): Place => {
  const flag = flagOf(flags, name);
  if (flag?.value === undefined) return NOWHERE;
  return {kind: 'value', flag, lead: word.slice(0, word.length - value.length), typed: value};
};

/** `args` without the command's own name. */
const placeIn = (command: Command, args: readonly string[]): Place => {
  const {flags} = command;
  const last = args.length - 1;
  const typed = args[last] ?? '';
  const tokens = tokensOf(flags, args);
  const given = givenBy(
    flags,
    tokens.filter(token => endOf(token) < last),
  );
  const valued = tokens.find(
    (token): token is OptionToken => token.kind === 'option' && token.value !== undefined && endOf(token) === last,
  );
  if (valued) return valuePlace(flags, valued, typed);
  const hasTerminator = tokens.some(({kind, index}) => kind === 'option-terminator' && index < last);
  if (!hasTerminator && typed.startsWith('-')) return {kind: 'flag', command, given, typed};
  return {kind: 'operand', command, given, typed};
};

/** Flags of every command may stand before it; those of the terminal UI are offered there. */
const beforeCommand = (words: readonly string[]): Place => {
  const place = placeIn({...TUI, flags: ALL_FLAGS}, words);
  if (place.kind === 'flag') return {...place, command: TUI};
  if (place.kind !== 'operand') return place;
  const {given, typed} = place;
  return words.includes('--') ? NOWHERE : {kind: 'command', given, typed};
};

/** `words` are those after the program's name; the last one is what is typed of the word at the cursor, perhaps nothing. */
export const placeOf = (words: readonly string[]): Place => {
  const typed = words.at(-1) ?? '';
  const {word, before, after} = findCommandWord(words.slice(0, -1));
  if (word === undefined) return beforeCommand(words.length === 0 ? [''] : words);
  if (word === 'help') return after.length === 0 ? {kind: 'topic', typed} : NOWHERE;
  const named = NAMED.find(({name}) => name === word);
  return named ? placeIn(named, [...before, ...after, typed]) : NOWHERE;
};
