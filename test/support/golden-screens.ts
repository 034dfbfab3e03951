/** The screens of the golden frames in test/frames: the sizes that people have, the jobs, and the messages that lead to each screen. */
import {failure} from '../../src/core/domain/app-error.ts';
import {reasonOf} from '../../src/core/reasons/reason-of.ts';
import type {Message} from '../../src/core/state/message.ts';
import {createFakeAws, oops} from './fake-aws.ts';
import {detailOf, jobAt, MINUTE, NOON} from './jobs.ts';
import type {Program} from './program.ts';

export const SIZES = [
  {columns: 60, rows: 15},
  {columns: 80, rows: 24},
  {columns: 120, rows: 36},
  {columns: 160, rows: 50},
  {columns: 40, rows: 10},
] as const;

const REASON =
  "The architecture 'Qwen3NextForCausalLM' is not supported. Import a model of one of the supported architectures: " +
  'Llama, Mistral, Mixtral, Flan, GPTBigCode, Qwen2, Qwen2.5, Qwen3 or GPT-OSS. (simulated)';

const FAMILIES = ['llama-3-8b-support', 'qwen2.5-coder-7b-sql', 'mistral-7b-claims'];

/** 120 jobs: one runs since 12 minutes, every seventh failed; names of different lengths. */
export const world = () => {
  const jobs = Array.from({length: 120}, (_, i) => {
    const n = 120 - i;
    const createdAt = NOON - 12 * MINUTE - i * i * 9 * MINUTE - 4000;
    const took = (3 + ((n * 7) % 31)) * MINUTE + ((n * 13) % 60) * 1000;
    const base = {
      name: `${FAMILIES[n % 3]}-v${n}`,
      modelName: `${FAMILIES[n % 3]?.replace('.', '-')}-v${n}`,
      createdAt,
      modifiedAt: createdAt + took,
    };
    if (i === 0) return jobAt(n, {...base, status: 'InProgress', endedAt: undefined});
    return jobAt(n, {...base, endedAt: createdAt + took, status: n % 7 === 0 ? 'Failed' : 'Completed'});
  });
  const aws = createFakeAws(jobs);
  aws.getJob = async arn => {
    const job = aws.jobs.find(one => one.arn === arn);
    if (!job) return failure(oops({kind: 'not-found', isTransient: false}));
    return {ok: true, value: detailOf(job, job.status === 'Failed' ? {failureMessage: REASON} : {})};
  };
  return aws;
};

const FAILED_ONLY: readonly Message[] = [{kind: 'status-cycled'}, {kind: 'status-cycled'}, {kind: 'status-cycled'}];

export const SCREENS: Readonly<Record<string, readonly Message[]>> = {
  list: [],
  scrolled: [{kind: 'moved', motion: {kind: 'last'}}],
  failed: FAILED_ONLY,
  filtered: [
    {kind: 'filters-opened'},
    {kind: 'filters-edited', field: 'name', value: 'llama'},
    {kind: 'filters-edited', field: 'after', value: '2026-10-24'},
    {kind: 'filters-edited', field: 'before', value: '1h'},
    {kind: 'filters-edited', field: 'order', value: 'Ascending'},
    {kind: 'filters-submitted'},
    {kind: 'sorted', by: 'took'},
  ],
  search: [{kind: 'search-opened'}, {kind: 'search-edited', text: 'sql-v1'}],
  narrowed: [{kind: 'search-opened'}, {kind: 'search-edited', text: '-7b'}, {kind: 'search-submitted'}],
  nothing: [{kind: 'search-opened'}, {kind: 'search-edited', text: 'nowhere'}, {kind: 'search-submitted'}],
  form: [
    {kind: 'filters-opened'},
    {kind: 'filters-edited', field: 'after', value: 'yesterdai'},
    {kind: 'filters-submitted'},
  ],
  detail: [...FAILED_ONLY, {kind: 'detail-opened'}],
  raw: [{kind: 'raw-toggled'}],
  help: [{kind: 'help-opened'}],
  reasons: [{kind: 'reasons-opened'}],
  'reason-jobs': [{kind: 'reasons-opened'}, {kind: 'reason-opened', reason: reasonOf(REASON)}],
};

/** Starts the program, and leads it to the screen. */
export const goTo = async (
  {say, clock}: Pick<Program, 'say' | 'clock'>,
  messages: readonly Message[],
): Promise<void> => {
  await say({kind: 'started'});
  for (const message of messages) await say(message);
  await clock.advance(600);
  await clock.settle();
};
