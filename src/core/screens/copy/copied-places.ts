/** Where copied commands send their requests: to the connection of a job, or to all connections of the list. */
import type {Connection} from '../../connections/connection.ts';
import {connectionName} from '../../connections/connection-name.ts';
import {awsSettings} from '../../domain/target.ts';
import type {Place} from '../../jobs/command-lines.ts';
import {mainConnection, targetOf} from '../../state/select.ts';
import type {State} from '../../state/state.ts';
import {bad, good, type Parsed} from '../../text/parsed.ts';

/** The connection through which a job is known. */
export const connectionOf = (state: State, arn: string): Connection =>
  state.connections.get(targetOf(state, arn)) ?? mainConnection(state);

/** A profile that is named but not used, because keys in the environment beat it, is left out. */
export const placeOf = ({settings}: State, {target, link}: Connection): Place => {
  const resolved = link.kind === 'connected' ? link.resolved : undefined;
  const {profile, region, endpointUrl} = awsSettings(target);
  const named = profile ?? settings.profile;
  return {
    isDemo: target.kind === 'demo',
    profile: resolved && resolved.profile !== named ? undefined : named,
    region: resolved?.region ?? region ?? target.region,
    endpointUrl: resolved?.endpoint ?? endpointUrl,
  };
};

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** The values as one flag takes them; undefined if there are none. */
const joined = (values: readonly (string | undefined)[]): string | undefined =>
  values.every(value => value === undefined) ? undefined : values.join(',');

/** Every connection of the list as one place, or why flags cannot name them all. */
export const listPlace = (state: State): Parsed<Place> => {
  const connections = [...state.connections.values()];
  const places = connections.map(connection => placeOf(state, connection));
  const [first] = places;
  if (!first || places.length === 1) return good(placeOf(state, mainConnection(state)));
  const unknown = connections.find((_, i) => places[i]?.region === undefined);
  if (unknown) return bad(`the region of ${connectionName(unknown)} is not known yet`);
  const profiles = distinct(places.map(({profile}) => profile));
  const regions = distinct(places.map(({region}) => region));
  const pairs = distinct(places.map(({profile, region}) => JSON.stringify([profile, region])));
  const isMixed = profiles.length > 1 && profiles.includes(undefined);
  if (isMixed || pairs.length < profiles.length * regions.length) {
    return bad('flags cannot name these connections: they are not every profile in every region');
  }
  if (places.some(({isDemo, endpointUrl}) => isDemo !== first.isDemo || endpointUrl !== first.endpointUrl)) {
    return bad('flags cannot name these connections: their endpoints differ');
  }
  return good({...first, profile: joined(profiles), region: joined(regions)});
};
