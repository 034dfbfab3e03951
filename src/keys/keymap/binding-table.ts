/** A table of bindings: the keys of each command in each context, and what can be wrong with them. */
import type {Context} from '../../core/state/select.ts';
import {keyNameProblem} from '../input/key-names.ts';
import {COMMANDS, type CommandId} from './commands.ts';

/** The keys of each command, the one to show first. */
export type Bindings = Readonly<Partial<Record<CommandId, readonly string[]>>>;
export type BindingTable = Readonly<Record<Context, Bindings>>;

/** A table that may come from a configuration: any name can stand in it. */
type UncheckedTable = Readonly<Record<string, UncheckedBindings>>;
type UncheckedBindings = Readonly<Record<string, readonly string[] | undefined>>;

/** Whether the focused field of the form is on its first or last choice. A text field is on both. */
export interface Ends {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The arrows go from field to field. Inside a selection they choose, so they leave it only at its ends. */
export const withArrows = (form: Bindings, {isFirst, isLast}: Ends): Bindings => {
  const [next, previous]: readonly [CommandId, CommandId] =
    form['next-input'] === undefined ? ['next-field', 'previous-field'] : ['next-input', 'previous-input'];
  const {[next]: nextKeys = [], [previous]: previousKeys = []} = form;
  return {
    ...form,
    [next]: isLast ? [...new Set([...nextKeys, 'down'])] : nextKeys,
    [previous]: isFirst ? [...new Set([...previousKeys, 'up'])] : previousKeys,
  };
};

/** The contexts of forms. */
const FORMS: ReadonlySet<string> = new Set(['filters', 'form'] satisfies readonly Context[]);

const problemsIn = (context: string, bindings: UncheckedBindings): readonly string[] => {
  const problems: string[] = [];
  const owners = new Map<string, string>();
  for (const [id, keys = []] of Object.entries(bindings)) {
    if (!Object.hasOwn(COMMANDS, id)) problems.push(`${context}: no command is called “${id}”`);
    for (const key of keys) {
      const problem = keyNameProblem(key);
      if (problem !== undefined) problems.push(`${context}: ${id} cannot have the key “${key}”: ${problem}`);
      const owner = owners.get(key) ?? id;
      if (owner !== id) problems.push(`${context}: the key “${key}” is bound twice, to ${owner} and to ${id}`);
      owners.set(key, owner);
    }
  }
  return problems;
};

/** Unknown commands, unknown keys, and keys that are bound twice in one context; a line for each. */
export const bindingProblems = (table: UncheckedTable): readonly string[] =>
  Object.entries(table).flatMap(([context, bindings]) =>
    problemsIn(context, FORMS.has(context) ? withArrows(bindings, {isFirst: true, isLast: true}) : bindings),
  );
