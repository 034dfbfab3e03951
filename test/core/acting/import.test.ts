/** Importing from the form: its fields, the checklist, the slot, and what becomes of a submission. */
import {describe, expect, it} from 'vitest';
import {quitWords} from '../../../src/core/acting/imports/quit-words.ts';
import {importCommand, reviewLines} from '../../../src/core/acting/imports/review.ts';
import type {CheckReport} from '../../../src/core/checks/check.ts';
import {failure, success} from '../../../src/core/domain/app-error.ts';
import {announcement} from '../../../src/core/screens/shared/rule.ts';
import {contextOf, jobsOf, overlayOf, selectedJob} from '../../../src/core/state/select.ts';
import type {State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {createFakeAws, createNamedAws, type FakeAws, oops} from '../../support/fake-aws.ts';
import {acted, filled, REVIEWED, submittedWith, TYPED} from '../../support/import-form.ts';
import {detailOf, jobAt, jobsDown, NOON, runningAt} from '../../support/jobs.ts';
import {createProgram, type Program} from '../../support/program.ts';

const start = async (aws: FakeAws = createNamedAws(jobAt(3), jobAt(2)), settings = {}): Promise<Program> => {
  const program = createProgram({gateway: aws, settings});
  await program.say({kind: 'started'});
  await program.clock.settle();
  return program;
};

const formOf = (state: State) => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'form') throw new Error(`no form but ${overlay?.kind}`);
  return overlay;
};
const phaseOf = (program: Program) => program.state().acting.submission?.phase;
const textOf = (program: Program): string =>
  reviewLines(program.state())
    .map(({mark, label, text}) => [mark, label, text].filter(Boolean).join(' '))
    .join('\n');
const IMPORT_RUNNING = oops({kind: 'import-running', why: 'Another import is running', isTransient: false});
const NOT_FOUND = oops({kind: 'not-found', isTransient: false});

/** AWS starts the job: from now on it is in the list. */
const starting = (aws: FakeAws, at = NOON): void => {
  const create = aws.createJob;
  aws.createJob = async (request, ...rest) => {
    const outcome = await create(request, ...rest);
    if (outcome.ok && outcome.value.arn) {
      const {arn} = outcome.value;
      const {jobName: name, modelName} = request;
      aws.jobs.push({...runningAt(9), arn, name, modelName, createdAt: at});
    }
    return outcome;
  };
};

describe('the form', () => {
  it('opens empty, with the first field in focus', async () => {
    const program = await start();
    const form = formOf(await program.say(acted({kind: 'form-opened', form: 'import'})));
    expect([form.form, form.focused, form.values.jobName]).toEqual(['import', 'jobName', '']);
  });

  it('checks a field as it is left, and each says its own', async () => {
    const program = await start();
    await program.say(
      acted({kind: 'form-opened', form: 'import'}),
      acted({kind: 'form-edited', field: 'jobName', value: 'a b'}),
    );
    const left = formOf(await program.say(acted({kind: 'form-focused', by: 1})));
    expect(left.problems).toMatchObject({jobName: 'A space is not allowed; letters, digits and + - . are.'});
    expect(left.focused).toBe('modelName');
    const all = formOf(await program.say(REVIEWED));
    expect(all.problems).toMatchObject({
      jobName: expect.stringContaining('space'),
      modelName: 'A model needs a name.',
      s3Uri: 'An import needs the S3 URI of the model files.',
      roleArn: 'An import needs a service role.',
    });
    expect(all.focused).toBe('jobName');
  });

  it('an edit takes the problem of its field away', async () => {
    const program = await start();
    await program.say(acted({kind: 'form-opened', form: 'import'}), REVIEWED);
    const edited = formOf(await program.say(acted({kind: 'form-edited', field: 'jobName', value: 'x'})));
    expect(edited.problems.jobName).toBeUndefined();
    expect(edited.problems.modelName).toBeDefined();
  });

  it.each([
    ['jobTags', 'team', '“team” lacks its value: write team=value, or team= for an empty one.'],
    ['jobTags', 'aws:x=y', 'Tag “aws:x”: keys that begin with aws: are reserved.'],
    ['modelTags', 'a=1, a=2', 'The key “a” is there twice.'],
    ['modelTags', '[{"name": 1}]', 'A JSON list of tags looks like [{"key": "team", "value": "search"}].'],
    ['subnetIds', 'subnet-1', undefined],
    ['securityGroupIds', 'sg_1', '“sg_1” is not an ID: at most 32 letters, digits and hyphens.'],
    ['kmsKeyId', 'my key', 'A KMS key is a key ID, alias/NAME, or the ARN of either.'],
    ['s3Uri', 'https://x', 'An S3 URI begins with s3:// (in lower case).'],
    ['roleArn', 'admin', 'A role ARN looks like arn:aws:iam::111122223333:role/NAME.'],
  ])('%s: %s', async (field, value, problem) => {
    const program = await start();
    await program.say(...filled({...TYPED, subnetIds: 'subnet-1', securityGroupIds: 'sg-1', [field]: value}), REVIEWED);
    const overlay = overlayOf(program.state());
    expect(overlay?.kind === 'form' ? overlay.problems[field] : undefined).toBe(problem);
  });

  it('esc leaves it, and nothing was sent', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled());
    const state = await program.say({kind: 'stepped-back'});
    expect(overlayOf(state)).toBeUndefined();
    expect([aws.created, aws.asked]).toEqual([[], []]);
  });
});

