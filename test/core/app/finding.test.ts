/** Finding: the search line, the status and order keys, the form, and peeling it all off. */
import {describe, expect, it} from 'vitest';
import {DEFAULT_QUERY} from '../../../src/core/domain/query.ts';
import type {QueryFieldId} from '../../../src/core/jobs/query-fields.ts';
import {queryLine} from '../../../src/core/screens/jobs/query-line.ts';
import {jobsOf, overlayOf, rowsOf, selectedJob} from '../../../src/core/state/select.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {jobAt, jobsDown, MINUTE, NOON} from '../../support/jobs.ts';
import {createProgram, type Program, type ProgramOptions} from '../../support/program.ts';

const JOBS = [
  jobAt(500, {name: 'llama-v2'}),
  jobAt(499, {name: 'Llama-v1', status: 'Failed'}),
  ...jobsDown(498, 300),
  jobAt(200, {name: 'llama-v0'}),
];

const start = async (more: Partial<ProgramOptions> = {}) => {
  const aws = createFakeAws(JOBS);
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  aws.lists.length = 0;
  return {aws, program};
};

const names = (program: Program) => rowsOf(program.state()).items.map(job => job.name);
const type = (program: Program, text: string) => program.say({kind: 'search-edited', text});

describe('the search line', () => {
  it('narrows the loaded rows at once, and asks AWS after a pause', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'search-opened'});
    await type(program, 'llama');
    expect(names(program)).toEqual(['llama-v2']);
    expect(aws.lists).toEqual([]);
    await program.clock.advance(299);
    expect(aws.lists).toEqual([]);
    await program.clock.advance(1);
    expect(aws.lists).toHaveLength(1);
    expect(aws.lists[0]).toMatchObject({name: 'llama', pageSize: 100});
    expect(names(program)).toEqual(['llama-v2', 'llama-v0']);
    await program.say({kind: 'search-submitted'});
    expect(overlayOf(program.state())).toBeUndefined();
    expect(aws.lists).toHaveLength(1);
    expect(names(program)).toEqual(['llama-v2', 'llama-v0']);
  });

  it('asks at once at enter', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'search-opened'});
    await type(program, 'Llama');
    await program.say({kind: 'search-submitted'});
    expect(aws.lists).toHaveLength(1);
    expect(names(program)).toEqual(['Llama-v1']);
    await program.clock.advance(2000);
    expect(aws.lists).toHaveLength(1);
  });

  it('typing on starts the pause anew', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'search-opened'});
    for (const text of ['l', 'll', 'lla']) {
      await type(program, text);
      await program.clock.advance(200);
    }
    expect(aws.lists).toEqual([]);
    await program.clock.advance(100);
    expect(aws.lists.map(list => list.name)).toEqual(['lla']);
  });

  it('left with a step back restores what was there, without asking again', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 30}});
    const before = program.state();
    await program.say({kind: 'search-opened'});
    await type(program, 'llama');
    await program.clock.advance(300);
    expect(names(program)).toHaveLength(2);
    aws.lists.length = 0;
    await program.say({kind: 'stepped-back'});
    const after = program.state();
    expect(jobsOf(after).query).toBe(jobsOf(before).query);
    expect(rowsOf(after).items).toEqual(rowsOf(before).items);
    expect(jobsOf(after).selected).toBe(jobsOf(before).selected);
    expect(jobsOf(after).top).toBe(jobsOf(before).top);
    expect(aws.lists).toEqual([]);
  });

  it('text that AWS would refuse narrows what is loaded and is never sent', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'search-opened'});
    await type(program, '-v');
    await program.clock.advance(1000);
    expect(names(program)).toEqual(['llama-v2', 'Llama-v1']);
    await program.say({kind: 'search-submitted'});
    await program.clock.advance(1000);
    expect(aws.lists).toEqual([]);
    expect(names(program)).toEqual(['llama-v2', 'Llama-v1']);
    expect(queryLine(program.state(), 158).left).toContain('AWS cannot search for a leading “-”');
    expect(queryLine(program.state(), 118).right).toBe('2 of 100 loaded · more on AWS');
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(names(program)).toContain('llama-v0');
    await program.say({kind: 'stepped-back'});
    expect(names(program)).toHaveLength(202);
  });

  it('opens empty, and recalls what was searched before', async () => {
    const {program} = await start();
    for (const text of ['one', 'two']) {
      await program.say({kind: 'search-opened'});
      await type(program, text);
      await program.say({kind: 'search-submitted'});
    }
    await program.say({kind: 'search-opened'});
    const draft = () => {
      const overlay = overlayOf(program.state());
      return overlay?.kind === 'search' ? overlay.draft : undefined;
    };
    expect(draft()).toBe('');
    await program.say({kind: 'search-recalled', by: 1});
    expect(draft()).toBe('two');
    await program.say({kind: 'search-recalled', by: 1}, {kind: 'search-recalled', by: 1});
    expect(draft()).toBe('one');
    await program.say({kind: 'search-recalled', by: -1}, {kind: 'search-recalled', by: -1});
    expect(draft()).toBe('');
  });

  it('drops the answer to a question that nobody asks any more', async () => {
    const {aws, program} = await start();
    const answers: (() => void)[] = [];
    const {listJobs} = aws;
    aws.listJobs = (request, signal) =>
      new Promise(resolve => answers.push(() => void listJobs(request, signal).then(resolve)));
    await program.say({kind: 'status-cycled'}, {kind: 'status-cycled'}, {kind: 'status-cycled'});
    expect(answers).toHaveLength(3);
    answers[2]?.();
    await program.clock.settle();
    expect(names(program)).toEqual(['Llama-v1']);
    answers[0]?.();
    answers[1]?.();
    await program.clock.settle();
    expect(names(program)).toEqual(['Llama-v1']);
    expect(jobsOf(program.state()).query.status).toBe('Failed');
  });
});

