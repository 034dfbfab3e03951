/** What a shell can offer at the cursor: words from the tables, or a question that only files or AWS can answer. */
import {DEFAULT_QUERY, type ListRequest, nameProblem, PAGE_SIZE} from '../../core/query.ts';
import {NAMED, TUI} from '../command-table.ts';
import {type ConnectionOptions, connectionProblem, readConnection} from '../connection-flags.ts';
import type {Flag, Given} from '../flags.ts';
import {TELLING, TOPICS} from '../help-topics.ts';
import {valueReader} from '../value-reader.ts';
import {type Place, placeOf} from './place.ts';

export interface Offer {
  readonly word: string;
  /** What it is, in one clause. */
  readonly text?: string;
}

/** Which jobs to ask for, from where, and which of them to offer. */
export interface JobQuestion {
  readonly kind: 'jobs';
  readonly connection: ConnectionOptions;
  readonly request: ListRequest;
  /** What a name has to begin with. */
  readonly typed: string;
  /** Names that are on the line already. */
  readonly given: readonly string[];
  readonly isRunningFirst: boolean;
}

export type Wanted =
  /** `isList`: more may follow in the same word. */
  | {readonly kind: 'offers'; readonly offers: readonly Offer[]; readonly isList?: true}
  | {readonly kind: 'profiles'; readonly lead: string; readonly typed: string}
  | JobQuestion
  /** The shell completes files itself. */
  | {readonly kind: 'files'};

type At<K extends Place['kind']> = Extract<Place, {kind: K}>;

const NOTHING: Wanted = {kind: 'offers', offers: []};

/** The most jobs that are offered. */
export const MOST_OFFERED = 100;

/** The first clause of a sentence, without what ends it, and without the default. */
export const clauseOf = (text: string): string => (text.split(/[.;:](?=\s|$)| \(default\b/)[0] ?? '').trim();

/** The program accepts these values in upper and lower case. */
const begins = (word: string, typed: string): boolean => word.toLowerCase().startsWith(typed.toLowerCase());

const offersOf = (words: readonly string[], lead: string, typed: string): readonly Offer[] =>
  words.filter(word => begins(word, typed)).map(word => ({word: lead + word}));

const flagOffers = ({command, given, typed}: Omit<At<'flag'>, 'kind'>): Wanted => {
  const open = command.flags.filter(({name, isRepeatable}) => isRepeatable || !given.values.has(name));
  const offers = open.flatMap(({name, alias, text}) =>
    [name, ...(alias === undefined ? [] : [alias])].map(word => ({word: `--${word}`, text: clauseOf(text)})),
  );
  return {kind: 'offers', offers: offers.filter(({word}) => word.startsWith(typed))};
};

/** The last of several values separated by commas. Those before it are not offered again. */
const listOffers = (choices: readonly string[], {lead, typed}: At<'value'>): Wanted => {
  const start = typed.lastIndexOf(',') + 1;
  const earlier = typed.slice(0, start);
  const used = earlier.toLowerCase().split(',');
  const open = choices.filter(choice => !used.includes(choice.toLowerCase()));
  return {kind: 'offers', offers: offersOf(open, lead + earlier, typed.slice(start)), isList: true};
};

const valueOffers = (place: At<'value'>): Wanted => {
  const {choices = [], source, isList}: Flag = place.flag;
  const {lead, typed} = place;
  if (source === 'files') return {kind: 'files'};
  if (source === 'profiles') return {kind: 'profiles', lead, typed};
  return isList ? listOffers(choices, place) : {kind: 'offers', offers: offersOf(choices, lead, typed)};
};

const requestFor = (typed: string): ListRequest => ({
  ...DEFAULT_QUERY,
  name: typed === '' ? undefined : typed,
  // AWS looks for the text anywhere in the name, so only some of what it finds begins with it.
  pageSize: typed === '' ? MOST_OFFERED : PAGE_SIZE.max,
});

/** Nothing if AWS would refuse the name, or the program the command line; AWS is not asked then. */
const jobsWanted = (given: Given, typed: string, isRunningFirst: boolean): Wanted => {
  const reader = valueReader(given);
  const connection = readConnection(reader);
  const problem = reader.problem() ?? connectionProblem(given) ?? nameProblem(typed);
  if (problem !== undefined) return NOTHING;
  return {kind: 'jobs', connection, request: requestFor(typed), typed, given: given.positionals, isRunningFirst};
};

const operandOffers = ({command, given, typed}: At<'operand'>): Wanted => {
  const {operand} = command;
  if (!operand || given.positionals.length >= operand.most) {
    return typed === '' ? flagOffers({command, given, typed}) : NOTHING;
  }
  if (operand.source !== undefined) return jobsWanted(given, typed, operand.source === 'running-jobs-first');
  return {kind: 'offers', offers: offersOf(operand.choices ?? [], '', typed)};
};

type Described = {readonly name: string; readonly brief: string};

const described = (rows: readonly Described[], typed: string): readonly Offer[] =>
  rows.filter(({name}) => name.startsWith(typed)).map(({name, brief}) => ({word: name, text: brief}));

/** After flags, more flags may follow as well. */
const commandOffers = ({given, typed}: At<'command'>): Wanted => {
  const commands = described([...NAMED, ...TELLING], typed);
  const flags = typed === '' && given.values.size > 0 ? flagOffers({command: TUI, given, typed}) : NOTHING;
  return {kind: 'offers', offers: [...commands, ...(flags.kind === 'offers' ? flags.offers : [])]};
};

const wantedAt = (place: Place): Wanted => {
  switch (place.kind) {
    case 'command':
      return commandOffers(place);
    case 'topic':
      return {kind: 'offers', offers: described([...NAMED, ...TOPICS], place.typed)};
    case 'flag':
      return flagOffers(place);
    case 'value':
      return valueOffers(place);
    case 'operand':
      return operandOffers(place);
    case 'nowhere':
      return NOTHING;
  }
};

/** `words` are those after the program's name; the last one is what is typed of the word at the cursor, perhaps nothing. */
export const wantedFor = (words: readonly string[]): Wanted => wantedAt(placeOf(words));