describe('the checklist', () => {
  it('asks what AWS would refuse, and changes nothing', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    expect(textOf(program)).toMatch(/^pass job name no job is named support-v8$/m);
    expect(textOf(program)).toMatch(/^pass model name no model is named support-v8$/m);
    expect(textOf(program)).toMatch(/^pass free slot no other import is running$/m);
    expect(textOf(program)).toMatch(/^pass model quota 0 models; AWS's default quota is 3$/m);
    expect(textOf(program)).toMatch(/^- files not checked/m);
    expect(aws.created).toEqual([]);
  });

  it('says what is taken, what runs, and how many models there are', async () => {
    const aws = createNamedAws(jobAt(3, {name: TYPED.jobName}), runningAt(2));
    aws.models = [TYPED.modelName, 'b', 'c'].map((name, i) => ({arn: `arn:${name}`, name, createdAt: NOON - i}));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    expect(textOf(program)).toMatch(/^FAIL job name a job named support-v8 exists, and names cannot be used again$/m);
    expect(textOf(program)).toMatch(/^FAIL model name a model named support-v8 exists$/m);
    expect(textOf(program)).toMatch(/^warn free slot job-2 is running, and AWS runs one import at a time$/m);
    expect(textOf(program)).toMatch(/^warn model quota 3 models, and AWS's default quota is 3/m);
  });

  it('what cannot be asked is not checked, and why', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    const denied = oops({kind: 'access', why: 'Access denied', isTransient: false});
    aws.getModel = async () => failure(denied);
    await program.say(...filled(), REVIEWED);
    expect(textOf(program)).toMatch(/^- model name not checked: Access denied$/m);
  });

  it('a check that fails needs enter twice', async () => {
    const aws = createNamedAws(jobAt(3, {name: TYPED.jobName}));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    const warned = await program.say(submittedWith('token-1'));
    expect(warned.notice?.text).toBe('1 check failed: the same key again imports anyway');
    expect(aws.created).toHaveLength(0);
    await program.say(submittedWith('token-1'));
    expect(aws.created).toHaveLength(1);
  });

  it('in a low window, enter is refused above the command, and the warning does not scroll back above it', async () => {
    const aws = createNamedAws(jobAt(3, {name: TYPED.jobName}));
    const program = await start(aws);
    const refusal = () => commandOf('submit-import').refusal?.(program.state());
    await program.say({kind: 'resized', columns: 40, rows: 10}, ...filled(), REVIEWED);
    await program.clock.advance(500);
    expect(refusal()).toBe('scroll down to the command first');
    await program.say({kind: 'moved', motion: {kind: 'last'}});
    expect(refusal()).toBeUndefined();
    await program.say(submittedWith('token-1'));
    expect([program.state().notice?.text, refusal()]).toEqual([
      '1 check failed: the same key again imports anyway',
      undefined,
    ]);
  });

  it('shows the command that does the same, and copies it', async () => {
    const program = await start();
    await program.say(...filled({...TYPED, jobTags: 'team=search'}), REVIEWED);
    const {submission} = program.state().acting;
    const command = submission && importCommand(program.state(), submission);
    expect(command).toContain(`aws bedrock create-model-import-job --job-name ${TYPED.jobName}`);
    expect(command).toContain(`--job-tags '[{"key":"team","value":"search"}]' --region us-east-1`);
    expect(textOf(program).replaceAll('\n', ' ')).toContain(command);
    await program.say(acted({kind: 'command-copied'}));
    expect(program.copies).toEqual([command]);
  });

  it('esc leads back to the form with its values', async () => {
    const program = await start();
    await program.say(...filled(), REVIEWED);
    const form = formOf(await program.say({kind: 'stepped-back'}));
    expect(form.values).toMatchObject(TYPED);
    expect(program.state().acting.submission).toBeUndefined();
  });

  it('asks again with refresh', async () => {
    const aws = createNamedAws(jobAt(3), runningAt(2));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.jobs = [jobAt(3), jobAt(2)];
    await program.say({kind: 'refresh-asked'});
    expect(textOf(program)).toContain('no other import is running');
  });
});

