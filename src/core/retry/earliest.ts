/** The first of several moments (ms since the epoch), of which some may not be known; undefined if none is. */
export const earliest = (times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};
