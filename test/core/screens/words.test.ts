/** The header, the query line and the rule in words: they fit, they name the filters, and they claim no more than is known. */
import stringWidth from 'string-width';
import {describe, expect, it} from 'vitest';
import type {Link} from '../../../src/core/connections/connection.ts';
import type {Job} from '../../../src/core/domain/job.ts';
import {DEFAULT_QUERY, type Query} from '../../../src/core/domain/query.ts';
import {DEMO} from '../../../src/core/domain/target.ts';
import {JOBS} from '../../../src/core/jobs/job-list.ts';
import {firstPage} from '../../../src/core/list/feed.ts';
import {queryLine} from '../../../src/core/screens/jobs/query-line.ts';
import {headerParts} from '../../../src/core/screens/shared/header.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import {feedOf, jobsOf} from '../../../src/core/state/select.ts';
import {initialState, type State} from '../../../src/core/state/state.ts';
import {timeOf} from '../../../src/core/text/format.ts';
import {oops} from '../../support/fake-aws.ts';
import {jobAt, jobsDown, NOON, runningAt} from '../../support/jobs.ts';
import {AWS, type Changes, changed} from '../../support/state.ts';

const WIDTHS = [38, 58, 78, 118, 158];
const WINDOW = {kind: 'terminal', columns: 120, rows: 36} as const;
const LINK: Link = {kind: 'connected', resolved: {region: 'us-east-1', profile: 'default'}};

interface Given {
  readonly query?: Partial<Query>;
  readonly jobs?: readonly Job[];
  readonly nextToken?: string;
  readonly more?: Changes;
}

/** Connected, with the jobs loaded. */
const stateOf = ({query: filters, jobs = jobsDown(45, 1), nextToken, more}: Given = {}): State => {
  const query = {...DEFAULT_QUERY, ...filters};
  const settings = {refreshMs: 5000, hasBell: false, widthOf: stringWidth};
  const state = initialState({at: NOON, window: WINDOW, settings, query, targets: [AWS]});
  const feed = firstPage(JOBS, query, {items: jobs, nextToken});
  const loaded = changed(state, {slice: {feed}, connection: {link: LINK}});
  return changed(loaded, more ?? {});
};

const FILTERS: Partial<Query> = {
  status: 'Failed',
  name: 'llama',
  after: {text: '7d', at: NOON - 7 * 86_400_000},
  before: {text: '1d', at: NOON - 86_400_000},
  order: 'Ascending',
};
const length = (left: string, right: string) => stringWidth(left) + (left && right ? 2 : 0) + stringWidth(right);

const MANY = Array.from({length: 12}, (_, i) => `arn-${i}`);
const CASES: readonly (readonly [string, State])[] = [
  ['no filter', stateOf()],
  ['every filter', stateOf({query: FILTERS, nextToken: 't'})],
  ['a name of 63 characters', stateOf({query: {...FILTERS, name: 'n'.repeat(63)}})],
  ['a whole moment', stateOf({query: {after: {text: '2026-11-01T12:00:00+05:30', at: 0}}, nextToken: 't'})],
  ['a sort', stateOf({query: FILTERS, nextToken: 't', more: {list: {sort: {by: 'took', isReversed: true}}}})],
  ['what AWS cannot search for', stateOf({query: FILTERS, nextToken: 't', more: {list: {narrow: '模型 '.repeat(9)}}})],
  ['thousands loaded', stateOf({query: FILTERS, jobs: jobsDown(12_345, 1), nextToken: 't'})],
  ['new jobs that are not loaded', stateOf({query: FILTERS, nextToken: 't', more: {slice: {incoming: MANY}}})],
  [
    'thousands narrowed',
    stateOf({jobs: jobsDown(12_345, 1), nextToken: 't', more: {list: {narrow: '_'}, slice: {incoming: MANY}}}),
  ],
  ['loading all', stateOf({query: FILTERS, nextToken: 't', more: {list: {isLoadingAll: true}}})],
];

