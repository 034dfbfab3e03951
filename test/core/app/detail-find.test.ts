/** Within the full-screen detail and JSON: finding, wrapping, scrolling sideways, and the next job. */
import {describe, expect, it} from 'vitest';
import {detailRows} from '../../../src/core/screens/jobs/detail-spans.ts';
import {detailView, findText} from '../../../src/core/screens/jobs/detail-view.ts';
import {overlayRows} from '../../../src/core/screens/rows.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {contextOf, jobsOf, openOverlay} from '../../../src/core/state/select.ts';
import {textWidth} from '../../../src/ui/terminal/text-width.ts';
import {createFakeAws} from '../../support/fake-aws.ts';
import {arnOf, detailOf, jobAt, jobsDown} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

const LONG = Array.from({length: 60}, (_, i) => `word${i}`).join(' ');
const RAW = JSON.stringify(
  {jobArn: arnOf(1), jobName: 'llama', tags: Array.from({length: 40}, (_, i) => `tag-${i}`), note: LONG, last: 'Llama'},
  null,
  2,
);

const start = async ({columns = 80, rows = 24, raw = RAW, widthOf = (text: string) => text.length} = {}) => {
  const aws = createFakeAws(jobsDown(300, 1));
  aws.getJob = async arn => {
    const job = aws.jobs.find(one => one.arn === arn);
    return job
      ? {ok: true, value: detailOf(job, {raw: raw.replace('llama', job.name)})}
      : {ok: false, error: {kind: 'not-found', what: '', why: '', next: '', isTransient: false}};
  };
  const program = createProgram({gateway: aws, size: {columns, rows}, settings: {widthOf}});
  await program.say({kind: 'started'});
  await program.clock.advance(1000);
  const detail = () => {
    const overlay = openOverlay(program.state(), 'detail');
    if (!overlay) throw new Error('no detail');
    return overlay;
  };
  const texts = (from = 0, to = 1000) =>
    detailRows(program.state(), detail(), [from, to]).map(
      ({label, indent, spans}) => label + ' '.repeat(indent) + spans.map(({text}) => text).join(''),
    );
  const said = () => findText(program.state(), detail());
  return {aws, program, detail, texts, said};
};

const RAW_OPEN: Message = {kind: 'raw-toggled'};
const find = (text: string): readonly Message[] => [{kind: 'find-opened'}, {kind: 'find-edited', text}];

