/** What completes the word at the cursor: candidates from the tables, or a question that only files or AWS can answer. */
import {modelNameProblem} from '../../core/domain/model-query.ts';
import {DEFAULT_QUERY, type ListRequest, nameProblem, PAGE_SIZE} from '../../core/domain/query.ts';
import {NAMED} from '../args/all-commands.ts';
import {type Operand, TUI} from '../args/command-table.ts';
import {type ConnectionOptions, connectionProblem, readConnection} from '../flags/connection-flags.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {valueReader} from '../flags/value-reader.ts';
import {INFO_COMMANDS, TOPICS} from '../help/topics.ts';
import {type CursorContext, cursorContextOf} from './cursor-context.ts';

export interface Candidate {
  readonly word: string;
  /** What it is, in one clause. */
  readonly text?: string;
}

/** The candidates are jobs or models: which ones to ask AWS for, and which of those to offer. */
export interface NameQuestion {
  readonly kind: 'jobs' | 'models';
  readonly connection: ConnectionOptions;
  readonly request: ListRequest;
  /** How a name has to begin. */
  readonly typed: string;
  /** What stands before the name in its word: the flag that it is the value of, for example. */
  readonly prefix: string;
  /** Names that are already on the line, and are not offered again. */
  readonly given: readonly string[];
  readonly isRunningFirst: boolean;
}

export type Completion =
  /** `isList`: more values may follow in the same word. */
  | {readonly kind: 'candidates'; readonly candidates: readonly Candidate[]; readonly isList?: true}
  | {readonly kind: 'profiles'; readonly prefix: string; readonly typed: string; readonly isList?: true}
  | NameQuestion
  /** The shell completes files itself. */
  | {readonly kind: 'files'};

type At<K extends CursorContext['kind']> = Extract<CursorContext, {kind: K}>;

const NOTHING: Completion = {kind: 'candidates', candidates: []};

/** How many jobs or models are offered at most. */
export const MAX_CANDIDATES = 100;

/** The first clause of a flag's text, without its punctuation and the default. */
export const clauseOf = (text: string): string => (text.split(/[.;:](?=\s|$)| \(default\b/)[0] ?? '').trim();

/** The program accepts values in upper and lower case. */
const begins = (word: string, typed: string): boolean => word.toLowerCase().startsWith(typed.toLowerCase());

const candidatesOf = (words: readonly string[], prefix: string, typed: string): readonly Candidate[] =>
  words.filter(word => begins(word, typed)).map(word => ({word: prefix + word}));

const flagCompletion = ({command, given, typed}: Omit<At<'flag'>, 'kind'>): Completion => {
  const open = command.flags.filter(({name, isRepeatable}) => isRepeatable || !given.values.has(name));
  const candidates = open.flatMap(({name, alias, text}) =>
    [name, ...(alias === undefined ? [] : [alias])].map(word => ({word: `--${word}`, text: clauseOf(text)})),
  );
  return {kind: 'candidates', candidates: candidates.filter(({word}) => word.startsWith(typed))};
};

/** Most people give one value to a flag that may be repeated, so only a comma shows that more will follow. */
const hasFurtherValues = ({isRepeatable}: Flag, typed: string): boolean => !isRepeatable || typed.includes(',');

/** Completes the last of several values separated by commas. Those before it are not offered again. */
const listCompletion = (choices: readonly string[], {flag, prefix, typed}: At<'value'>): Completion => {
  const start = typed.lastIndexOf(',') + 1;
  const earlier = typed.slice(0, start);
  const used = earlier.toLowerCase().split(',');
  const open = choices.filter(choice => !used.includes(choice.toLowerCase()));
  const candidates = candidatesOf(open, prefix + earlier, typed.slice(start));
  return {kind: 'candidates', candidates, ...(hasFurtherValues(flag, typed) && {isList: true})};
};

const valueCompletion = (context: At<'value'>): Completion => {
  const {choices = [], source, isList}: Flag = context.flag;
  const {prefix, typed} = context;
  if (source === 'files') return {kind: 'files'};
  if (source === 'jobs') return nameCompletion(context.given, typed, {source, prefix});
  if (source === 'profiles') {
    return {kind: 'profiles', prefix, typed, ...(hasFurtherValues(context.flag, typed) && {isList: true})};
  }
  return isList
    ? listCompletion(choices, context)
    : {kind: 'candidates', candidates: candidatesOf(choices, prefix, typed)};
};

/** Why AWS would refuse a text as the beginning of a name, or a name itself. */
export const NAME_PROBLEMS: Readonly<Record<NameQuestion['kind'], (text: string) => string | undefined>> = {
  jobs: nameProblem,
  models: modelNameProblem,
};

const requestFor = (typed: string): ListRequest => ({
  ...DEFAULT_QUERY,
  name: typed === '' ? undefined : typed,
  // AWS finds names that contain the text. Only some of them begin with it, so a large page is needed.
  pageSize: typed === '' ? MAX_CANDIDATES : PAGE_SIZE.max,
});

/** Nothing if the program would refuse the command line, or AWS the name. Then there is no request. */
const nameCompletion = (
  given: Given,
  typed: string,
  {source, prefix = ''}: {readonly source: NonNullable<Operand['source']>; readonly prefix?: string},
): Completion => {
  const kind = source === 'models' ? 'models' : 'jobs';
  const reader = valueReader(given);
  const connection = readConnection(reader);
  const problem = reader.problem() ?? connectionProblem(given) ?? NAME_PROBLEMS[kind](typed);
  if (problem !== undefined) return NOTHING;
  const isRunningFirst = source === 'running-jobs-first';
  return {kind, connection, request: requestFor(typed), typed, prefix, given: given.positionals, isRunningFirst};
};

const operandCompletion = ({command, given, typed}: At<'operand'>): Completion => {
  const {operand} = command;
  const known = operand?.rest === undefined ? operand?.max : 1;
  if (!operand || given.positionals.length >= (known ?? 0)) {
    return typed === '' ? flagCompletion({command, given, typed}) : NOTHING;
  }
  if (operand.source !== undefined) return nameCompletion(given, typed, {source: operand.source});
  return {kind: 'candidates', candidates: candidatesOf(operand.choices ?? [], '', typed)};
};

type Described = {readonly name: string; readonly brief: string};

const described = (rows: readonly Described[], typed: string): readonly Candidate[] =>
  rows.filter(({name}) => name.startsWith(typed)).map(({name, brief}) => ({word: name, text: brief}));

/** After flags, more flags are offered as well. */
const commandCompletion = ({given, typed}: At<'command'>): Completion => {
  const commands = described([...NAMED, ...INFO_COMMANDS], typed);
  const flags = typed === '' && given.values.size > 0 ? flagCompletion({command: TUI, given, typed}) : NOTHING;
  return {kind: 'candidates', candidates: [...commands, ...(flags.kind === 'candidates' ? flags.candidates : [])]};
};

const completionAt = (context: CursorContext): Completion => {
  switch (context.kind) {
    case 'command':
      return commandCompletion(context);
    case 'topic':
      return {kind: 'candidates', candidates: described([...NAMED, ...TOPICS], context.typed)};
    case 'flag':
      return flagCompletion(context);
    case 'value':
      return valueCompletion(context);
    case 'operand':
      return operandCompletion(context);
    case 'unknown':
      return NOTHING;
  }
};

/** `words`: those after the program's name. The last one is the word at the cursor as far as it is typed; it may be empty. */
export const completionFor = (words: readonly string[]): Completion => completionAt(cursorContextOf(words));