it('enter does nothing before the checks are answered, for three seconds at most', async () => {
  const aws = createNamedAws(jobAt(3));
  const program = await start(aws);
  aws.getModel = () => new Promise(() => {});
  await program.say(...filled(), REVIEWED);
  const refusal = () => commandOf('submit-import').refusal?.(program.state());
  expect(refusal()).toBe('still checking: look at what the checks say first');
  await program.clock.advance(4_000);
  expect(refusal()).toBeUndefined();
});

describe('a submission', () => {
  it('sends every input once, and selects the new job', async () => {
    const aws = createNamedAws(jobAt(3), jobAt(2));
    starting(aws);
    const program = await start(aws);
    await program.say(
      ...filled({
        ...TYPED,
        jobTags: 'team=search',
        kmsKeyId: 'alias/k',
        subnetIds: 'subnet-1',
        securityGroupIds: 'sg-1',
      }),
      REVIEWED,
      submittedWith('token-1'),
    );
    await program.clock.advance(1_000);
    expect(aws.created).toEqual([
      {
        ...TYPED,
        kmsKeyId: 'alias/k',
        subnetIds: ['subnet-1'],
        securityGroupIds: ['sg-1'],
        jobTags: [{key: 'team', value: 'search'}],
        modelTags: [],
        clientRequestToken: 'token-1',
      },
    ]);
    expect(selectedJob(program.state())?.name).toBe(TYPED.jobName);
    expect([contextOf(program.state()), program.state().acting.submission]).toEqual(['list', undefined]);
  });

  it('clears the filters that would hide the new job', async () => {
    const aws = createNamedAws(jobAt(3), jobAt(2, {status: 'Failed'}));
    starting(aws);
    const program = await start(aws);
    await program.say({kind: 'status-cycled'}, {kind: 'status-cycled'}, {kind: 'status-cycled'});
    expect(jobsOf(program.state()).query.status).toBe('Failed');
    await program.say(...filled(), REVIEWED, submittedWith('token-1'));
    await program.clock.advance(1_000);
    expect(jobsOf(program.state()).query.status).toBeUndefined();
    expect(selectedJob(program.state())?.name).toBe(TYPED.jobName);
  });

  it('a refusal is said in words, and changes nothing; enter tries the same again with the same token', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.failures.push(
      oops({kind: 'access', what: 'The import could not be started', why: 'Access denied', isTransient: false}),
    );
    await program.say(submittedWith('token-1'));
    expect(phaseOf(program)?.kind).toBe('failed');
    expect(textOf(program)).toContain('The import could not be started.\nAccess denied.');
    await program.say(submittedWith('token-2'));
    expect(aws.created.map(({clientRequestToken}) => clientRequestToken)).toEqual(['token-1', 'token-1']);
  });

  it('changed inputs get another token', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.failures.push(oops({kind: 'access', isTransient: false}));
    await program.say(submittedWith('token-1'));
    await program.say({kind: 'stepped-back'});
    await program.say(acted({kind: 'form-edited', field: 's3Uri', value: 's3://bucket/other/'}), REVIEWED);
    await program.say(submittedWith('token-2'));
    expect(aws.created.map(({clientRequestToken}) => clientRequestToken)).toEqual(['token-1', 'token-2']);
  });

  it('a role that AWS does not know yet can be tried again', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.failures.push(oops({kind: 'role-refused', why: 'The provided role ARN is invalid', isTransient: false}));
    await program.say(submittedWith('token-1'));
    await program.clock.advance(40_000);
    expect(textOf(program)).toContain('AWS may not know a new role for some minutes. Refused 40s ago.');
    await program.say(submittedWith('token-2'));
    expect(aws.created).toHaveLength(2);
  });

  it('given up after a lost answer, says that the job may exist', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.failures.push(oops({kind: 'network'}));
    await program.say(submittedWith('token-1'));
    await program.say({kind: 'stepped-back'});
    expect(textOf(program)).toMatch(/^An answer was lost, so support-v8 may have been started\./);
  });

  it('a failure that may pass is repeated after a pause, which is shown', async () => {
    const aws = createNamedAws(jobAt(3));
    starting(aws);
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.failures.push(oops({kind: 'throttled', why: 'Too many requests'}));
    await program.say(submittedWith('token-1'));
    expect(phaseOf(program)?.kind).toBe('pausing');
    expect(textOf(program)).toMatch(/Next try at \d\d:\d\d:0[12]\./);
    await program.clock.advance(5_000);
    expect(aws.created).toHaveLength(2);
    expect(program.state().acting.submission).toBeUndefined();
  });
});