describe('the query line', () => {
  const cases = CASES.flatMap(([name, state]) => WIDTHS.map(width => [name, width, state] as const));

  it.each(cases)('with %s fits into %d columns', (_, width, state) => {
    const {left, right} = queryLine(state, width);
    expect(length(left, right)).toBeLessThanOrEqual(width);
  });

  it.each(WIDTHS)('names every filter in force in %d columns', width => {
    const {left} = queryLine(stateOf({query: FILTERS, nextToken: 't'}), width);
    const words = ['Failed', 'llama', '2026-11-16', '2026-11-22', 'oldest'];
    const named = words.filter(word => left.includes(word)).length;
    // If not all of them fit, those that are left out are counted.
    const counted = Number(/ \+(\d)$/.exec(left)?.[1] ?? 0);
    expect(named + counted).toBe(words.length);
    if (width > 58) expect(counted).toBe(0);
  });

  it('says more if there is more room', () => {
    const state = stateOf({query: FILTERS, nextToken: 't'});
    const lefts = [158, 78, 58].map(width => queryLine(state, width).left);
    expect(lefts).toEqual([
      'status Failed · name *llama* · created after 2026-11-16 12:00 · before 2026-11-22 12:00 · oldest first',
      'Failed *llama* >2026-11-16 12:00 <2026-11-22 12:00 oldest',
      'Failed *llama* >2026-11-16 12:00 +2',
    ]);
    expect(queryLine(stateOf(), 118).left).toBe('status any · newest first');
  });

  it('names the local sort, and how much of the list it sorts', () => {
    const sort = {by: 'took', isReversed: true} as const;
    const left = (nextToken?: string) => queryLine(stateOf({nextToken, more: {list: {sort}}}), 118).left;
    expect(left('t')).toContain('shortest first (45 loaded)');
    expect(left()).toContain('shortest first (all loaded)');
  });

  it('says what AWS cannot search for', () => {
    const {left, right} = queryLine(stateOf({nextToken: 't', more: {list: {narrow: 'job 1'}}}), 158);
    expect(left).toContain('loaded jobs with “job 1” only (AWS cannot search for a space)');
    expect(right).toBe('0 of 45 loaded · more on AWS');
  });

  it.each([
    [58, 'loaded jobs with “a_b” only'],
    [38, '“a_b” in loaded jobs'],
  ])('says at %i columns that only loaded jobs were searched, even if the default order has no room', (width, left) => {
    const state = stateOf({jobs: jobsDown(100, 1), nextToken: 't', more: {list: {narrow: 'a_b'}}});
    expect(queryLine(state, width).left).toBe(left);
  });
});

describe('completeness', () => {
  const sort = {by: 'name', isReversed: false} as const;
  const right = (state: State, width = 118) => queryLine(state, width).right;
  const claims = (state: State, width: number): readonly string[] => {
    const line = queryLine(state, width);
    return `${line.left} · ${line.right}`.match(/all loaded|end of list|(?<= · )end(?= · |$)/g) ?? [];
  };

  it('is claimed only if everything is loaded', () => {
    expect(right(stateOf())).toBe('45 jobs · end of list');
    expect(claims(stateOf({more: {list: {sort}}}), 118)).toEqual(['all loaded', 'end of list']);
    expect(right(stateOf({query: FILTERS}), 58)).toMatch(/^45 (jobs )?· end/);
    expect(right(stateOf({nextToken: 't'}))).toBe('45 jobs · more on AWS');
    expect(right(stateOf({jobs: [], nextToken: 't'}))).toBe('0 jobs · more on AWS');
    expect(right(stateOf({jobs: jobsDown(12_345, 1), nextToken: 't'}))).toBe('12,345 jobs · more on AWS');
  });

  it('is “not loaded” after a failure: AWS has answered, but without jobs', () => {
    const load = {kind: 'failed', error: oops(), isFirst: true, failures: 1} as const;
    const state = stateOf();
    for (const width of WIDTHS)
      expect(right(changed(state, {list: {query: {...jobsOf(state).query, status: 'x'}}, slice: {load}}), width)).toBe(
        'not loaded',
      );
  });

  const incomplete: readonly (readonly [string, State])[] = [
    ...CASES.map(
      ([name, state]) => [name, changed(state, {slice: {feed: {...feedOf(state), nextToken: 't'}}})] as const,
    ),
    [
      'a page on its way',
      stateOf({nextToken: 't', more: {slice: {load: {kind: 'loading', id: 1, isFirst: false, failures: 0}}}}),
    ],
    [
      'the first page on its way',
      stateOf({more: {slice: {load: {kind: 'loading', id: 1, isFirst: true, failures: 0}}}}),
    ],
    [
      'a page that failed',
      stateOf({nextToken: 't', more: {slice: {load: {kind: 'failed', error: oops(), isFirst: false, failures: 1}}}}),
    ],
  ];
  const other = jobsOf(stateOf({query: {status: 'Failed'}})).query;
  const unanswered: readonly (readonly [string, State])[] = [
    [
      'a question that has no answer yet',
      changed(stateOf(), {list: {query: other}, slice: {load: {kind: 'loading', id: 1, isFirst: true, failures: 0}}}),
    ],
    [
      'a question whose answer failed',
      changed(stateOf(), {
        list: {query: other},
        slice: {load: {kind: 'failed', error: oops(), isFirst: true, failures: 1}},
      }),
    ],
    ['nothing loaded at all', initialState({at: NOON, window: WINDOW, settings: stateOf().settings, targets: [AWS]})],
  ];
  const sorted = [...incomplete, ...unanswered].map(
    ([name, state]) => [`${name}, sorted`, changed(state, {list: {sort}})] as const,
  );

  it.each([...incomplete, ...unanswered, ...sorted])('is never claimed with %s', (_, state) => {
    for (const width of WIDTHS) expect(claims(state, width), `${width} columns`).toEqual([]);
  });

  it('counts the jobs while all are being loaded, and new jobs beyond the end of the list', () => {
    expect(right(stateOf({nextToken: 't', more: {list: {isLoadingAll: true}}}))).toBe('loading all: 45 so far');
    const incoming = stateOf({nextToken: 't', more: {slice: {incoming: MANY}}});
    expect(right(incoming)).toBe('45 jobs · more on AWS · 12 new, not loaded yet');
  });
});

