/** What a row says of its samples. */

export const percentile = (values, p) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor((values.length * p) / 100))];

export const median = values => percentile(values, 50);