describe('status and order', () => {
  it('f goes round through the statuses', async () => {
    const {aws, program} = await start();
    for (let i = 0; i < 4; i++) await program.say({kind: 'status-cycled'});
    expect(aws.lists.map(list => list.status)).toEqual(['InProgress', 'Completed', 'Failed', undefined]);
  });

  it('o turns the order', async () => {
    const {aws, program} = await start();
    await program.say({kind: 'order-reversed'});
    expect(aws.lists[0]?.order).toBe('Ascending');
    expect(names(program)[0]).toBe('llama-v0');
  });

  it('o under an order made here says that the order on AWS has changed', async () => {
    const {program} = await start();
    await program.say({kind: 'order-reversed'});
    expect(program.state().notice).toBeUndefined();
    await program.say({kind: 'sorted', by: 'name'}, {kind: 'order-reversed'});
    expect(program.state().notice?.text).toBe('AWS order: newest first (still sorted by name)');
  });

  it('what o said of the order made here goes with that order', async () => {
    const {program} = await start();
    await program.say({kind: 'sorted', by: 'name'}, {kind: 'order-reversed'}, {kind: 'stepped-back'});
    expect(jobsOf(program.state()).sort).toBeUndefined();
    expect(program.state().notice).toBeUndefined();
  });

  it('a step back clears the order after everything else', async () => {
    const {program} = await start();
    await program.say({kind: 'order-reversed'}, {kind: 'status-cycled'}, {kind: 'stepped-back'});
    expect(jobsOf(program.state()).query).toMatchObject({status: undefined, order: 'Ascending'});
    await program.say({kind: 'stepped-back'});
    expect(jobsOf(program.state()).query.order).toBe('Descending');
  });

  it('the selection stays on its job if the new answer has it', async () => {
    const {program} = await start();
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    await program.say({kind: 'status-cycled'}, {kind: 'status-cycled'}, {kind: 'status-cycled'});
    expect(selectedJob(program.state())?.name).toBe('Llama-v1');
  });
});

