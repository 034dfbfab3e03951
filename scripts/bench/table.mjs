/** The rows as a table in Markdown that can be read in a terminal, too. */

const HEADINGS = ['', 'what', 'median', 'p95', 'max', 'bytes', 'ratio', 'target'];

const number = (value, unit) => {
  if (value === undefined) return '';
  if (unit === '' || unit === 'bytes') return Math.round(value).toLocaleString('en-US');
  return `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
};

const ratioText = ({as, ratio}) => `${ratio.toFixed(ratio < 9.995 ? 2 : 0)} x ${as}`;

const targetText = ({target, isMet}) => (target === undefined ? '' : `${target}: ${isMet ? 'met' : 'not met'}`);

const cellsOf = (row, i, rows) => [
  row.group === rows[i - 1]?.group ? '' : row.group,
  row.what,
  number(row.median, row.unit),
  number(row.p95, row.unit),
  number(row.max, row.unit),
  number(row.bytes, 'bytes'),
  row.ratios.map(ratioText).join(', '),
  targetText(row),
];

const isNumber = column => column >= 2 && column <= 5;

export const tableOf = rows => {
  const cells = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(3, ...cells.map(line => line[column].length)));
  const lay = line =>
    line.map((text, column) => (isNumber(column) ? text.padStart(widths[column]) : text.padEnd(widths[column])));
  const lines = cells.map(line => `| ${lay(line).join(' | ')} |`);
  const rule = widths.map((width, column) => (isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [lines[0], `| ${rule.join(' | ')} |`, ...lines.slice(1)].join('\n');
};
