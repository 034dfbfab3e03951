import {describe, expect, test} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {bar} from '../../../src/core/reasons/bar.ts';
import {groupsOf} from '../../../src/core/reasons/groups.ts';
import {familiesOf, outcomesOf, weekStart, weeksOf} from '../../../src/core/reasons/outcomes.ts';
import {figuresOf, isPartial, reportOf} from '../../../src/core/reasons/report.ts';
import {
  chartOf,
  countsText,
  durationBasis,
  familyRows,
  percentOf,
  readText,
  weekRows,
} from '../../../src/core/reasons/report-words.ts';
import {jobAt, MINUTE, NOON, runningAt} from '../../support/jobs.ts';
import {inZone} from '../../support/zone.ts';

const failedAt = (n: number, more: Partial<Job> = {}) => jobAt(n, {status: 'Failed', modelName: undefined, ...more});

describe('groups', () => {
  test('the most frequent reason is first, then the newest; each has its jobs, the newest first', () => {
    const reasons = new Map([
      [1, 'rare'],
      [2, 'often'],
      [3, 'often'],
      [4, 'new'],
    ]);
    const jobs = [1, 2, 3, 4, 5].map(n => failedAt(n));
    const groups = groupsOf(jobs, job => reasons.get(Number(job.name.slice(4))));
    expect(groups.map(({reason, jobs: own}) => [reason, own.map(({name}) => name)])).toEqual([
      ['often', ['job-3', 'job-2']],
      ['new', ['job-4']],
      ['rare', ['job-1']],
    ]);
    expect(groups[0]?.newest).toBe(failedAt(3).endedAt);
  });

  test('a job without an end counts from its creation', () => {
    const job = failedAt(1, {endedAt: undefined});
    expect(groupsOf([job], () => 'x')[0]?.newest).toBe(job.createdAt);
  });
});

describe('outcomes', () => {
  test('the success rate rests on jobs that ended, durations on completed ones with an end', () => {
    const jobs = [
      jobAt(1, {endedAt: jobAt(1).createdAt + 4 * MINUTE}),
      jobAt(2, {endedAt: jobAt(2).createdAt + 10 * MINUTE}),
      jobAt(3, {endedAt: undefined}),
      failedAt(4),
      runningAt(5),
      jobAt(6, {status: 'Queued'}),
    ];
    const outcomes = outcomesOf(jobs);
    expect(outcomes).toEqual({
      jobs: 6,
      completed: 3,
      failed: 1,
      running: 1,
      others: 1,
      successRate: 0.75,
      durations: {median: 7 * MINUTE, min: 4 * MINUTE, max: 10 * MINUTE, count: 2},
    });
    expect(countsText(outcomes)).toBe('6 jobs: 1 InProgress, 3 Completed, 1 Failed, 1 other');
    expect(durationBasis(outcomes)).toBe('of 2 of 3 Completed');
  });

  test('nothing has neither a rate nor a duration', () => {
    expect(outcomesOf([])).toMatchObject({successRate: undefined, durations: undefined});
    expect(countsText(outcomesOf([]))).toBe('0 jobs');
  });

  test('families: the largest first, unknown names last', () => {
    const jobs = [jobAt(1), jobAt(2), jobAt(3), jobAt(4)];
    const familyOf = ({name}: Job) => ({'job-1': 'b', 'job-2': 'b', 'job-3': 'a'})[name];
    const families = familiesOf(jobs, {familyOf, keyOf: family => family});
    expect(families.map(({family, jobs: count}) => [family, count])).toEqual([
      ['b', 2],
      ['a', 1],
      [undefined, 1],
    ]);
    expect(familyRows(families).at(-1)?.label).toBe('other names');
  });
});

describe('spellings of a family', () => {
  test('are one family, as most of its jobs spell it', () => {
    const named = (name: string, modelName?: string) => jobAt(1, {name, modelName});
    const jobs = [
      named('importJob-20241006T161408', 'qwen2-5-vl-7b-faq-v1'),
      named('qwen2.5-vl-7b-faq-v2', 'qwen2-5-vl-7b-faq-v2'),
      named('qwen2.5-vl-7b-faq-v3', 'qwen2-5-vl-7b-faq-v3'),
    ];
    const {families} = figuresOf(jobs);
    expect(families.map(({family, jobs: count}) => [family, count])).toEqual([['qwen2.5-vl-7b', 3]]);
  });
});