describe('the check of the files', () => {
  const SOURCE = {text: 'user guide', date: '2025-11'};
  const CHECKED: CheckReport = {
    verdict: 'fail',
    checks: [
      {id: 'safetensors', what: '', source: SOURCE, result: 'pass', why: 'There are 4 files of weights.'},
      {id: 'no-adapter', what: '', source: SOURCE, result: 'fail', why: 'These are the files of an adapter.'},
      {id: 'context', what: '', source: SOURCE, result: 'not-checked', why: 'There is no config.json.'},
    ],
  };
  const reviewing = async (answer: FakeAws['checkFiles']) => {
    const aws = createNamedAws(jobAt(3));
    aws.checkFiles = answer;
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    return {aws, program};
  };

  it('is asked for by a key only, and lists what fails first', async () => {
    const asked: unknown[] = [];
    const {program} = await reviewing(async request => {
      asked.push(request);
      return success(CHECKED);
    });
    expect(asked).toEqual([]);
    await program.say(acted({kind: 'files-check-asked'}));
    expect(asked).toEqual([{s3Uri: TYPED.s3Uri}]);
    expect(textOf(program)).toContain(
      [
        'FAIL no-adapter These are the files of an adapter (user guide, 2025-11)',
        '- context There is no config.json.',
        'pass files 1 check of the files passed',
      ].join('\n'),
    );
    expect((await program.say(submittedWith('token-1'))).notice?.text).toContain('1 check failed');
  });

  it('that fails says why, and can be repeated', async () => {
    let count = 0;
    const {program} = await reviewing(async () => {
      count += 1;
      return failure(oops({kind: 'access', why: 'Access denied', isTransient: false}));
    });
    await program.say(acted({kind: 'files-check-asked'}));
    expect(textOf(program)).toContain('- files not checked: Access denied');
    await program.say(acted({kind: 'files-check-asked'}));
    expect(count).toBe(2);
  });

  it('while it is on its way, is not asked again, and its answer comes to nobody after esc', async () => {
    let answer = (_: CheckReport): void => {};
    const {program} = await reviewing(
      () =>
        new Promise(resolve => {
          answer = report => resolve(success(report));
        }),
    );
    await program.say(acted({kind: 'files-check-asked'}));
    expect(commandOf('check-files').refusal?.(program.state())).toBe('the files are being checked');
    expect(textOf(program)).toContain('reading headers from S3 …');
    await program.say({kind: 'stepped-back'});
    answer(CHECKED);
    await program.clock.settle();
    expect(program.state().acting.submission).toBeUndefined();
  });
});