describe('the filter form', () => {
  const fill = async (program: Program, values: Partial<Record<QueryFieldId, string>>) => {
    await program.say({kind: 'filters-opened'});
    for (const [field, value] of Object.entries(values)) {
      await program.say({kind: 'filters-edited', field: field as QueryFieldId, value});
    }
    await program.say({kind: 'filters-submitted'});
  };

  it('asks with every field in one request', async () => {
    const {aws, program} = await start();
    await fill(program, {
      status: 'Failed',
      name: 'Llama',
      after: '7d',
      before: '2026-11-23T12:00Z',
      order: 'Ascending',
      pageSize: '7',
    });
    expect(aws.lists[0]).toEqual({
      status: 'Failed',
      name: 'Llama',
      createdAfter: program.clock.now() - 7 * 24 * 60 * MINUTE,
      createdBefore: NOON,
      sortBy: 'CreationTime',
      order: 'Ascending',
      pageSize: 7,
      token: undefined,
    });
    expect(names(program)).toEqual(['Llama-v1']);
  });

  it.each([
    ['after', 'yesterdai', 'is not a date'],
    ['after', '2026-02-30', 'not on the calendar'],
    ['name', 'a b', 'cannot search for a space'],
    ['pageSize', '0', '1 to 1000'],
    ['pageSize', '12.5', '1 to 1000'],
  ] as const)('refuses %s = %s at the field, and keeps the text', async (field, value, reason) => {
    const {aws, program} = await start();
    await fill(program, {[field]: value});
    const overlay = overlayOf(program.state());
    if (overlay?.kind !== 'filters') throw new Error('the form has closed');
    expect(overlay.problems[field]).toContain(reason);
    expect(overlay.values[field]).toBe(value);
    expect(overlay.focused).toBe(field);
    expect(aws.lists).toEqual([]);
    await program.say({kind: 'filters-edited', field, value: ''});
    const edited = overlayOf(program.state());
    expect(edited?.kind === 'filters' && edited.problems[field]).toBeUndefined();
  });

  it('refuses after > before', async () => {
    const {program} = await start();
    await fill(program, {after: '1d', before: '2d'});
    const overlay = overlayOf(program.state());
    expect(overlay?.kind === 'filters' && overlay.problems.after).toContain(
      'Created after (1d) is later than created before (2d)',
    );
  });

  it('a distance is fixed for all pages and for r, and moves when the form is applied again', async () => {
    const {aws, program} = await start();
    await fill(program, {after: '26h'});
    const asked = aws.lists[0]?.createdAfter;
    await program.clock.advance(5 * MINUTE);
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    await program.say({kind: 'refresh-asked'});
    expect(aws.lists.length).toBeGreaterThan(3);
    expect(new Set(aws.lists.map(list => list.createdAfter))).toEqual(new Set([asked]));
    await fill(program, {});
    expect(aws.lists.at(-1)?.createdAfter).toBeGreaterThan((asked ?? 0) + 4 * MINUTE);
  });

  it('left with a step back changes nothing', async () => {
    const {aws, program} = await start();
    await program.say(
      {kind: 'filters-opened'},
      {kind: 'filters-edited', field: 'name', value: 'x'},
      {kind: 'stepped-back'},
    );
    expect(jobsOf(program.state()).query).toBe(DEFAULT_QUERY);
    expect(aws.lists).toEqual([]);
  });

  it('goes round through its fields', async () => {
    const {program} = await start();
    await program.say({kind: 'filters-opened'}, {kind: 'filters-focused', by: -1});
    const overlay = overlayOf(program.state());
    expect(overlay?.kind === 'filters' && overlay.focused).toBe('pageSize');
  });
});

it('a step back on the list peels one thing at a time', async () => {
  const query = {
    ...DEFAULT_QUERY,
    status: 'Completed',
    name: 'job',
    after: {text: '30d', at: NOON - 30 * 1440 * MINUTE},
  };
  const {aws, program} = await start({query});
  await program.say({kind: 'sorted', by: 'name'});
  const back = async () => {
    await program.say({kind: 'stepped-back'});
    const {sort, query: now} = jobsOf(program.state());
    return [sort?.by, now.name, now.status, now.after?.text];
  };
  expect(await back()).toEqual([undefined, 'job', 'Completed', '30d']);
  expect(await back()).toEqual([undefined, undefined, 'Completed', '30d']);
  expect(await back()).toEqual([undefined, undefined, undefined, undefined]);
  aws.lists.length = 0;
  await back();
  expect(aws.lists).toEqual([]);
  expect(program.exits()).toBe(0);
});