describe('the header', () => {
  const COUNTED = [runningAt(9), jobAt(8, {status: 'Failed'}), jobAt(7, {status: 'Stopped'}), ...jobsDown(6, 1)];
  const connected = (more: object): Changes => ({
    connection: {link: {kind: 'connected', resolved: {region: 'us-east-1', profile: 'default', ...more}}},
  });
  const cases: readonly (readonly [string, State])[] = [
    ['usual words', stateOf({jobs: COUNTED, more: {connection: {updatedAt: NOON}}})],
    [
      'a long profile and endpoint',
      stateOf({more: connected({profile: 'p'.repeat(60), endpoint: `https://${'e'.repeat(80)}`})}),
    ],
    [
      'the longest region, paused',
      stateOf({jobs: COUNTED, more: {...connected({region: 'ap-southeast-1'}), state: {isPaused: true}}}),
    ],
    ['the demo', stateOf({jobs: COUNTED, more: {connection: {link: LINK, target: DEMO}}})],
    ['counts of many kinds', stateOf({jobs: jobsDown(40, 1).map((job, i) => ({...job, status: `Status${i}`}))})],
    ['no link', stateOf({more: {connection: {link: {kind: 'unusable', error: oops(), at: NOON, failures: 1}}}})],
  ];

  it.each(cases.flatMap(([name, state]) => WIDTHS.map(width => [name, width, state] as const)))(
    'with %s fits into %d columns',
    (_, width, state) => {
      const {title, place, counts, updated} = headerParts(state, width);
      const left = [title, place].filter(text => text !== '').join('  ');
      const right = [counts, updated].filter(text => text !== '').join('   ');
      expect(length(left, right)).toBeLessThanOrEqual(width);
    },
  );

  it('names the connection and the account of the jobs, and counts jobs by status in the API’s words', () => {
    const state = stateOf({
      jobs: COUNTED,
      more: {
        connection: {
          ...connected({endpoint: 'http://localhost:8080'}).connection,
          updatedAt: NOON,
          account: '111122223333',
        },
      },
    });
    expect(headerParts(state, 158)).toEqual({
      title: 'Bedrock imports',
      place: 'us-east-1 · 111122223333 · default · localhost:8080',
      counts: '1 InProgress · 6 Completed · 1 Failed · 1 Stopped',
      updated: `updated ${timeOf(NOON)}`,
    });
    expect(headerParts(stateOf({jobs: []}), 158).place).toBe('us-east-1 · default');
  });

  it('says out of how many it counts while AWS has more, at every width that has room for counts', () => {
    const counts = (nextToken: string | undefined, width: number) => {
      const state = stateOf({jobs: COUNTED, ...(nextToken ? {nextToken} : {}), more: {connection: {updatedAt: NOON}}});
      return headerParts(state, width).counts;
    };
    for (let width = 38; width <= 158; width++) {
      expect(counts('t', width), `${width} columns`).toMatch(/^$|1 Stopped of 9( loaded)?$/);
      expect(counts(undefined, width)).not.toMatch(/loaded|of 9/);
    }
    expect(counts('t', 158)).toMatch(/ of 9 loaded$/);
  });

  it('keeps the region, or the word demo, at any width', () => {
    for (const width of WIDTHS) {
      expect(headerParts(stateOf({jobs: COUNTED}), width).place).toContain('us-east-1');
      expect(headerParts(stateOf({more: {connection: {link: LINK, target: DEMO}}}), width).place).toContain('demo');
    }
  });

  it('says that the refresh is paused', () => {
    for (const width of WIDTHS) {
      const state = stateOf({
        jobs: [runningAt(46), ...jobsDown(45, 1)],
        more: {state: {isPaused: true}, connection: {updatedAt: NOON}},
      });
      expect(headerParts(state, width).updated, `${width} columns`).toMatch(/^paused/);
    }
  });
});

