/** Copying with several connections: each command says where its job is, or where all jobs of the list are. */
import {describe, expect, it} from 'vitest';
import {failure} from '../../../src/core/domain/app-error.ts';
import {copyText} from '../../../src/core/screens/copy/copies.ts';
import type {CopyId} from '../../../src/core/state/state.ts';
import {createFakeAws, oops} from '../../support/fake-aws.ts';
import {createProgram, type Program} from '../../support/program.ts';
import {jobIn, startSeveral} from '../../support/several.ts';

const HERE = jobIn('dev/us-east-1', 9);
const THERE = jobIn('prod/eu-central-1', 8);
const FOUR = {
  'dev/us-east-1': [HERE],
  'dev/eu-central-1': [],
  'prod/us-east-1': [],
  'prod/eu-central-1': [THERE],
} as const;

const textOf = ({state}: Program, id: CopyId, arn?: string): string => {
  const found = copyText(state(), id, arn);
  return found.ok ? found.value : `(${found.reason})`;
};

const flagsIn = (text: string): string => text.slice(text.indexOf(' --') + 1);

describe('a command for a job', () => {
  it('has the profile and the region of its own connection, and so has the console page', async () => {
    const {program} = await startSeveral(FOUR);
    const command = 'aws bedrock get-model-import-job --job-identifier';
    expect(textOf(program, 'aws', HERE.arn)).toBe(`${command} ${HERE.arn} --region us-east-1 --profile dev`);
    expect(textOf(program, 'aws', THERE.arn)).toBe(`${command} ${THERE.arn} --region eu-central-1 --profile prod`);
    expect(textOf(program, 'console', THERE.arn)).toContain('https://eu-central-1.console.aws.amazon.com/');
  });

  it('names a connection that works if the job is known through two', async () => {
    const twice = {'dev/us-east-1': [HERE], 'prod/us-east-1': [HERE]};
    const {program, aws} = await startSeveral(twice);
    expect(textOf(program, 'aws', HERE.arn)).toMatch(/--profile dev$/);
    aws['dev/us-east-1'].listJobs = async () => failure(oops({kind: 'access', isTransient: false}));
    await program.clock.advance(61_000);
    expect(textOf(program, 'aws', HERE.arn)).toMatch(/--profile prod$/);
  });
});

describe('the command for the list', () => {
  it('names every profile and every region', async () => {
    const {program} = await startSeveral(FOUR);
    expect(textOf(program, 'list')).toBe('bedrock-imports-tui --profile dev,prod --region us-east-1,eu-central-1');
    expect(textOf(program, 'export')).toBe(
      'bedrock-imports-tui list --profile dev,prod --region us-east-1,eu-central-1 --output csv > jobs.csv',
    );
  });

  it('names connections that do not work as they were asked for', async () => {
    const {program} = await startSeveral(FOUR, {
      prepare: aws => {
        aws['prod/eu-central-1'].connect = async () => failure(oops({kind: 'credentials', isTransient: false}));
      },
    });
    expect(textOf(program, 'list')).toBe('bedrock-imports-tui --profile dev,prod --region us-east-1,eu-central-1');
  });

  it('needs no profile if none was named', async () => {
    const program = createProgram({
      gateway: ({region = ''}) => ({
        ...createFakeAws([]),
        connect: async () => ({ok: true, value: {region, profile: 'default'}}),
      }),
      targets: ['us-east-1', 'us-west-2'].map(region => ({kind: 'aws', region})),
    });
    await program.say({kind: 'started'});
    await program.clock.advance(10);
    expect(textOf(program, 'list')).toBe('bedrock-imports-tui --region us-east-1,us-west-2');
  });

  it('is not there if the connections are not every profile in every region', async () => {
    const {program} = await startSeveral({'dev/us-east-1': [], 'prod/eu-central-1': []});
    const reason = '(flags cannot name these connections: they are not every profile in every region)';
    expect([textOf(program, 'list'), textOf(program, 'export')]).toEqual([reason, reason]);
  });

  it('is not there if only some connections use their profiles', async () => {
    const {program} = await startSeveral(
      {'dev/us-east-1': [], 'prod/us-east-1': []},
      {
        prepare: aws => {
          aws['prod/us-east-1'].connect = async () => ({ok: true, value: {region: 'us-east-1', profile: 'env keys'}});
        },
      },
    );
    expect(textOf(program, 'list')).toMatch(/^\(flags cannot name these connections/);
  });

  it('is not there while a region is not known, or if the endpoints differ', async () => {
    const resolved = {region: 'us-east-1', endpoint: 'http://127.0.0.1:1'};
    const targets = ['dev', 'prod'].map(profile => ({kind: 'aws', profile}) as const);
    const startWith = async (second: 'hangs' | 'answers') => {
      const program = createProgram({
        gateway: target => ({
          ...createFakeAws([]),
          connect: async () => {
            if (target !== targets[1]) return {ok: true, value: {...resolved, profile: 'dev'}};
            if (second === 'hangs') return new Promise(() => {});
            return {ok: true, value: {...resolved, profile: 'prod', endpoint: undefined}};
          },
        }),
        targets,
      });
      await program.say({kind: 'started'});
      await program.clock.advance(10);
      return textOf(program, 'list');
    };
    expect(await startWith('hangs')).toBe('(the region of prod is not known yet)');
    expect(await startWith('answers')).toBe('(flags cannot name these connections: their endpoints differ)');
  });

  it('of the demo has its regions', async () => {
    const gateway = ({region = ''}) => ({
      ...createFakeAws([]),
      connect: async () => ({ok: true, value: {region, profile: 'demo'}}) as const,
    });
    const demo = (...regions: string[]) =>
      createProgram({gateway, targets: regions.map(region => ({kind: 'demo', region}))});
    const two = demo('us-east-1', 'eu-west-1');
    await two.say({kind: 'started'});
    await two.clock.advance(10);
    expect(flagsIn(textOf(two, 'list'))).toBe('--demo --region us-east-1,eu-west-1');
    const one = demo('eu-west-1');
    await one.say({kind: 'started'});
    await one.clock.advance(10);
    expect(flagsIn(textOf(one, 'list'))).toBe('--demo --region eu-west-1');
  });
});
