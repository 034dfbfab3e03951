/** Searching everything that is loaded: switching, what is said, what is kept; and what would have matched. */
import {describe, expect, it} from 'vitest';
import {queryLine} from '../../../src/core/screens/jobs/query-line.ts';
import {wouldMatchLines} from '../../../src/core/screens/jobs/would-match.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {jobsOf, overlayOf, rowsOf} from '../../../src/core/state/select.ts';
import {createNamedAws} from '../../support/fake-aws.ts';
import {jobAt, jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const JOBS = [
  jobAt(1000, {name: 'Support-v1', modelName: 'llama-one', status: 'Failed'}),
  jobAt(999, {name: 'sql-v1', modelName: 'support-model'}),
  jobAt(998, {name: 'claims', modelName: 'x'}),
  ...jobsDown(900, 500),
];

const start = async () => {
  const aws = createNamedAws(...JOBS);
  const program = createProgram({gateway: aws, size: {columns: 160, rows: 50}});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  aws.lists.length = 0;
  const names = () => rowsOf(program.state()).items.map(({name}) => name);
  const line = () => queryLine(program.state(), 118);
  return {aws, program, names, line};
};

const type = (text: string): Message => ({kind: 'search-edited', text});
const OPEN: Message = {kind: 'search-opened'};
const TAB: Message = {kind: 'search-scope-toggled'};
const ENTER: Message = {kind: 'search-submitted'};

describe('everything loaded', () => {
  it('is searched in names, models, reasons and more, without asking AWS', async () => {
    const {aws, program, names, line} = await start();
    await program.say(OPEN, TAB, type('support'));
    await program.clock.advance(2000);
    expect(names()).toEqual(['Support-v1', 'sql-v1']);
    expect(line().left).toContain('loaded jobs with “support” anywhere');
    expect(line().right).toMatch(/^2 of \d00 loaded · more on AWS/);
    await program.say(type('files are'));
    expect(names()).toEqual(['Support-v1']);
    expect(aws.lists).toEqual([]);
  });

  it('keeps the text on the way to AWS and back', async () => {
    const {aws, program, names} = await start();
    await program.say(OPEN, type('sql'));
    await program.clock.advance(400);
    expect(aws.lists.map(({name}) => name)).toEqual(['sql']);
    await program.say(TAB);
    expect(jobsOf(program.state()).query.name).toBeUndefined();
    expect(names()).toEqual(['sql-v1']);
    await program.say(TAB);
    await program.clock.advance(400);
    expect(jobsOf(program.state()).query.name).toBe('sql');
  });

  it('stays after enter, goes with esc, and is recalled as it was', async () => {
    const {program, names} = await start();
    await program.say(OPEN, TAB, type('support'), ENTER);
    expect(overlayOf(program.state())).toBeUndefined();
    expect(names()).toHaveLength(2);
    await program.say({kind: 'stepped-back'});
    expect(jobsOf(program.state())).toMatchObject({narrow: '', more: undefined});
    expect(names().length).toBeGreaterThanOrEqual(100);
    await program.say(OPEN, {kind: 'search-recalled', by: 1});
    expect(overlayOf(program.state())).toMatchObject({draft: 'support', isWide: true});
    expect(names()).toHaveLength(2);
    await program.say({kind: 'stepped-back'});
    expect(names().length).toBeGreaterThanOrEqual(100);
  });

  it('follows the answers about single jobs', async () => {
    const {program, names} = await start();
    await program.say(OPEN, TAB, type('s3://models/claims'), ENTER);
    expect(names()).toEqual([]);
    await program.say({kind: 'stepped-back'}, OPEN, TAB, type('claims'), ENTER);
    await program.clock.advance(1000);
    await program.say({kind: 'stepped-back'}, OPEN, TAB, type('s3://models/claims'));
    expect(names()).toEqual(['claims']);
  });

  it('gives way to the filters of the form', async () => {
    const {program} = await start();
    await program.say(OPEN, TAB, type('support'), ENTER, {kind: 'filters-opened'}, {kind: 'filters-submitted'});
    expect(jobsOf(program.state())).toMatchObject({narrow: '', more: undefined});
  });
});

describe('a search by name that finds nothing', () => {
  it('says what would match in the loaded jobs from which it began', async () => {
    const {program} = await start();
    await program.say(OPEN, type('SUPPORT'));
    await program.clock.advance(1000);
    expect(rowsOf(program.state()).count).toBe(0);
    expect(wouldMatchLines(program.state(), 'tab')).toEqual([
      '1 loaded job would match if case were ignored, 1 more in model, reason, ARN or S3 URI: tab searches everything loaded; type “support” to ignore case',
    ]);
    // Capitals count there, too.
    await program.say(TAB);
    expect(rowsOf(program.state()).count).toBe(0);
    await program.say(type('support'));
    expect(rowsOf(program.state()).count).toBe(2);
  });

  it('says nothing if nothing would', async () => {
    const {program} = await start();
    await program.say(OPEN, type('nowhere'), ENTER);
    await program.clock.advance(1000);
    expect(wouldMatchLines(program.state(), 'tab')).toEqual([]);
  });
});