describe('the rule', () => {
  const load = {kind: 'failed', error: oops(), isFirst: true, failures: 1, retryAt: NOON} as const;
  const above: Changes = {list: {newAbove: 2}};

  const failed = 'The list of jobs could not be read: AWS had an internal error';

  it.each<[string, Given, ReturnType<typeof ruleWords>]>([
    ['nothing to say', {}, undefined],
    ['new jobs above', {more: above}, {text: '2 new jobs above', isFailure: false}],
    [
      'a failure, and its next try',
      {more: {slice: {load}}},
      {
        text: `${failed} · next try ${timeOf(NOON)}`,
        shorter: [`${failed} · next try ${timeOf(NOON)}`, failed, 'AWS had an internal error'],
        isFailure: true,
      },
    ],
    [
      'a failure that only a person can mend',
      {more: {...above, slice: {load: {...load, retryAt: undefined}}}},
      {
        text: `${failed} · Try again in a moment`,
        shorter: [`${failed} · Try again in a moment`, failed, 'AWS had an internal error'],
        isFailure: true,
      },
    ],
    ['a failure that the empty list shows itself', {jobs: [], more: {slice: {load}}}, undefined],
    [
      'a notice before all else',
      {more: {slice: {load}, state: {notice: {text: 'job-1 ended', until: NOON}}}},
      {text: 'job-1 ended', isFailure: false},
    ],
  ])('%s', (_, given, words) => {
    expect(ruleWords(stateOf(given))).toEqual(words);
  });

  it.each([
    [160, 'Jobs not read: The keys have expired: The token is old · Run `aws sso login`, then retry.'],
    [90, 'Jobs not read: The keys have expired · Run `aws sso login`, then retry.'],
    [70, 'The keys have expired · Run `aws sso login`, then retry.'],
    [50, 'Run `aws sso login`, then retry.'],
  ])('names the command that renews credentials even at %i columns', (columns, words) => {
    const error = oops({
      kind: 'credentials',
      what: 'Jobs not read',
      why: 'The keys have expired: The token is old',
      next: 'Run `aws sso login`, then retry.',
    });
    const state = stateOf({more: {slice: {load: {...load, error, retryAt: undefined}}}});
    const {text = '', shorter = []} = ruleWords(state) ?? {};
    expect([text, ...shorter].find(each => each.length <= columns - 6)).toBe(words);
  });

  it('drops AWS’s own words before the time of the next try, and that before what failed, with no full stop inside', () => {
    const error = oops({why: 'Throttled by AWS: Too many requests, please wait.'});
    const failure = {error, failures: 1, retryAt: NOON};
    const {text, shorter} = ruleWords(stateOf({more: {slice: {headPoll: {startedAt: NOON, failure}}}})) ?? {};
    const next = `next try ${timeOf(NOON)}`;
    expect(text).toBe(`Not refreshed: Throttled by AWS: Too many requests, please wait · ${next}`);
    expect(shorter).toEqual([
      `Not refreshed: Throttled by AWS · ${next}`,
      'Not refreshed: Throttled by AWS',
      'Throttled by AWS',
    ]);
  });

  it('names a refresh that failed', () => {
    const failure = {error: oops(), failures: 1, retryAt: NOON};
    expect(ruleWords(stateOf({more: {slice: {headPoll: {startedAt: NOON, failure}}}}))?.isFailure).toBe(true);
  });
});

it.each(['yesterday', '2 days ago', '36h'])(
  '“%s” is shown as the moment that it meant when the query started',
  text => {
    const state = stateOf({query: {after: {text, at: NOON - 129_600_000}}, nextToken: 't'});
    expect(queryLine(state, 120).left).toBe('status any · created after 2026-11-22 00:00 · newest first');
  },
);
