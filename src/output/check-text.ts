/** A report of checks as printed text. */
import {type CheckReport, type CheckResult, RESULTS} from '../core/domain/check-report.ts';
import {plural} from '../core/text/format.ts';
import {plainText} from '../core/text/plain-text.ts';
import {wrap} from '../core/text/wrap.ts';
import type {TextStyle} from './text-style.ts';

const MARKS: Readonly<Record<CheckResult['result'], string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'FAIL',
  'not-checked': '-',
};
const MARK = 6;
const MIN_WHY = 20;

const dressed = ({paint}: TextStyle, {result}: CheckResult, text: string): string =>
  result === 'fail' ? paint.failure(text) : text;

/** A line for each check: its result, its id, and why; on a narrow terminal why stands below. */
const checkLines = (check: CheckResult, style: TextStyle, idWidth: number): readonly string[] => {
  const {width, widthOf} = style;
  const {id, result, why, source} = check;
  const head = `${MARKS[result].padEnd(MARK)}${id.padEnd(idWidth)}`;
  const origin = result === 'fail' || result === 'warn' ? ` (${source.text}, ${source.date})` : '';
  const text = plainText(why) + origin;
  const room = width === undefined ? Number.POSITIVE_INFINITY : width - head.length;
  const lines = room === Number.POSITIVE_INFINITY ? [text] : wrap(text, Math.max(MIN_WHY, room), widthOf);
  return lines.map((line, i) => dressed(style, check, ((i === 0 ? head : ' '.repeat(head.length)) + line).trimEnd()));
};

const summary = ({checks}: CheckReport): string => {
  const counts = RESULTS.map(result => [result, checks.filter(check => check.result === result).length] as const);
  const words = {pass: 'passed', warn: 'with a warning', fail: 'failed', 'not-checked': 'not checked'};
  return counts.flatMap(([result, count]) => (count > 0 ? [`${count} ${words[result]}`] : [])).join(', ');
};

export const checkText = (report: CheckReport, style: TextStyle): string => {
  const idWidth = Math.max(...report.checks.map(({id}) => id.length)) + 2;
  const lines = report.checks.flatMap(check => checkLines(check, style, idWidth));
  return `${[...lines, '', `${plural(report.checks.length, 'check')}: ${summary(report)}.`].join('\n')}\n`;
};
