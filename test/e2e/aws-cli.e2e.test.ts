/**
 * The `aws` command that is shown for an import, run by bash and the real AWS CLI: it creates the same job as the program's own request,
 * and fails if the program calls the values wrong. Skipped without an AWS CLI that knows these operations.
 */
import {spawn, spawnSync} from 'node:child_process';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type ImportInput, importProblems} from '../../src/core/domain/import-input.ts';
import type {Gateway} from '../../src/core/domain/ports.ts';
import {createCommand} from '../../src/core/imports/create-command.ts';
import {type Simulator, startSimulator} from '../../src/simulator/server.ts';
import {gatewayAt, NEVER} from '../bedrock/gateway-under-test.ts';
import {anyImport, anyNearImport} from '../support/any-import.ts';
import {CREDENTIALS} from '../support/browse.ts';
import {cleanEnvironment} from '../support/clean-environment.ts';

/** AWS_DATA_PATH may add the operations to a CLI that lacks them. */
const KEPT = process.env.AWS_DATA_PATH === undefined ? {} : {AWS_DATA_PATH: process.env.AWS_DATA_PATH};

const isKnown =
  spawnSync('aws', ['bedrock', 'create-model-import-job', '--generate-cli-skeleton'], {
    env: {...process.env, AWS_DEFAULT_REGION: 'us-east-1'},
  }).status === 0;

let ours: Simulator;
let theirs: Simulator;
beforeAll(async () => {
  ours = await startSimulator({jobs: 0, running: 0});
  theirs = await startSimulator({jobs: 0, running: 0});
});
afterAll(async () => {
  await ours.close();
  await theirs.close();
});

/** Runs the line as a person who pastes it into bash does. */
const runLine = async (line: string): Promise<{readonly code: number | null; readonly output: string}> => {
  const {variables, dispose} = cleanEnvironment({
    ...CREDENTIALS,
    ...KEPT,
    PATH: process.env.PATH,
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    PYTHONUTF8: '1',
  });
  const child = spawn('bash', ['--noprofile', '--norc', '-c', line], {
    env: variables,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      output += text;
    });
  }
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  dispose();
  return {code, output};
};

/** The job that was just created, which is then out of the way. */
const takeJob = ({world}: Simulator) => {
  const [job] = world.jobs;
  if (!job) return undefined;
  const {name, modelName, roleArn, s3Uri, modelTags, vpcConfig, kmsKeyArn} = job;
  const jobTags = world.tags.get(job.arn) ?? [];
  world.jobs.splice(0);
  world.jobByName.clear();
  world.jobsByStatus.InProgress.splice(0);
  return {name, modelName, roleArn, s3Uri, jobTags, modelTags, vpcConfig, kmsKeyArn};
};

let token = 0;
/** What both make of an input. */
const both = async (gateway: Gateway, given: ImportInput) => {
  await gateway.createJob({...given, clientRequestToken: `token-${token++}`}, NEVER);
  const line = createCommand(given, {region: 'us-east-1', endpointUrl: theirs.url});
  const {code, output} = await runLine(line);
  return {line, code, output, mine: takeJob(ours), cli: takeJob(theirs)};
};

describe.skipIf(!isKnown)('the real AWS CLI', () => {
  it('creates the same job', {timeout: 180_000}, async () => {
    const gateway = gatewayAt(ours.url);
    await fc.assert(
      fc.asyncProperty(anyImport, async given => {
        const {line, code, output, mine, cli} = await both(gateway, given);
        expect({line, code, output: code === 0 ? '' : output}).toEqual({line, code: 0, output: ''});
        expect(cli).toEqual(mine);
        expect(cli?.name).toBe(given.jobName);
      }),
      {numRuns: 8, endOnFailure: true},
    );
  });

  it('fails if the program calls a value wrong, and only then', {timeout: 180_000}, async () => {
    // A program cannot be given a NUL, and a shell no lone surrogate.
    const sendable = anyNearImport.filter(
      given => !/[\0\p{Surrogate}]/u.test(JSON.stringify(given).replace(/\\u0000/g, '\0')),
    );
    const gateway = gatewayAt(ours.url);
    await fc.assert(
      fc.asyncProperty(sendable, async given => {
        const {line, code, mine, cli} = await both(gateway, given);
        const isWrong = Object.keys(importProblems(given)).length > 0;
        expect({line, isRefused: code !== 0}).toEqual({line, isRefused: isWrong});
        expect(cli).toEqual(mine);
      }),
      {numRuns: 12, endOnFailure: true},
    );
  });
});