describe('JSON', () => {
  it('wraps with a hanging indent, and breaks no word that fits', async () => {
    const {program, texts} = await start();
    await program.say(RAW_OPEN);
    const rows = texts();
    const at = rows.findIndex(text => text.startsWith('  "note"'));
    expect(rows[at]).toMatch(/^ {2}"note": "word0 .*word\d+$/);
    expect(rows[at + 1]).toMatch(/^ {4}word\d+/);
    expect(rows.every(text => text.length <= 78)).toBe(true);
  });

  it('has its parts told apart', async () => {
    const {program, detail} = await start();
    await program.say(RAW_OPEN);
    const named = detailRows(program.state(), detail(), [0, 9]).find(({spans}) => spans[0]?.text === '"jobName"');
    expect(named?.spans.map(({token}) => token)).toEqual(['name', undefined, 'text', undefined]);
  });
});

describe('finding', () => {
  it('goes to the first match below, marks all, and steps around the end', async () => {
    const {program, detail, said} = await start();
    await program.say(RAW_OPEN, ...find('tag-3'));
    expect(contextOf(program.state())).toBe('find');
    expect(said()).toBe('match 1 of 11');
    await program.say({kind: 'find-kept'}, {kind: 'match-moved', by: -1});
    expect(said()).toBe('match 11 of 11, from the end again');
    const {scroll} = detail();
    const rows = detailRows(program.state(), detail(), [scroll, scroll + 20]);
    expect(
      rows
        .flatMap(({spans}) => spans)
        .filter(({found}) => found === 'current')
        .map(({text}) => text),
    ).toEqual(['tag-3']);
    await program.say({kind: 'match-moved', by: 1});
    expect(said()).toBe('match 1 of 11, from the top again');
    await program.say({kind: 'match-moved', by: 1});
    expect(said()).toBe('match 2 of 11');
  });

  it('minds the case only of capitals', async () => {
    const {program, said} = await start({raw: RAW.replace('"llama"', '"llama", "x": "Llama"')});
    await program.say(RAW_OPEN, ...find('Llama'));
    expect(said()).toBe('match 1 of 2');
  });

  it('finds what a row break divides', async () => {
    const {program, said, detail} = await start({columns: 60});
    await program.say(RAW_OPEN, ...find(LONG.slice(0, 200)));
    expect(said()).toBe('match 1 of 1');
    const marked = detailRows(program.state(), detail(), [0, 100]).filter(({spans}) => spans.some(({found}) => found));
    expect(marked.length).toBeGreaterThan(2);
  });

  it('says that there is none, and esc forgets the text before it closes the detail', async () => {
    const {program, said} = await start();
    await program.say(RAW_OPEN, ...find('nowhere'));
    expect(said()).toBe('no match for “nowhere”');
    await program.say({kind: 'find-kept'}, {kind: 'stepped-back'});
    expect(said()).toBeUndefined();
    await program.say({kind: 'stepped-back'});
    expect(program.state().overlays).toEqual([]);
  });

  it('works in the fields, too', async () => {
    const {program, said} = await start();
    await program.say({kind: 'detail-opened'}, ...find('models/job-300'));
    expect(said()).toBe('match 1 of 1');
  });
});

describe('without wrapping', () => {
  it('a line is one row, cut with an ellipsis where more is hidden, and scrolls sideways', async () => {
    const {program, texts} = await start();
    await program.say(RAW_OPEN, {kind: 'wrap-toggled'});
    const note = () => texts().find(text => text.includes('word'));
    expect(texts()).toHaveLength(RAW.split('\n').length);
    expect(note()).toMatch(/^ {2}"note": "word0 .*…$/);
    expect(note()).toHaveLength(78);
    await program.say({kind: 'scrolled-sideways', by: 1});
    expect(note()).toMatch(/^….*…$/);
    for (let i = 0; i < 30; i++) await program.say({kind: 'scrolled-sideways', by: 1});
    expect(note()).toMatch(/^….*word59",$/);
    for (let i = 0; i < 30; i++) await program.say({kind: 'scrolled-sideways', by: -1});
    expect(note()).toMatch(/^ {2}"note"/);
  });

  it('a match is scrolled into view', async () => {
    const {program, detail} = await start();
    await program.say(RAW_OPEN, {kind: 'wrap-toggled'}, ...find('word55'));
    expect(detail().left).toBeGreaterThan(0);
    const row = detailRows(program.state(), detail(), [0, 1000]).find(({spans}) => spans.some(({found}) => found));
    expect(row?.spans.find(({found}) => found)?.text).toBe('word55');
  });

  it('wide characters take their columns: the end of a line is reached, a match is in view, and no character is divided', async () => {
    const raw = JSON.stringify({note: `${'😀'.repeat(200)}end`});
    const {program, detail, texts} = await start({raw, widthOf: textWidth});
    await program.say(RAW_OPEN, {kind: 'wrap-toggled'});
    for (let i = 0; i < 12; i++) {
      await program.say({kind: 'scrolled-sideways', by: 1});
      expect(texts()[0]).not.toMatch(/\p{Surrogate}/u);
    }
    expect(texts()[0]).toContain('😀😀😀end');
    for (let i = 0; i < 12; i++) await program.say({kind: 'scrolled-sideways', by: -1});
    await program.say(...find('end'));
    const found = detailRows(program.state(), detail(), [0, 1]).flatMap(({spans}) => spans.filter(span => span.found));
    expect(found.map(({text}) => text)).toEqual(['end']);
  });

  it('the first line of the window stays', async () => {
    const {program, detail, texts} = await start();
    await program.say(RAW_OPEN, {kind: 'moved', motion: {kind: 'last'}});
    const before = texts()[detail().scroll];
    await program.say({kind: 'wrap-toggled'});
    expect(texts()[detail().scroll]?.trim()).toBe(before?.trim());
  });
});

describe('the next job', () => {
  it('is that of the list, whose selection follows; the find text stays', async () => {
    const {program, detail, said} = await start();
    await program.say(RAW_OPEN, ...find('job-'), {kind: 'find-kept'}, {kind: 'neighbour-opened', by: 1});
    await program.clock.settle();
    expect(detail()).toMatchObject({arn: arnOf(299), isRaw: true});
    expect(jobsOf(program.state()).selected).toBe(arnOf(299));
    expect(said()).toBe('match 1 of 1');
    await program.say({kind: 'neighbour-opened', by: -1});
    expect(detail().arn).toBe(arnOf(300));
  });

  it('is refused at both ends, and pages are fetched on the way', async () => {
    const {aws, program, detail} = await start();
    await program.say({kind: 'detail-opened'}, {kind: 'neighbour-opened', by: -1});
    expect(ruleWords(program.state())?.text).toBe('no job before this one');
    aws.lists.length = 0;
    for (let i = 0; i < 60; i++) await program.say({kind: 'neighbour-opened', by: 1});
    expect(detail().arn).toBe(arnOf(240));
    expect(aws.lists.length).toBeGreaterThan(0);
  });

  it('is that of the rows from which the detail was opened', async () => {
    const {program, detail} = await start();
    await program.say({kind: 'attempts-opened', arn: arnOf(300)}, {kind: 'moved', motion: {kind: 'rows', by: 2}});
    await program.say({kind: 'detail-opened'}, {kind: 'neighbour-opened', by: 1});
    expect(detail().arn).toBe(arnOf(297));
    expect(openOverlay(program.state(), 'attempts')).toMatchObject({selected: arnOf(297)});
    expect(jobsOf(program.state()).selected).toBe(arnOf(300));
  });

  it('is that of the next event, also if a job has several', async () => {
    const {aws, program, detail} = await start();
    for (const n of [1001, 1002]) {
      const job = jobAt(n, {status: 'InProgress', endedAt: undefined, createdAt: program.clock.now()});
      aws.jobs = [job, ...aws.jobs];
      await program.clock.advance(61_000);
    }
    aws.jobs = aws.jobs.map(job =>
      job.status === 'InProgress' ? {...job, status: 'Completed', endedAt: program.clock.now()} : job,
    );
    await program.clock.advance(12_000);
    await program.say({kind: 'events-opened'});
    const arns = overlayRows(program.state())?.map(({arn}) => arn);
    expect(arns).toHaveLength(4);
    await program.say({kind: 'moved', motion: {kind: 'last'}}, {kind: 'detail-opened'});
    const seen = [detail().arn];
    for (let i = 0; i < 3; i++) {
      await program.say({kind: 'neighbour-opened', by: -1});
      seen.unshift(detail().arn);
    }
    expect(seen).toEqual(arns);
    await program.say({kind: 'neighbour-opened', by: -1});
    expect(ruleWords(program.state())?.text).toBe('no job before this one');
  });
});

it('a long answer is broken into rows once, not with each key', async () => {
  const raw = JSON.stringify(
    {items: Array.from({length: 4000}, (_, i) => `s3://a-bucket/prefix/object-${i}`)},
    null,
    2,
  );
  const {program, detail} = await start({raw});
  await program.say(RAW_OPEN);
  const view = detailView(program.state(), detail());
  expect(view.rows.length).toBeGreaterThan(4000);
  await program.say({kind: 'moved', motion: {kind: 'pages', by: 1}}, ...find('object-39'));
  expect(detailView(program.state(), detail())).toBe(view);
});
