/** Where the text of a search stands in the rows of the list: in names, models and reasons, as far as the columns show it. */
import type {JobRow} from '../../jobs/columns.ts';
import {GAP, type ShownColumn} from '../../list/columns.ts';
import {memoizeLast} from '../../list/memoize.ts';
import {termsOf} from '../../list/terms.ts';
import {jobsOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';

interface Wanted {
  readonly text: string;
  readonly isExact: boolean;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

const NAMES = ['jobName'];
const EVERYTHING = [...NAMES, 'importedModelName', 'failureMessage'];

/** The columns that are searched, as places in the row after its first cell. */
const placesOf = memoizeLast((columns: readonly ShownColumn<JobRow>[], isWide: boolean): readonly Place[] => {
  const ids = isWide ? EVERYTHING : NAMES;
  let at = GAP;
  return columns.slice(1).flatMap(({id, width}) => {
    const from = at;
    at += width + GAP;
    return ids.includes(id) ? [{from, to: from + width}] : [];
  });
});

const wantedOf = memoizeLast((narrow: string, isWide: boolean): readonly Wanted[] =>
  isWide ? termsOf(narrow).wanted : [{text: narrow, isExact: true}],
);

const foundAt = (text: string, {text: wanted, isExact}: Wanted): readonly number[] => {
  const searched = isExact ? text : text.toLowerCase();
  const found: number[] = [];
  for (let at = searched.indexOf(wanted); at >= 0; at = searched.indexOf(wanted, at + wanted.length)) found.push(at);
  return found;
};

/** Marks a row's text with where the search stands in it: “12-17 30-33”; undefined if there is no search, or nothing to mark. */
export const foundIn = (state: State, rest: string, columns: readonly ShownColumn<JobRow>[]): string | undefined => {
  const {narrow, more} = jobsOf(state);
  if (narrow === '') return undefined;
  const marked = new Set<number>();
  for (const {from, to} of placesOf(columns, more !== undefined)) {
    const cell = rest.slice(from, to);
    for (const wanted of wantedOf(narrow, more !== undefined)) {
      for (const at of foundAt(cell, wanted)) {
        for (let i = at; i < at + wanted.text.length; i++) marked.add(from + i);
      }
    }
  }
  return rangesOf([...marked].sort((a, b) => a - b));
};

const rangesOf = (places: readonly number[]): string | undefined => {
  const ranges: string[] = [];
  let start = places[0];
  for (const [i, place] of places.entries()) {
    if (places[i + 1] === place + 1) continue;
    ranges.push(`${start}-${place + 1}`);
    start = places[i + 1];
  }
  return ranges.length === 0 ? undefined : ranges.join(' ');
};
