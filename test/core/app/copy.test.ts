/** Copying and opening, from the message to what is said about it. */
import {describe, expect, it} from 'vitest';
import type {Job} from '../../../src/core/domain/job.ts';
import {DEMO} from '../../../src/core/domain/target.ts';
import {copiedLines} from '../../../src/core/screens/copy/copied.ts';
import {COPY_IDS, copyText} from '../../../src/core/screens/copy/copies.ts';
import {ruleWords} from '../../../src/core/screens/shared/rule.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {contextOf, overlayOf} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {createFakeAws, createNamedAws, oops} from '../../support/fake-aws.ts';
import {detailOf, jobAt, runningAt} from '../../support/jobs.ts';
import {createProgram, type ProgramOptions} from '../../support/program.ts';

const FAILED = jobAt(9, {status: 'Failed', name: 'llama-v9', modelName: 'llama-v9'});
const DONE = jobAt(9, {modelArn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abc'});

const start = async (job: Job | undefined = FAILED, more: Partial<ProgramOptions> = {}) => {
  const aws = createNamedAws(...(job ? [job] : []));
  const program = createProgram({gateway: aws, ...more});
  await program.say({kind: 'started'});
  return {aws, ...program};
};

const openMenu = async (job?: Job, more?: Partial<ProgramOptions>) => {
  const program = await start(job, more);
  await program.say({kind: 'copy-opened'});
  return program;
};

const all = (state: State) =>
  Object.fromEntries(
    COPY_IDS.map(id => {
      const text = copyText(state, id, overlayArn(state));
      return [id, text.ok ? text.value : `(${text.reason})`];
    }),
  );

const overlayArn = (state: State): string | undefined => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'copy' ? overlay.arn : undefined;
};

const shown = (state: State) => {
  const words = ruleWords(state);
  return [words?.text, ...(words?.shorter ?? [])];
};

describe('the menu', () => {
  it('asks for the detail, and has every text of a failed job', async () => {
    const {state, aws} = await openMenu();
    expect(aws.gets).toEqual([FAILED.arn]);
    expect(all(state())).toEqual({
      arn: FAILED.arn,
      name: 'llama-v9',
      model: '(a failed job has no model)',
      source: 's3://models/llama-v9/',
      why: 'The files are not there',
      json: `{"jobArn":"${FAILED.arn}","jobName":"llama-v9","status":"Failed","failureMessage":"The files are\\nnot there"}`,
      aws: `aws bedrock get-model-import-job --job-identifier ${FAILED.arn} --region us-east-1`,
      console: 'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/import-models',
      list: 'bedrock-imports-tui --region us-east-1',
      export: 'bedrock-imports-tui list --region us-east-1 --output csv > jobs.csv',
    });
  });

  it('says of a completed and of a running job what it does not have', async () => {
    expect(all((await openMenu(DONE)).state())).toMatchObject({model: DONE.modelArn, why: '(the job has not failed)'});
    expect(all((await openMenu(runningAt(9))).state())).toMatchObject({model: '(the job has no model yet)'});
  });

  it('without a job has the commands of the list', async () => {
    const program = createProgram({gateway: createFakeAws([])});
    await program.say({kind: 'started'}, {kind: 'copy-opened'});
    expect(all(program.state())).toMatchObject({
      arn: '(no job selected)',
      json: '(no job selected)',
      console: '(no job selected)',
      list: 'bedrock-imports-tui --region us-east-1',
    });
  });

  it('says what it waits for, and why it does not come', async () => {
    const aws = createNamedAws(FAILED);
    const {getJob} = aws;
    let answer = () => {};
    aws.getJob = async (...input) => {
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return getJob(...input);
    };
    const {say, state, clock} = createProgram({gateway: aws});
    await say({kind: 'started'});
    await say({kind: 'copy-opened'});
    expect(all(state())).toMatchObject({source: '(asking AWS …)', why: '(asking AWS …)', json: '(asking AWS …)'});
    aws.failures.push(oops({why: 'access denied', isTransient: false}));
    answer();
    await clock.settle();
    expect(all(state())).toMatchObject({source: '(not known: access denied)', name: 'llama-v9'});
  });

  it('of the demo has neither a console page nor an aws command', async () => {
    const {state} = await openMenu(FAILED, {targets: [DEMO]});
    expect(all(state())).toMatchObject({
      aws: '(the jobs of the demo are not on AWS)',
      console: '(the demo has no console page)',
      list: 'bedrock-imports-tui --demo',
    });
  });

  it('has the profile only if it is in use, and the endpoint', async () => {
    const aws = createNamedAws(FAILED);
    const connectedWith = (resolved: {profile: string; endpoint?: string}) => async () =>
      ({ok: true, value: {region: 'us-west-2', ...resolved}}) as const;
    aws.connect = connectedWith({profile: 'dev', endpoint: 'http://127.0.0.1:1'});
    const named = await openMenu(FAILED, {gateway: aws, settings: {profile: 'dev'}});
    expect(all(named.state()).list).toBe(
      'bedrock-imports-tui --profile dev --region us-west-2 --endpoint-url http://127.0.0.1:1',
    );
    aws.connect = connectedWith({profile: 'env keys'});
    const beaten = await openMenu(FAILED, {gateway: aws, settings: {profile: 'dev'}});
    expect(all(beaten.state()).list).toBe('bedrock-imports-tui --region us-west-2');
  });

  it('searches again with the text that narrows the loaded jobs', async () => {
    const {say, state} = await start();
    await say({kind: 'search-opened'}, {kind: 'search-edited', text: 'a_b'}, {kind: 'search-submitted'});
    expect(copyText(state(), 'export', undefined)).toMatchObject({value: expect.stringContaining('--match a_b')});
    expect(copyText(state(), 'list', undefined)).toMatchObject({value: expect.stringContaining('--match a_b')});
  });

  it('offers nothing with a control character', async () => {
    const aws = createFakeAws([FAILED]);
    const raw = JSON.stringify({text: 'a\u001b]0;evil\u0007\u009b\u2028b'}, null, 2);
    aws.getJob = async () => ({
      ok: true,
      value: detailOf(FAILED, {failureMessage: 'one\ntwo\x1b[2J\x9c', s3Uri: 's3://b/\u202egnp', raw}),
    });
    const {state} = await openMenu(FAILED, {gateway: aws});
    for (const text of Object.values(all(state()))) expect(text).not.toMatch(/[\p{Cc}\u2028\u202e]/u);
    expect(JSON.parse(all(state()).json ?? '')).toEqual({text: 'a\u001b]0;evil\u0007\u009b\u2028b'});
  });
});

describe('what was copied', () => {
  it('is the ARN of the selected job, at once', async () => {
    const {say, copies, state} = await start();
    await say({kind: 'copy-asked', copy: 'arn'});
    expect(copies).toEqual([FAILED.arn]);
    expect(shown(state())).toEqual([
      `sent to the terminal's clipboard: ${FAILED.arn}`,
      `sent to clipboard: ${FAILED.arn}`,
      `sent: ${FAILED.arn}`,
      'sent to clipboard: job ARN (68 characters)',
      'sent: job ARN (68 characters)',
    ]);
  });

  it('is of the job that the detail and the events are about', async () => {
    const aws = createNamedAws(jobAt(9), jobAt(8));
    const {say, copies} = createProgram({gateway: aws});
    await say({kind: 'started'});
    await say(
      {kind: 'moved', motion: {kind: 'last'}},
      {kind: 'detail-opened'},
      {kind: 'moved', motion: {kind: 'first'}},
    );
    await say({kind: 'copy-opened'}, {kind: 'copy-asked', copy: 'name'});
    expect(copies).toEqual(['job-8']);
  });

  it.each([
    [{kind: 'copied', by: 'wl-copy'}, `copied: ${FAILED.arn}`],
    [{kind: 'failed', reason: 'wl-copy exited with code 1'}, 'job ARN not copied: wl-copy exited with code 1'],
  ] as const)('%j', async (copyOutcome, text) => {
    const {say, state} = await start(FAILED, {copyOutcome});
    await say({kind: 'copy-asked', copy: 'arn'});
    expect(shown(state())[0]).toBe(text);
  });

  it('fits into the rule of 80 columns: the menu closes', async () => {
    const {say, state} = await openMenu(FAILED, {size: {columns: 80, rows: 24}});
    await say({kind: 'copy-asked', copy: 'arn'});
    expect(state().overlays).toEqual([]);
    expect(shown(state())).toContain(`sent: ${FAILED.arn}`);
  });

  it.each([
    ['sent', {kind: 'sent'}, /^Sent to the terminal's clipboard\. A terminal does not confirm/],
    ['copied', {kind: 'copied', by: 'tmux'}, /^Copied with tmux\.$/],
    ['refused', {kind: 'failed', reason: 'too long'}, /^Not copied: too long\.$/],
  ] as const)('is shown whole if it is longer: %s', async (_, copyOutcome, text) => {
    const {say, state, copies} = await openMenu(FAILED, {size: {columns: 80, rows: 24}, copyOutcome});
    await say({kind: 'copy-asked', copy: 'json'});
    const overlay = overlayOf(state());
    if (overlay?.kind !== 'copied') throw new Error(`${overlay?.kind}`);
    const lines = copiedLines(state(), overlay);
    const blank = lines.indexOf('');
    expect(lines.slice(0, blank).join(' ')).toMatch(text);
    const withoutSpaces = (text: string) => text.replaceAll(' ', '');
    expect(withoutSpaces(lines.slice(blank + 1).join(''))).toBe(withoutSpaces(copies[0] ?? ''));
    expect(state().notice).toBeUndefined();
    await say({kind: 'stepped-back'});
    expect(state().overlays).toEqual([]);
  });

  it('is one line without control characters, also after a failed request', async () => {
    const {say, copies, faults} = await openMenu();
    for (const copy of COPY_IDS) await say({kind: 'copy-asked', copy});
    expect(copies).toHaveLength(COPY_IDS.length - 1);
    for (const text of copies) expect(text).not.toMatch(/\p{Cc}/u);
    expect(faults).toEqual([]);
  });
});

describe('the console page', () => {
  it('opens in the browser, and the account is named', async () => {
    const {say, urls, state} = await start();
    await say({kind: 'console-asked'});
    expect(urls).toEqual(['https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/import-models']);
    expect(shown(state())).toEqual([
      'console page opened in the browser; this job is in account 111122223333',
      'opened; job is in account 111122223333',
    ]);
  });

  it('is copied and stays on a screen of its own if there is no browser, but never over a field', async () => {
    const openOutcome = {kind: 'failed', reason: 'no browser over ssh'} as const;
    const {say, copies, state} = await start(FAILED, {openOutcome, size: {columns: 80, rows: 24}});
    await say({kind: 'console-asked'});
    const text = 'https://us-east-1.console.aws.amazon.com/bedrock/home?region=us-east-1#/import-models';
    expect(copies).toEqual([text]);
    const overlay = overlayOf(state());
    expect(overlay).toMatchObject({kind: 'copied', text, note: 'no browser over ssh', outcome: {kind: 'sent'}});
    if (overlay?.kind === 'copied')
      expect(copiedLines(state(), overlay)[0]).toMatch(/^Not opened: no browser over ssh\. Sent to /);
    await say({kind: 'stepped-back'}, {kind: 'console-asked'}, {kind: 'search-opened'});
    expect(overlayOf(state())?.kind).toBe('search');
    expect(shown(state()).at(-1)).toBe('no browser over ssh; sent: console URL (85 characters)');
  });

  it.each<readonly [string, readonly Message[]]>([
    ['palette', [{kind: 'palette-opened'}]],
    ['find', [{kind: 'detail-opened'}, {kind: 'find-opened'}]],
    ['choose', [{kind: 'choose-opened', of: 'regions'}]],
    ['help-filter', [{kind: 'help-opened'}, {kind: 'help-filter-opened'}]],
    ['filters', [{kind: 'filters-opened'}]],
  ])('takes no key from the field of %s if it could not be opened', async (context, open) => {
    const {say, state, copies} = await start(FAILED, {openOutcome: {kind: 'failed', reason: 'no browser'}});
    await say({kind: 'console-asked'}, ...open);
    expect(contextOf(state())).toBe(context);
    expect(copies).toHaveLength(1);
    expect(shown(state()).at(-1)).toBe('no browser; sent: console URL (85 characters)');
  });

  it('of the demo does not exist', async () => {
    const {say, urls} = await start(FAILED, {targets: [DEMO]});
    await say({kind: 'console-asked'});
    expect(urls).toEqual([]);
  });
});
