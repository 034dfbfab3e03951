/** Tags, forms and the checklist for a screen reader: what the keys act on comes first, and nothing is read again for a second that passes. */
import {describe, expect, it} from 'vitest';
import {createNamedAws, type FakeAws} from '../support/fake-aws.ts';
import {draw} from '../support/frame.tsx';
import {acted, filled} from '../support/import-form.ts';
import {jobAt, runningAt} from '../support/jobs.ts';
import {modelsDown, press} from '../support/models.ts';

const typed = (field: string, value: string) => acted({kind: 'form-edited', field, value});
const SUBMITTED = acted({kind: 'form-submitted'});

const start = async (prepare: (aws: FakeAws) => void = () => {}) => {
  const aws = createNamedAws(runningAt(9), jobAt(3));
  aws.models = modelsDown(3, 1);
  for (const {arn} of aws.models) {
    aws.tags.set(arn, [
      {key: 'team', value: 'search'},
      {key: 'stage', value: ''},
    ]);
  }
  prepare(aws);
  const drawn = draw({gateway: aws, size: {columns: 100, rows: 40}, isScreenReader: true});
  await drawn.say({kind: 'started'});
  const open = async (...keys: readonly string[]) => {
    for (const key of keys) {
      await press(drawn, key);
      await drawn.clock.advance(50);
    }
  };
  const lines = () => drawn.frame().trimEnd().split('\n');
  const text = () => drawn.frame().replace(/\s+/g, ' ');
  return {...drawn, aws, lines, text, open};
};

/** Nothing changes for so long. */
const expectQuiet = async ({frame, clock}: Awaited<ReturnType<typeof start>>, ms: number): Promise<void> => {
  const before = frame();
  await clock.advance(ms);
  expect(frame()).toBe(before);
};

describe('tags', () => {
  it('the selected one comes first, and no other is read', async () => {
    const {open, lines, text} = await start();
    await open('2', 't', 'j');
    expect(lines().slice(0, 2)).toEqual(['2 of 2: team, value search', 'Tags of the model model-3, 2 tags']);
    expect(text()).not.toContain('stage');
    await open('k');
    expect(lines()[0]).toBe('1 of 2: stage, value empty');
  });

  it('none says so', async () => {
    const {open, text} = await start(aws => aws.tags.clear());
    await open('2', 't');
    expect(text()).toContain('The model has no tags.');
  });
});

describe('a form', () => {
  it('begins with the focused field, its value and what is wrong with it', async () => {
    const {open, lines, text, say} = await start();
    await open('2', 't', 'a');
    await say(typed('key', 'aws:x'), SUBMITTED);
    expect(lines()[0]?.trimEnd()).toBe('Key, field 1 of 2: aws:x');
    expect(lines()[1]).toBe('Not valid: Keys that begin with aws: are reserved.');
    expect(text()).toContain('Add a tag to the model model-3');
    expect(text()).toContain(`--tags '[{"key":"aws:x","value":""}]'`);
  });

  it('says that a field is empty, and does not read its placeholder as a value', async () => {
    const {open, text, say} = await start();
    await open('i');
    await say(SUBMITTED);
    expect(text()).toContain('S3 URI: empty. Not valid: An import needs the S3 URI of the model files.');
    expect(text()).not.toContain('s3://bucket/prefix/');
    expect(text()).toContain('Job tags: empty.');
  });

  it('without fields begins with its question', async () => {
    const {open, lines} = await start();
    await open('2', 't', 'j', 'x');
    expect(lines()[0]).toBe('Remove the tag team=search from model-3?');
  });

  it('has choices', async () => {
    const {open, text, say} = await start();
    await open('2', 'F');
    for (let i = 0; i < 3; i += 1) await say(acted({kind: 'form-focused', by: 1}));
    expect(text()).toMatch(/^Order, field 4 of 6: .*Descending/);
  });

  it('is not read again while only seconds pass', async () => {
    const started = await start(aws => {
      aws.deleteModel = () => new Promise(() => {});
    });
    await started.open('2', 'D');
    await started.say(typed('name', 'model-3'), SUBMITTED);
    expect(started.text()).toContain('Asking AWS …');
    await expectQuiet(started, 8_000);
  });
});

describe('the checklist of an import', () => {
  it('and the wait for another import are not read again while only seconds pass', async () => {
    const started = await start(aws => {
      aws.jobs = [runningAt(995), jobAt(3)];
    });
    await started.say(...filled(), SUBMITTED);
    await started.clock.advance(1_000);
    expect(started.text()).toContain('is running');
    await expectQuiet(started, 8_000);
    await started.open('enter');
    expect(started.text()).toContain('Waiting for job-995');
    await expectQuiet(started, 3_000);
  });
});
