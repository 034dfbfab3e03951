/** ListModelImportJobs through the real SDK: filters, sort orders, pages and their tokens. */
import {
  ListImportedModelsCommand,
  ListModelImportJobsCommand,
  type ListModelImportJobsCommandInput,
  paginateListModelImportJobs,
} from '@aws-sdk/client-bedrock';
import {describe, expect, it} from 'vitest';
import {fails, startWithClient} from '../sdk-client.ts';
import {MINUTE, NOON, SECOND} from '../simulated.ts';

describe('listing jobs', () => {
  const seeded = async () => {
    const all = await startWithClient();
    const add = (name: string, hour: number, ending: 'Completed' | 'Failed') =>
      all.simulator.world.start({
        name,
        ending,
        createdAt: NOON - hour * 60 * MINUTE,
        endsAt: NOON - (hour * 60 - 10) * MINUTE,
      });
    add('llama-v1', 9, 'Completed');
    add('Llama-v2', 8, 'Failed');
    add('qwen-v1', 7, 'Completed');
    add('llama-v3', 6, 'Failed');
    add('qwen-v2', 5, 'Failed');
    all.simulator.world.start({name: 'llama-v4', endsAt: Number.POSITIVE_INFINITY});
    return all;
  };
  const hoursAgo = (hours: number) => new Date(NOON - hours * 60 * MINUTE);

  it.each<[ListModelImportJobsCommandInput, string[]]>([
    [{}, ['llama-v4', 'qwen-v2', 'llama-v3', 'qwen-v1', 'Llama-v2', 'llama-v1']],
    [{sortOrder: 'Ascending'}, ['llama-v1', 'Llama-v2', 'qwen-v1', 'llama-v3', 'qwen-v2', 'llama-v4']],
    [{sortBy: 'CreationTime', sortOrder: 'Descending', maxResults: 2}, ['llama-v4', 'qwen-v2']],
    [{statusEquals: 'Failed'}, ['qwen-v2', 'llama-v3', 'Llama-v2']],
    [{statusEquals: 'Completed'}, ['qwen-v1', 'llama-v1']],
    [{statusEquals: 'InProgress'}, ['llama-v4']],
    [{nameContains: 'llama'}, ['llama-v4', 'llama-v3', 'llama-v1']],
    [{nameContains: 'v2'}, ['qwen-v2', 'Llama-v2']],
    [{creationTimeAfter: hoursAgo(7)}, ['llama-v4', 'qwen-v2', 'llama-v3']],
    [{creationTimeBefore: hoursAgo(7)}, ['Llama-v2', 'llama-v1']],
    [{creationTimeAfter: hoursAgo(8), creationTimeBefore: hoursAgo(5)}, ['llama-v3', 'qwen-v1']],
    [{creationTimeAfter: hoursAgo(5), creationTimeBefore: hoursAgo(8)}, []],
    [{statusEquals: 'Failed', nameContains: 'llama'}, ['llama-v3']],
    [{statusEquals: 'Failed', creationTimeBefore: hoursAgo(5.5), sortOrder: 'Ascending'}, ['Llama-v2', 'llama-v3']],
    [
      {statusEquals: 'Failed', nameContains: 'lama', creationTimeAfter: hoursAgo(9), creationTimeBefore: hoursAgo(6)},
      ['Llama-v2'],
    ],
  ])('answers %j', async (input, expected) => {
    const {names} = await seeded();
    expect(await names(input)).toEqual(expected);
  });

  it('refuses the token of another account or another run', async () => {
    const world = {jobs: 20, seed: 1};
    const first = await startWithClient(world);
    const {nextToken} = await first.client.send(new ListModelImportJobsCommand({maxResults: 5}));
    const ask = async (options: object) => {
      const other = await startWithClient({...world, ...options});
      return other.names({nextToken, maxResults: 5});
    };
    const refused = fails('ValidationException', 400, /^The nextToken is not valid/);
    for (const options of [{seed: 2}, {jobs: 21}, {region: 'us-west-2'}, {now: () => NOON + 1}]) {
      await expect(ask(options), JSON.stringify(options)).rejects.toEqual(refused);
    }
    expect(await ask({})).toEqual(await first.names({nextToken, maxResults: 5}));
  });

  it('ties tokens to the filters and the order, but not to the page size', async () => {
    const {client, names} = await seeded();
    const input = {statusEquals: 'Failed', maxResults: 1} as const;
    const {nextToken} = await client.send(new ListModelImportJobsCommand(input));
    expect(await names({...input, nextToken, maxResults: 10})).toEqual(['llama-v3', 'Llama-v2']);
    expect(await names({...input, nextToken, sortOrder: 'Descending'})).toEqual(['llama-v3']);
    const others: ListModelImportJobsCommandInput[] = [
      {maxResults: 1},
      {...input, statusEquals: 'Completed'},
      {...input, nameContains: 'l'},
      {...input, creationTimeAfter: hoursAgo(9)},
      {...input, creationTimeBefore: hoursAgo(1)},
      {...input, sortOrder: 'Ascending'},
    ];
    for (const other of others) {
      await expect(names({...other, nextToken})).rejects.toEqual(fails('ValidationException', 400, /nextToken/));
    }
    const unfiltered = await client.send(new ListModelImportJobsCommand({maxResults: 1}));
    await expect(client.send(new ListImportedModelsCommand({nextToken: unfiltered.nextToken}))).rejects.toEqual(
      fails('ValidationException', 400),
    );
  });

  it('returns 100 jobs if no size is given, and no token on the last page', async () => {
    const {client} = await startWithClient({jobs: 200});
    const first = await client.send(new ListModelImportJobsCommand({}));
    expect(first.modelImportJobSummaries).toHaveLength(100);
    const second = await client.send(new ListModelImportJobsCommand({nextToken: first.nextToken}));
    expect(second.modelImportJobSummaries).toHaveLength(100);
    expect(second.nextToken).toBeUndefined();
  });

  it.each(['Descending', 'Ascending'] as const)(
    'returns each of 2,500 jobs once while new ones are created: %s',
    async sortOrder => {
      const {client, clock, simulator} = await startWithClient({jobs: 2500});
      const old = simulator.world.jobs.map(job => job.name);
      const seen: string[] = [];
      for await (const page of paginateListModelImportJobs({client, pageSize: 90}, {sortOrder})) {
        seen.push(...(page.modelImportJobSummaries ?? []).map(job => job.jobName ?? ''));
        if (seen.length < 2000) simulator.world.start({name: `new-${seen.length}`});
        clock.pass(SECOND);
      }
      const wanted = sortOrder === 'Ascending' ? simulator.world.jobs.map(job => job.name) : old.reverse();
      expect(seen).toEqual(wanted);
      expect(simulator.world.jobs.length).toBeGreaterThan(2520);
    },
  );
});
