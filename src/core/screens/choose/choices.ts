/** The profiles or regions to choose from, as rows: which match the text, which are marked, and which are in use. */
import {IMPORT_REGIONS} from '../../domain/import-regions.ts';
import {parseRegion} from '../../domain/region-name.ts';
import {openOverlay} from '../../state/select.ts';
import type {ChoiceOf, OverlayOf, State} from '../../state/state.ts';
import {plural} from '../../text/format.ts';
import {plainText} from '../../text/plain-text.ts';
import {fillMiddle} from '../../text/wrap.ts';
import {chosenTargets, namesInUse, tooMany} from './chosen-targets.ts';

type Choose = OverlayOf<'choose'>;

export interface ChoiceRow {
  /** The name as it is used. */
  readonly key: string;
  /** The name as it is shown. */
  readonly text: string;
  readonly isMarked: boolean;
  readonly isInUse: boolean;
}

const ONE: Readonly<Record<ChoiceOf, string>> = {profiles: 'profile', regions: 'region'};

/** The names in their order. Those that are in use, or were typed and marked, come after the regions that are known. */
const namesOf = (state: State, {of, marked}: Choose): readonly string[] =>
  of === 'profiles'
    ? (state.setup.profiles ?? [])
    : [...new Set([...IMPORT_REGIONS, ...namesInUse(state, 'regions'), ...marked])];

/** Every word has to be somewhere in the name, as in fzf; case does not count. */
const matches = (name: string, text: string): boolean => {
  const lower = plainText(name).toLowerCase();
  return text
    .toLowerCase()
    .split(' ')
    .every(word => lower.includes(word));
};

/** The text as the name of a region that is not in the list. */
const typedRegion = ({of, text}: Choose): string | undefined => {
  const parsed = parseRegion(text.trim());
  return of === 'regions' && parsed.ok ? parsed.value : undefined;
};

export const choiceRows = (state: State, overlay: Choose): readonly ChoiceRow[] => {
  const names = namesOf(state, overlay);
  const inUse = new Set(namesInUse(state, overlay.of).map(plainText));
  const marked = new Set(overlay.marked);
  const rowOf = (key: string, text: string): ChoiceRow => ({
    key,
    text,
    isMarked: marked.has(key),
    isInUse: inUse.has(plainText(key)),
  });
  const rows = names.filter(name => matches(name, overlay.text)).map(name => rowOf(name, plainText(name)));
  const typed = rows.length === 0 ? typedRegion(overlay) : undefined;
  return typed === undefined ? rows : [rowOf(typed, `use ${typed}`)];
};

/** The name that the cursor is on. */
const nameAtCursor = (state: State, overlay: Choose): string | undefined => {
  const rows = choiceRows(state, overlay);
  return (rows.find(({key}) => key === overlay.selected) ?? rows[0])?.key;
};

/** What would be used: the marked ones, or the one at the cursor. */
export const chosenNames = (state: State, overlay: Choose): readonly string[] => {
  if (overlay.marked.length > 0) return overlay.marked;
  const name = nameAtCursor(state, overlay);
  return name === undefined ? [] : [name];
};

/** Why the choice cannot be used, in one clause; undefined if it can. */
export const choiceProblem = (state: State): string | undefined => {
  const overlay = openOverlay(state, 'choose');
  if (!overlay) return 'nothing to choose';
  const {of} = overlay;
  const names = chosenNames(state, overlay);
  if (of === 'profiles' && state.setup.profiles === undefined) return 'still looking for profiles';
  return names.length === 0 ? `no ${ONE[of]} matches` : tooMany(chosenTargets(state, of, names), of, names);
};

/** Why there are no rows. */
export const noChoices = (state: State, {of, text}: Choose): string => {
  if (of === 'regions') return `No region matches “${text}”, and it cannot be the name of one.`;
  if (state.setup.profiles === undefined) return 'Looking for profiles …';
  return state.setup.profiles.length === 0
    ? 'No profiles found in the AWS configuration files.'
    : `No profile matches “${text}”.`;
};

const IN_USE = 'in use';
const GUTTER = 2;
const GAP = 2;
const NAME_MIN = 20;

interface ChoiceText {
  readonly first: string;
  readonly rest: string;
}

/** The columns of the names: as many as the longest needs, so that what is in use stands beside them and never moves. */
export const nameWidth = (state: State, overlay: Choose, width: number): number => {
  const longest = Math.max(NAME_MIN, ...namesOf(state, overlay).map(name => state.settings.widthOf(plainText(name))));
  return Math.min(longest, width - GUTTER - GAP - IN_USE.length - 1);
};

/** A row in `width` columns without the gutter, `name` of them for the name. Names often differ at their ends. */
export const choiceText = (
  {settings}: State,
  {text, isInUse}: ChoiceRow,
  {width, name}: {readonly width: number; readonly name: number},
): ChoiceText => {
  const rest = `${' '.repeat(GAP)}${isInUse ? IN_USE : ''}`;
  return {first: fillMiddle(text, name, settings.widthOf), rest: rest.padEnd(width - GUTTER - name)};
};

export const choiceHeading = ({of}: Choose): string => ONE[of].toUpperCase();

/** At the end of the title: how many are marked, else how many there are. */
export const choiceRemark = (state: State, overlay: Choose): string =>
  overlay.marked.length > 0
    ? `${overlay.marked.length} marked`
    : plural(namesOf(state, overlay).length, ONE[overlay.of]);