describe('the slot', () => {
  const waiting = async () => {
    const aws = createNamedAws(jobAt(3), runningAt(2));
    starting(aws);
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    await program.say(submittedWith('token-1'));
    return {aws, program};
  };

  it('is waited for, and then the import starts', async () => {
    const {aws, program} = await waiting();
    expect(phaseOf(program)?.kind).toBe('waiting');
    await program.clock.advance(11_000);
    expect(textOf(program)).toContain('Waiting for job-2 to end (running for 16h 38m); then support-v8 starts.');
    expect(aws.created).toEqual([]);
    aws.jobs = aws.jobs.map(job => (job.name === 'job-2' ? {...job, status: 'Completed', endedAt: NOON} : job));
    await program.clock.advance(6_000);
    expect(aws.created).toHaveLength(1);
    expect(selectedJob(program.state())?.name).toBe(TYPED.jobName);
  });

  it('esc stops waiting, and nothing is sent', async () => {
    const {aws, program} = await waiting();
    await program.say({kind: 'stepped-back'});
    expect(phaseOf(program)?.kind).toBe('review');
    aws.jobs = [jobAt(3)];
    await program.clock.advance(60_000);
    expect(aws.created).toEqual([]);
  });

  it('goes on while other screens are used, is announced there, and the key that imports shows it', async () => {
    const {program} = await waiting();
    await program.clock.advance(1_000);
    const state = await program.say({kind: 'overlays-closed'});
    expect(announcement(state)?.text).toBe('support-v8 waits for job-2');
    expect(contextOf(await program.say(acted({kind: 'form-opened', form: 'import'})))).toBe('review');
  });

  it('is asked about again if the job that had it ends while the checklist is open, and no more than once', async () => {
    const aws = createNamedAws(jobAt(3), runningAt(2));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    expect(textOf(program)).toMatch(/^warn free slot job-2 is running/m);
    aws.jobs = aws.jobs.map(job => (job.name === 'job-2' ? {...job, status: 'Completed', endedAt: NOON} : job));
    await program.clock.advance(6_000);
    expect(textOf(program)).toMatch(/^pass free slot no other import is running$/m);
    const lists = aws.asked.length;
    await program.clock.advance(1_000);
    expect(aws.asked).toHaveLength(lists);
    await program.say(submittedWith('token-1'));
    expect(aws.created).toHaveLength(1);
  });

  it('that AWS still calls taken by a job known to have ended is not asked about in a loop', async () => {
    const running = runningAt(2);
    const aws = createNamedAws(jobAt(3), running);
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    const answer = aws.listJobs;
    let slots = 0;
    aws.jobs = aws.jobs.map(job => (job.arn === running.arn ? {...job, status: 'Completed', endedAt: NOON} : job));
    aws.listJobs = async (request, ...rest) => {
      const outcome = await answer(request, ...rest);
      const isLate = outcome.ok && program.state().acting.submission?.questions.slot?.check.result === 'asking';
      if (isLate) slots += 1;
      return isLate ? success({...outcome.value, jobs: [running]}) : outcome;
    };
    await program.clock.advance(20_000);
    expect([slots, textOf(program).includes('warn free slot job-2 is running')]).toEqual([1, true]);
  });

  it('a failure while waiting is said, and the question is asked again', async () => {
    const {aws, program} = await waiting();
    aws.failures.push(oops({why: 'AWS had an internal error'}));
    await program.clock.advance(100);
    expect(textOf(program)).toContain('Whether it is still running is not known: AWS had an internal error.');
    await program.clock.advance(6_000);
    expect(textOf(program)).not.toContain('is not known');
  });

  it('is asked about on quit: enter quits, esc stays, and ctrl-c quits all the same', async () => {
    const {program} = await waiting();
    await program.say({kind: 'quit-asked'});
    expect([contextOf(program.state()), program.exits()]).toEqual(['quit', 0]);
    expect(quitWords(program.state()).text).toBe('If you quit now, support-v8 will not be imported.');
    await program.say({kind: 'stepped-back'});
    expect(contextOf(program.state())).toBe('review');
    await program.say({kind: 'quit-asked'}, acted({kind: 'quit-confirmed'}));
    expect(program.exits()).toBe(1);
    await program.say({kind: 'quit-asked'});
    expect(program.exits()).toBe(2);
  });

  it('what quitting means is not claimed once a request is on its way', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.createJob = () => new Promise(() => {});
    await program.say(submittedWith('token-1'), {kind: 'quit-asked'});
    expect(contextOf(program.state())).toBe('quit');
    expect(quitWords(program.state()).title).toBe('Quit? It is not known whether support-v8 was started');
  });

  it('a refusal because of another import offers to wait', async () => {
    const aws = createNamedAws(jobAt(3));
    const program = await start(aws);
    await program.say(...filled(), REVIEWED);
    aws.failures.push(IMPORT_RUNNING);
    await program.say(submittedWith('token-1'));
    expect(textOf(program)).toContain('This import can wait until the other one has ended.');
    aws.jobs.push(runningAt(9));
    await program.say(submittedWith('token-1'));
    expect(phaseOf(program)?.kind).toBe('waiting');
  });

  it('the connection stays while it waits', async () => {
    const {program} = await waiting();
    const refusal = commandOf('choose-regions').refusal?.(await program.say({kind: 'overlays-closed'}));
    expect(refusal).toBe('an import is being submitted; wait for it, or stop it first');
  });
});

