/** Which worlds a fault is for. */
import {type WorldName, worldNameOf} from '../world/world-name.ts';
import type {Fault} from './fault-kind.ts';

/** `world`: REGION/ACCOUNT */
export const isForWorld = ({options}: Fault, world: string): boolean =>
  options?.world === undefined || options.world === world;

/** Which of `faults` names a world that is not in `worlds`, as a sentence without a full stop; undefined if none does. */
export const unknownWorld = (faults: readonly Fault[], worlds: readonly WorldName[]): string | undefined => {
  const names = worlds.map(worldNameOf);
  const fault = faults.find(each => !names.some(name => isForWorld(each, name)));
  const known = names.length > 1 ? `the worlds are ${names.join(', ')}` : `the only world is ${names[0]}`;
  return fault && `no world is named ${fault.options?.world}; ${known}`;
};