describe('weeks', () => {
  test('begin on Monday, local time, in spite of changed clocks', () => {
    inZone('Europe/Berlin');
    // The clocks changed on 2026-10-25, a Sunday.
    const sunday = new Date(2026, 9, 25, 23, 59).getTime();
    const monday = new Date(2026, 9, 26).getTime();
    expect(new Date(weekStart(sunday)).toString()).toContain('Mon Oct 19 2026 00:00:00 GMT+0200');
    expect(weekStart(monday)).toBe(monday);
    const weeks = weeksOf([jobAt(1, {createdAt: monday}), jobAt(2, {createdAt: monday - 1})]);
    expect(weeks.map(({start}) => start)).toEqual([monday, weekStart(sunday)]);
    expect(weekRows(weeks).map(({label}) => label)).toEqual(['2026-10-26', '2026-10-19']);
  });

  test('a week without jobs is in its place; years without jobs are not', () => {
    const at = (daysAgo: number) => jobAt(daysAgo, {createdAt: NOON - daysAgo * 1440 * MINUTE});
    expect(weeksOf([at(0), at(14)]).map(({jobs}) => jobs)).toEqual([1, 0, 1]);
    expect(weeksOf([at(0), at(10_000_000)])).toHaveLength(2);
    expect(weeksOf([])).toEqual([]);
  });
});

describe('the report', () => {
  const jobs = [jobAt(1), failedAt(2), failedAt(3)];
  const given = {jobs, after: 0, before: NOON, isListComplete: true};

  test('says how many reasons were read', () => {
    const report = reportOf({...given, reasonFor: ({name}) => (name === 'job-2' ? '' : undefined)});
    expect(readText(report)).toBe('1 of 2 read');
    expect(report.groups).toHaveLength(1);
    expect(isPartial(report)).toBe(true);
    expect(isPartial(reportOf({...given, reasonFor: () => 'x'}))).toBe(false);
    expect(isPartial(reportOf({...given, reasonFor: () => 'x', isListComplete: false}))).toBe(true);
  });
});

describe('charts', () => {
  test('100% and 0% mean all and none', () => {
    const all = Array.from({length: 999}, (_, n) => jobAt(n));
    expect(percentOf(outcomesOf(all))).toBe('100%');
    expect(percentOf(outcomesOf([...all, failedAt(1)]))).toBe('99%');
    expect(percentOf(outcomesOf([...all.map(job => ({...job, status: 'Failed'})), jobAt(1)]))).toBe('1%');
    expect(percentOf(outcomesOf([failedAt(1)]))).toBe('0%');
  });

  test('bars have eighths; ASCII has none; what is not nothing can be seen', () => {
    expect(bar(1, 4, {hasBlocks: true})).toBe('████');
    expect(bar(0.6, 4, {hasBlocks: true})).toBe('██▍');
    expect(bar(0.0001, 4, {hasBlocks: true})).toBe('▏');
    expect(bar(0, 4, {hasBlocks: true})).toBe('');
    expect(bar(0.6, 4, {hasBlocks: false})).toBe('##');
    expect(bar(0.0001, 4, {hasBlocks: false})).toBe('#');
    for (const odd of [Number.NaN, -1, 7]) expect(bar(odd, 3, {hasBlocks: true}).length).toBeLessThanOrEqual(3);
  });

  const rows = [
    {label: 'llama-3-8b', outcomes: outcomesOf([jobAt(1), jobAt(2), failedAt(3)])},
    {label: '模型', outcomes: outcomesOf([])},
  ];
  const widthOf = (text: string) => [...text].reduce((sum, one) => sum + (one > '⺀' ? 2 : 1), 0);

  test('are aligned', () => {
    const {heading, lines} = chartOf('FAMILY', rows, {hasBlocks: false, widthOf});
    expect([heading, ...lines]).toEqual([
      'FAMILY      SUCCESS              COMPLETED  MEDIAN              SHORTEST – LONGEST',
      'llama-3-8b      67%  #######        2 of 3  5m 00s  ##########  5m 00s – 5m 00s',
      '模型              –                 0 of 0       –              –',
    ]);
  });

  test('lose columns, and then are cut, if there is no room', () => {
    for (const width of [80, 70, 60, 50, 40, 30, 20, 10]) {
      const {heading, lines} = chartOf('FAMILY', rows, {hasBlocks: true, widthOf, width});
      for (const line of [heading, ...lines]) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(lines[0]).toContain(width >= 20 ? '67%' : 'llama');
    }
  });
});
