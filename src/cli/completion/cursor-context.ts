/** What the word at the cursor is: a command, a topic of help, a flag, a flag's value, or an operand. */
import {COMMANDS, NAMED} from '../args/all-commands.ts';
import {type CliCommand, TUI} from '../args/command-table.ts';
import {findCommandWord} from '../args/command-word.ts';
import {type Flag, flagOf, type Given, joinedValues, tokensOf} from '../flags/flags.ts';

const ALL_FLAGS: readonly Flag[] = COMMANDS.flatMap(({flags}) => flags);

export type CursorContext =
  /** `given`: the flags before it. */
  | {readonly kind: 'command'; readonly given: Given; readonly typed: string}
  /** After "help". */
  | {readonly kind: 'topic'; readonly typed: string}
  | {readonly kind: 'flag'; readonly command: CliCommand; readonly given: Given; readonly typed: string}
  | {
      readonly kind: 'value';
      readonly flag: Flag;
      readonly given: Given;
      /** What stands before the value in the same word, such as “--status=”. */
      readonly prefix: string;
      readonly typed: string;
    }
  | {readonly kind: 'operand'; readonly command: CliCommand; readonly given: Given; readonly typed: string}
  /** Nothing can be completed here. */
  | {readonly kind: 'unknown'};

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, {kind: 'option'}>;

const UNKNOWN: CursorContext = {kind: 'unknown'};

const hasNextWord = (token: Token): boolean =>
  token.kind === 'option' && token.value !== undefined && !token.inlineValue;

/** The index of the last word that belongs to the token. */
const endOf = (token: Token): number => token.index + (hasNextWord(token) ? 1 : 0);

/** The flags and operands among the finished words. Mistakes are skipped, because the line is not finished. */
const givenIn = (flags: readonly Flag[], tokens: readonly Token[]): Given => {
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = flagOf(flags, token.name);
    if (!flag || (flag.value === undefined) !== (token.value === undefined)) continue;
    const earlier = flag.isRepeatable ? values.get(flag.name) : undefined;
    const value = token.value ?? '';
    values.set(flag.name, earlier === undefined ? value : joinedValues(flag, earlier, value));
  }
  return {values, positionals};
};

const valueContext = (
  flags: readonly Flag[],
  {name, value = ''}: OptionToken,
  {given, word}: {readonly given: Given; readonly word: string},
): CursorContext => {
  const flag = flagOf(flags, name);
  if (flag?.value === undefined) return UNKNOWN;
  return {kind: 'value', flag, given, prefix: word.slice(0, word.length - value.length), typed: value};
};

/** `args`: the words without the command's own name. */
const contextIn = (command: CliCommand, args: readonly string[]): CursorContext => {
  const {flags} = command;
  const last = args.length - 1;
  const typed = args[last] ?? '';
  const tokens = tokensOf(flags, args);
  const given = givenIn(
    flags,
    tokens.filter(token => endOf(token) < last),
  );
  const valued = tokens.find(
    (token): token is OptionToken => token.kind === 'option' && token.value !== undefined && endOf(token) === last,
  );
  if (valued) return valueContext(flags, valued, {given, word: typed});
  const hasTerminator = tokens.some(({kind, index}) => kind === 'option-terminator' && index < last);
  if (!hasTerminator && typed.startsWith('-')) return {kind: 'flag', command, given, typed};
  return {kind: 'operand', command, given, typed};
};

/** Flags of any command are accepted before the command. The context offers those of the terminal UI. */
const beforeCommand = (words: readonly string[]): CursorContext => {
  const context = contextIn({...TUI, flags: ALL_FLAGS}, words);
  if (context.kind === 'flag') return {...context, command: TUI};
  if (context.kind !== 'operand') return context;
  const {given, typed} = context;
  return words.includes('--') ? UNKNOWN : {kind: 'command', given, typed};
};

/** `words`: those after the program's name. The last one is the word at the cursor as far as it is typed; it may be empty. */
export const cursorContextOf = (words: readonly string[]): CursorContext => {
  const typed = words.at(-1) ?? '';
  const {word, before, after} = findCommandWord(ALL_FLAGS, words.slice(0, -1));
  if (word === undefined) return beforeCommand(words.length === 0 ? [''] : words);
  if (word === 'help') return after.length === 0 ? {kind: 'topic', typed} : UNKNOWN;
  const named = NAMED.find(({name}) => name === word);
  return named ? contextIn(named, [...before, ...after, typed]) : UNKNOWN;
};
