/** Estimates in words: whole minutes, as ranges, and what they rest on. */
import {countOf, plural} from '../text/format.ts';
import type {Basis, Estimate, Left} from './estimate.ts';

const MINUTE = 60_000;

/** 14–19 min; 14 min if both are equal. */
const minutesText = (min: number, max: number): string =>
  min === max ? `${countOf(max)} min` : `${countOf(min)}–${countOf(max)} min`;

/** ~3–8 min, or up to 8 min: whole minutes, rounded outwards, so that it never counts down to zero. */
export const leftText = (left: Left): string => {
  if (left.kind === 'long') return 'longer than usual';
  const [min, max] = [Math.floor(left.min / MINUTE), Math.max(1, Math.ceil(left.max / MINUTE))];
  return min < 1 ? `up to ${minutesText(max, max)}` : `~${minutesText(min, max)}`;
};

/** The same in few columns. */
export const leftCell = (left: Left): string =>
  left.kind === 'long' ? 'long' : leftText(left).replace(/^up to /, '<');

const basisText = (basis: Basis): string => {
  switch (basis.kind) {
    case 'stem':
    case 'family':
      return `${plural(basis.count, 'earlier import')} of ${basis.name}`;
    case 'all':
      return `your last ${plural(basis.count, 'completed import')}`;
    case 'others':
      return 'measured by others; too few completed imports are loaded';
  }
};

/** usually 14–19 min: 9 earlier imports of qwen2.5-vl-7b */
export const usualText = ({min, max, basis}: Estimate): string => {
  const [from, to] = [Math.max(1, Math.round(min / MINUTE)), Math.max(1, Math.round(max / MINUTE))];
  return `usually ${minutesText(from, to)}: ${basisText(basis)}`;
};
