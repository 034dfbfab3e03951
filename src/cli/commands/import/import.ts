/** The import command: starts a job, and waits for it if that was asked for. */
import {randomUUID} from 'node:crypto';
import type {CreateJobRequest, ImportInput} from '../../../core/domain/import-input.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {createCommand} from '../../../core/imports/create-command.ts';
import {jsonText} from '../../../output/json-text.ts';
import type {ImportOptions} from '../../args/import-options.ts';
import {PROGRAM} from '../../process/about.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {placeOf, refusedReadOnly} from '../shared/change.ts';
import type {PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {runWait} from '../wait/wait.ts';
import {readInput} from './import-input.ts';
import {refusedByCheck} from './source-check.ts';
import {type Started, type SubmitFailure, submit} from './submit.ts';

const print = async (
  {format}: ImportOptions,
  {jobName}: CreateJobRequest,
  {arn}: Started,
  host: PlainHost,
): Promise<void> => {
  const text = `Started ${jobName} (${arn}).`;
  await host.print(format === 'json' ? jsonText({jobArn: arn}) : `${text}\n`);
  // The job runs all the same, and its ARN must not be lost.
  if (host.ended.aborted && host.endCode() === EXIT_CODES.output) host.sayWhole(text);
};

const codeAfterPrinting = (host: PlainHost): number => (host.ended.aborted ? host.endCode() : EXIT_CODES.ok);

/** If nobody knows whether AWS has started the job, the person has to be able to find out. */
const uncertainLine = ({jobName, clientRequestToken}: CreateJobRequest): string =>
  `It is not known whether AWS has started the import. \`${PROGRAM} get ${jobName}\` tells; the same command with --client-request-token ${clientRequestToken} asks again without importing twice.`;

const fail = (
  options: ImportOptions,
  request: CreateJobRequest,
  {error, isUncertain}: SubmitFailure,
  host: PlainHost,
): number => {
  if (error.kind !== 'cancelled') host.say(finalLine(error, host));
  if (isUncertain) host.say(uncertainLine(request));
  if (host.ended.aborted) return host.endCode();
  return error.kind === 'import-running' && options.waitsForSlot ? EXIT_CODES.timeout : exitCodeOf(error);
};

/** Waits for the end of the job as the wait command does, until `deadline` if there is one. */
const waitFor = (
  options: ImportOptions,
  {arn, deadline}: {readonly arn: string; readonly deadline: number | undefined},
  host: PlainHost,
): Promise<number> =>
  runWait(
    {
      ...options,
      kind: 'wait',
      timeoutMs: deadline === undefined ? undefined : Math.max(1, deadline - host.clock.now()),
      jobs: [arn],
      goal: {status: undefined, isAny: false},
      firstLimits: options.retryLimits,
      retryLimits: options.retryLimits.isStrict ? options.retryLimits : {throttledMs: 600_000, otherMs: 600_000},
      format: options.format === 'json' ? 'json' : 'table',
      columns: [],
      hasChosenColumns: false,
      hasHeader: true,
    },
    host,
  );

/** Starts the job that `input` describes, and waits for it if that was asked for. */
const start = async (
  {gateway, input, options}: {readonly gateway: Gateway; readonly input: ImportInput; readonly options: ImportOptions},
  host: PlainHost,
): Promise<number> => {
  const {timeoutMs, waits, format, isQuiet} = options;
  const request = {...input, clientRequestToken: options.clientRequestToken ?? randomUUID()};
  const deadline = timeoutMs === undefined ? undefined : host.clock.now() + timeoutMs;
  const outcome = await submit({gateway, request, options, host, deadline});
  if (!outcome.ok) return fail(options, request, {isUncertain: false, ...outcome}, host);
  const {arn, wasRepeated} = outcome.value;
  if (wasRepeated && !isQuiet) host.say('An earlier request had started the job already; its answer was lost.');
  // One JSON value on stdout: that of the wait has the ARN as well.
  if (!waits || format !== 'json') await print(options, request, outcome.value, host);
  return waits ? waitFor(options, {arn, deadline}, host) : codeAfterPrinting(host);
};

/** Resolves to the exit code. */
export const runImport = async (options: ImportOptions, host: PlainHost): Promise<number> => {
  const refused = options.isDryRun ? undefined : refusedReadOnly(options, host);
  if (refused !== undefined) return refused;
  const gateway = await host.openGateway(options);
  const run = async (): Promise<number> => {
    const input = await readInput(options, gateway, host);
    if (host.ended.aborted) return host.endCode();
    if (!input.ok) {
      host.say(finalLine(input.error, host));
      return exitCodeOf(input.error);
    }
    const refusal = options.checksFiles ? await refusedByCheck(input.value.s3Uri, {gateway, options, host}) : undefined;
    if (refusal !== undefined) return refusal;
    const line = createCommand(input.value, await placeOf(options, gateway, host.ended));
    if (options.isDryRun) {
      await host.print(`${line}\n`);
      return codeAfterPrinting(host);
    }
    if (!options.isQuiet) host.sayWhole(line);
    return start({gateway, input: input.value, options}, host);
  };
  const code = await run();
  gateway.close();
  return code;
};