describe('import again', () => {
  const failed = jobAt(3, {name: 'support-v7', modelName: 'support', status: 'Failed'});
  const again = async (prepare: (aws: FakeAws) => void = () => {}) => {
    const aws = createNamedAws(failed, jobAt(2));
    aws.tags.set(failed.arn, [
      {key: 'team', value: 'search'},
      {key: 'aws:made', value: 'by AWS'},
    ]);
    prepare(aws);
    const program = await start(aws);
    await program.say(acted({kind: 'import-again-opened'}));
    await program.clock.settle();
    return {aws, program};
  };

  it('has the values of the job, a free name, and the S3 URI in focus', async () => {
    const {program} = await again();
    const form = formOf(program.state());
    expect(form.focused).toBe('s3Uri');
    expect(form.values).toMatchObject({
      jobName: 'support-v8',
      modelName: 'support',
      s3Uri: detailOf(failed).s3Uri,
      roleArn: detailOf(failed).roleArn,
      jobTags: 'team=search',
    });
  });

  it('passes over names that are taken but not loaded', async () => {
    const {program} = await again(aws => {
      const {answer} = aws;
      aws.answer = request =>
        request.name === 'support'
          ? {jobs: [jobAt(1, {name: 'support-v8'}), jobAt(0, {name: 'support-v9'})]}
          : answer(request);
    });
    expect(formOf(program.state()).values.jobName).toBe('support-v10');
  });

  it('of a completed job, the model gets another name, too', async () => {
    const completed = jobAt(3, {name: 'support-v7', modelName: 'support-v7', modelArn: 'arn:model'});
    const aws = createNamedAws(completed);
    const program = await start(aws);
    await program.say(acted({kind: 'import-again-opened'}));
    await program.clock.settle();
    expect(formOf(program.state()).values).toMatchObject({jobName: 'support-v8', modelName: 'support-v8'});
  });

  it('tags that may not be read are left out, and that is said', async () => {
    const {program} = await again(aws => {
      aws.listTags = async () => failure(oops({kind: 'access', isTransient: false}));
    });
    expect(formOf(program.state()).values.jobTags).toBe('');
    expect(program.state().notice?.text).toBe('The tags of the job could not be read: the form has none');
  });

  it('a job that cannot be read is said', async () => {
    const {program} = await again(aws => {
      aws.getJob = async () => failure(oops({kind: 'access', why: 'Access denied', isTransient: false}));
    });
    expect(overlayOf(program.state())).toBeUndefined();
    expect(program.state().notice?.text).toBe('support-v7 cannot be read: Access denied');
  });

  it('another key before it is there takes it back', async () => {
    const aws = createNamedAws(failed, jobAt(2));
    const program = await start(aws);
    aws.listTags = () => new Promise(() => {});
    await program.say(acted({kind: 'import-again-opened'}));
    await program.say({kind: 'moved', motion: {kind: 'rows', by: 1}});
    expect(program.state().acting.againOf).toBeUndefined();
  });
});

