/** Whether the connections differ in profile and region, so that the rows of the list have to say theirs. */
import {ONE_PLACE, type Places} from '../jobs/columns.ts';
import type {State} from './state.ts';

const PLACES: readonly Places[] = [false, true].flatMap(hasProfiles =>
  [false, true].map(hasRegions => ({hasProfiles, hasRegions})),
);

/** The same object for the same answer: what is made from it is remembered. */
export const placesOf = ({connections}: Pick<State, 'connections'>): Places => {
  if (connections.size < 2) return ONE_PLACE;
  const links = [...connections.values()].flatMap(({link}) => (link.kind === 'connected' ? [link.resolved] : []));
  const hasProfiles = links.some(({profile}) => profile !== links[0]?.profile);
  const hasRegions = links.some(({region}) => region !== links[0]?.region);
  return PLACES.find(each => each.hasProfiles === hasProfiles && each.hasRegions === hasRegions) ?? ONE_PLACE;
};
