/** Which key means which command: a value that is made once from a table, and handed to all that ask for keys. */
import {QUERY_FIELDS} from '../../core/jobs/query-fields.ts';
import {actingOf} from '../../core/state/acting.ts';
import {type Context, contextOf, overlayOf} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {keyText} from '../input/key-names.ts';
import {type Bindings, type BindingTable, bindingProblems, type Ends, withArrows} from './binding-table.ts';
import type {CommandId} from './commands.ts';

/** The commands that have keys, in the order of the table. */
type BoundKeys = ReadonlyMap<CommandId, readonly string[]>;

export interface Keymap {
  boundIn(context: Context): BoundKeys;
  /** In the present context. In the filter form it depends on the focused field. */
  boundNow(state: State): BoundKeys;
  /** The command that `key` means now. */
  commandFor(state: State, key: string): CommandId | undefined;
  /** The first key of a command, as it is written for people; empty if it has none. */
  keyOf(context: Context, id: CommandId): string;
  /** Whether `key` means, everywhere, a command that does not depend on what was typed before: it never waits for a field. */
  isImmediate(key: string): boolean;
}

interface Keys {
  readonly bound: BoundKeys;
  readonly commands: ReadonlyMap<string, CommandId>;
}

const keysOf = (bindings: Bindings): Keys => {
  const bound = new Map<CommandId, readonly string[]>();
  const commands = new Map<string, CommandId>();
  for (const [id, keys] of Object.entries(bindings) as readonly (readonly [CommandId, readonly string[]])[]) {
    if (keys.length > 0) bound.set(id, keys);
    for (const key of keys) commands.set(key, id);
  }
  return {bound, commands};
};

const endsOf = (state: State): Ends => {
  const overlay = overlayOf(state);
  if (overlay?.kind === 'form') {
    const {value, choices = []} = actingOf(state)?.focusedInput(state, overlay) ?? {value: ''};
    return endsIn(choices, value);
  }
  if (overlay?.kind !== 'filters') return {isFirst: false, isLast: false};
  return endsIn(QUERY_FIELDS[overlay.focused].choices ?? [], overlay.values[overlay.focused]);
};

const endsIn = (choices: readonly string[], value: string): Ends => {
  const index = choices.indexOf(value);
  return {isFirst: index <= 0, isLast: index === choices.length - 1};
};

/** The keys of the form for each pair of ends. */
const formKeys = (form: Bindings): ((ends: Ends) => Keys) => {
  const inside = keysOf(withArrows(form, {isFirst: false, isLast: false}));
  const first = keysOf(withArrows(form, {isFirst: true, isLast: false}));
  const last = keysOf(withArrows(form, {isFirst: false, isLast: true}));
  const both = keysOf(withArrows(form, {isFirst: true, isLast: true}));
  return ({isFirst, isLast}) => (isFirst ? (isLast ? both : first) : isLast ? last : inside);
};

const IMMEDIATE: ReadonlySet<CommandId> = new Set(['repaint', 'quit']);

const immediateKeys = (contexts: readonly Keys[]): ReadonlySet<string> => {
  const [first, ...others] = contexts;
  const keys = [...(first?.commands ?? [])].filter(
    ([key, id]) => IMMEDIATE.has(id) && others.every(({commands}) => commands.get(key) === id),
  );
  return new Set(keys.map(([key]) => key));
};

/** Throws if the table has problems. A table that does not come from here is checked with bindingProblems first. */
export const createKeymap = (table: BindingTable): Keymap => {
  const problems = bindingProblems(table);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const names = Object.keys(table) as readonly Context[];
  const contexts = Object.fromEntries(names.map(name => [name, keysOf(table[name])])) as Record<Context, Keys>;
  const forms = {filters: formKeys(table.filters), form: formKeys(table.form)};
  const immediate = immediateKeys(Object.values(contexts));
  const now = (state: State): Keys => {
    const context = contextOf(state);
    return context === 'filters' || context === 'form' ? forms[context](endsOf(state)) : contexts[context];
  };
  return {
    boundIn: context => contexts[context].bound,
    boundNow: state => now(state).bound,
    commandFor: (state, key) => now(state).commands.get(key),
    keyOf: (context, id) => keyText(contexts[context].bound.get(id)?.[0] ?? ''),
    isImmediate: key => immediate.has(key),
  };
};