describe('--read-only', () => {
  it.each(['import', 'import-again', 'submit-import'] as const)('refuses %s', async command => {
    const program = await start(createFakeAws(jobsDown(3, 1)), {isReadOnly: true});
    expect(commandOf(command).refusal?.(program.state())).toBe('--read-only is set: nothing is changed on AWS');
  });
});

it('after a lost answer, the same inputs from the form are the same import still', async () => {
  const aws = createNamedAws(jobAt(3));
  const program = await start(aws);
  await program.say(...filled(), REVIEWED);
  aws.failures.push(oops({kind: 'network'}));
  await program.say(submittedWith('token-1'));
  await program.say({kind: 'stepped-back'});
  await program.say({kind: 'stepped-back'});
  expect(contextOf(program.state())).toBe('form');
  // It had been started: its name is taken, and it has the slot.
  const started = {...runningAt(9), name: TYPED.jobName, modelName: TYPED.modelName, createdAt: program.clock.now()};
  aws.jobs = [started, ...aws.jobs];
  aws.createJob = async request => {
    aws.created.push(request);
    return failure(oops({kind: 'name-taken', isTransient: false}));
  };
  aws.getJob = async () => success(detailOf(started, {s3Uri: TYPED.s3Uri}));
  await program.say(REVIEWED);
  await program.clock.advance(1_000);
  await program.say(submittedWith('token-2'));
  // The name check fails, and says so once more.
  await program.say(submittedWith('token-3'));
  await program.clock.settle();
  expect(aws.created.map(({clientRequestToken}) => clientRequestToken)).toEqual(['token-1', 'token-1']);
  expect(program.state().acting.submission).toBeUndefined();
  expect(program.state().notice?.text).toContain(TYPED.jobName);
});

it('a name that the same inputs have taken in a lost answer is success, and one of other inputs is not', async () => {
  const aws = createNamedAws(jobAt(3));
  const program = await start(aws);
  await program.say(...filled(), REVIEWED);
  aws.getJob = async identifier => {
    aws.gets.push(identifier);
    return identifier === TYPED.jobName
      ? success(detailOf(jobAt(9, {name: TYPED.jobName, modelName: 'other'})))
      : failure(NOT_FOUND);
  };
  aws.failures.push(oops({kind: 'network'}), oops({kind: 'name-taken', isTransient: false}));
  await program.say(submittedWith('token-1'));
  await program.clock.advance(10_000);
  expect(phaseOf(program)).toMatchObject({kind: 'failed', error: {why: 'Another job is named support-v8'}});
});
