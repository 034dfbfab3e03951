/** The rows of the result: samples made into numbers, compared with other rows of their group, held against the targets. */
import {median, percentile} from './statistics.mjs';
import {TARGETS} from './targets.mjs';

/**
 * `samples` in `unit`; `bytes`, if there are any, sample by sample. `against` names rows of the same group, and how the
 * table calls them: {what, as}. `isSpread`: p95 and max say something, too.
 */
export const rowOf = ({group, what, unit, samples, bytes, isSpread = false, against = []}) => ({
  group,
  what,
  unit,
  median: median(samples),
  ...(isSpread ? {p95: percentile(samples, 95), max: Math.max(...samples)} : {}),
  ...(bytes ? {bytes: median(bytes)} : {}),
  count: samples.length,
  against,
});

/** The rows with their ratios, and with what became of their targets. */
export const judged = rows =>
  rows.map(row => {
    const find = what => rows.find(other => other.group === row.group && other.what === what);
    const ratios = row.against.flatMap(({what, as}) => {
      const other = find(what);
      return other ? [{against: what, as, ratio: row.median / other.median}] : [];
    });
    const {against, ...rest} = row;
    const target = TARGETS[`${row.group}: ${row.what}`];
    const isMet = target?.isMet(row, find);
    return {...rest, ratios, ...(target ? {target: target.text, isMet} : {})};
  });
