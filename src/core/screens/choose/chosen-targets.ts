/** From chosen profiles or regions to targets: profiles times regions. A target in use that is what was chosen stays the same target. */
import type {Connection} from '../../connections/connection.ts';
import {type AwsTarget, CONNECTIONS_MAX, type Target} from '../../domain/target.ts';
import type {ChoiceOf, State} from '../../state/state.ts';
import {plural} from '../../text/format.ts';
import {plainText} from '../../text/plain-text.ts';

type Resolved = Extract<Connection['link'], {kind: 'connected'}>['resolved'];

const resolvedOf = ({link}: Connection): Resolved | undefined =>
  link.kind === 'connected' ? link.resolved : undefined;

const isInProfile = (connection: Connection, profile: string | undefined): boolean => {
  const {target} = connection;
  if (target.kind === 'demo') return false;
  if (target.profile === profile) return true;
  return (
    target.profile === undefined && profile !== undefined && resolvedOf(connection)?.profile === plainText(profile)
  );
};

const isInRegion = (connection: Connection, region: string | undefined): boolean => {
  const {target} = connection;
  if (target.region === region) return true;
  return target.region === undefined && region !== undefined && resolvedOf(connection)?.region === region;
};

const distinct = <T>(values: Iterable<T>): readonly T[] => [...new Set(values)];

const connectionsOf = (state: State): readonly Connection[] => [...state.connections.values()];

/** The targets on AWS that are in use, or that the demo was started from. */
const awsTargets = (state: State): readonly AwsTarget[] => {
  const inUse = connectionsOf(state).flatMap(({target}) => (target.kind === 'aws' ? [target] : []));
  const {formerTarget} = state.setup;
  return inUse.length === 0 && formerTarget ? [formerTarget] : inUse;
};

/** Undefined alone: each profile has its own region. */
const regionsOf = (state: State): readonly (string | undefined)[] => {
  const given = distinct(awsTargets(state).flatMap(({region}) => region ?? []));
  const regions = state.setup.regions ?? given;
  return regions.length === 0 ? [undefined] : regions;
};

interface Pair {
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** The settings that are neither profile nor region are the same for all. */
const targetOf = (state: State, {profile, region}: Pair): Target => {
  const present = connectionsOf(state).find(each => isInProfile(each, profile) && isInRegion(each, region));
  return present?.target ?? {kind: 'aws', ...awsTargets(state)[0], profile, region};
};

/** The regions stay if they were chosen, by a flag or here; otherwise each profile has its own. */
export const withProfiles = (state: State, profiles: readonly string[]): readonly Target[] =>
  profiles.flatMap(profile => regionsOf(state).map(region => targetOf(state, {profile, region})));

/** The profiles stay. */
export const withRegions = (state: State, regions: readonly string[]): readonly Target[] => {
  const aws = awsTargets(state);
  const isDemo = connectionsOf(state).some(({target}) => target.kind === 'demo');
  if (isDemo) {
    return regions.map(
      region => connectionsOf(state).find(each => isInRegion(each, region))?.target ?? {kind: 'demo', region},
    );
  }
  const profiles = distinct(aws.map(({profile}) => profile));
  return profiles.flatMap(profile => regions.map(region => targetOf(state, {profile, region})));
};

const WITH: Readonly<Record<ChoiceOf, (state: State, names: readonly string[]) => readonly Target[]>> = {
  profiles: withProfiles,
  regions: withRegions,
};

export const chosenTargets = (state: State, of: ChoiceOf, names: readonly string[]): readonly Target[] =>
  WITH[of](state, names);

/** Why these targets are too many; undefined if they are not. */
export const tooMany = (targets: readonly Target[], of: ChoiceOf, names: readonly string[]): string | undefined => {
  const count = targets.length;
  if (count <= CONNECTIONS_MAX) return undefined;
  const [chosen, others] = of === 'profiles' ? ['profile', 'region'] : ['region', 'profile'];
  const times = count / names.length;
  const product = times === 1 ? '' : ` for ${plural(times, others)} each`;
  return `${plural(names.length, chosen)}${product} make ${count} connections; at most ${CONNECTIONS_MAX} are possible`;
};

/** The names of what is in use, as the screen shows them. A profile is known by its name or by what it turned out to be. */
export const namesInUse = (state: State, of: ChoiceOf): readonly string[] => {
  const nameOf = (connection: Connection): string | undefined => {
    const {target} = connection;
    if (of === 'regions') return target.region ?? resolvedOf(connection)?.region;
    if (target.kind === 'demo') return undefined;
    return target.profile ?? resolvedOf(connection)?.profile ?? state.settings.profile;
  };
  return distinct(connectionsOf(state).flatMap(connection => nameOf(connection) ?? []));
};
