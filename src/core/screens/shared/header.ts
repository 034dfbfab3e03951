/** The header in words: where the program is connected to, what is loaded, and how fresh that is, as far as the width allows. */
import type {Connection} from '../../connections/connection.ts';
import {KNOWN_STATUSES} from '../../domain/job.ts';
import {countIn} from '../../list/feed.ts';
import {actingOf} from '../../state/acting.ts';
import {hasSeveral, loadedOf, updatedAt} from '../../state/loaded.ts';
import {mainConnection} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {countOf, plural, timeOf} from '../../text/format.ts';
import {cut} from '../../text/wrap.ts';

const DOT = ' · ';

const countTexts = (state: State): readonly string[] => {
  const {counts} = loadedOf(state);
  const names = [
    ...KNOWN_STATUSES,
    ...Object.keys(counts).filter(name => !(KNOWN_STATUSES as readonly string[]).includes(name)),
  ];
  return names.filter(name => countIn(counts, name) > 0).map(name => `${countOf(countIn(counts, name))} ${name}`);
};

const updatedText = (state: State): string => {
  const {isPaused} = state;
  const at = updatedAt(state);
  const updated = at === undefined ? [] : [`updated ${timeOf(at)}`];
  return [...(isPaused ? ['paused'] : []), ...updated].join(DOT);
};

interface HeaderParts {
  readonly title: string;
  readonly place: string;
  readonly counts: string;
  readonly updated: string;
}

/** "2 profiles in 4 regions", and shorter; what is the same for all is named. */
const severalTexts = ({connections}: State): readonly string[] => {
  const all = [...connections.values()];
  const namesOf = (nameOf: (connection: Connection) => string | undefined): readonly (string | undefined)[] => [
    ...new Set(all.map(nameOf)),
  ];
  const profiles = namesOf(({target, link}) =>
    link.kind === 'connected' ? link.resolved.profile : target.kind === 'aws' ? target.profile : 'demo',
  );
  const regions = namesOf(({target, link}) => (link.kind === 'connected' ? link.resolved.region : target.region));
  const text = (names: readonly (string | undefined)[], noun: string): string =>
    names.length === 1 && names[0] !== undefined ? names[0] : plural(names.length, noun);
  const count = plural(all.length, 'connection');
  return [`${text(profiles, 'profile')} in ${text(regions, 'region')}`, count];
};

/** From everything that is known of the connection to what must stay: the region, and an endpoint that is not AWS's own. */
const placeTexts = (state: State): readonly string[] => {
  if (hasSeveral(state)) return severalTexts(state);
  const {link, account, target} = mainConnection(state);
  if (link.kind !== 'connected') return [''];
  const {region, profile, endpoint} = link.resolved;
  if (target.kind === 'demo') return [`demo${DOT}simulated jobs${DOT}${region}`, `demo${DOT}${region}`, 'demo'];
  const host = endpoint?.replace(/^https?:\/\//, '');
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter(part => part !== undefined).join(DOT);
  return [joined(region, account, profile, host), joined(region, account, host), joined(region, host), region];
};

/** The counts, and out of how many if AWS has more; then the same shorter. */
const countsTexts = (state: State): readonly [full: string, short: string] => {
  const {hasMore, items} = loadedOf(state);
  const counts = countTexts(state).join(DOT);
  if (!hasMore || counts === '') return [counts, counts];
  return [`${counts} of ${countOf(items.length)} loaded`, `${counts} of ${countOf(items.length)}`];
};

/** The width of the header. There are three columns between the counts and the time, and two between all other parts. */
const lengthOf = ({title, place, counts, updated}: HeaderParts, widthOf: State['settings']['widthOf']): number => {
  const sides = [
    [title, place].filter(text => text !== '').join('  '),
    [counts, updated].filter(text => text !== '').join('   '),
  ];
  return widthOf(sides.filter(text => text !== '').join('  '));
};

/** The header, losing its less important words first as the width shrinks. */
export const headerParts = (state: State, width: number): HeaderParts => {
  const {widthOf} = state.settings;
  const models = actingOf(state)?.header(state);
  const [counts, shortCounts] = models ? (['', ''] as const) : countsTexts(state);
  const updated = models?.updated ?? updatedText(state);
  const paused = state.isPaused ? 'paused' : '';
  const places = placeTexts(state);
  const [all = ''] = places;
  const shortest = places.at(-1) ?? '';
  const title = models?.title ?? 'Bedrock imports';
  const tries: readonly HeaderParts[] = [
    {title, place: all, counts, updated},
    ...places.map(place => ({title: '', place, counts, updated})),
    {title: '', place: shortest, counts: shortCounts, updated},
    ...places.map(place => ({title: '', place, counts, updated: paused})),
    {title: '', place: shortest, counts: shortCounts, updated: paused},
    ...places.map(place => ({title: '', place, counts: '', updated: paused})),
  ];
  return (
    tries.find(parts => lengthOf(parts, widthOf) <= width) ?? {
      title: '',
      place: cut(shortest, width, widthOf),
      counts: '',
      updated: '',
    }
  );
};
