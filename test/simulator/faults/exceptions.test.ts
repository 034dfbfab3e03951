/** Faults can cause every exception that an operation declares, and no other. */
import {describe, expect, it} from 'vitest';
import type {Simulator} from '../../../src/simulator/server.ts';
import {type Answer, ask, importBody, post, simulate} from '../simulated.ts';

const ARN = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl';
const BASE = ['AccessDenied', 'InternalServer', 'Throttling', 'Validation'];
const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  InternalServer: 500,
  Throttling: 429,
  Validation: 400,
  Conflict: 400,
  ResourceNotFound: 404,
  ServiceQuotaExceeded: 400,
  TooManyTags: 400,
};

interface Operation {
  readonly name: string;
  /** In addition to those that all operations declare. */
  readonly declares: readonly string[];
  readonly ask: (simulator: Simulator) => Promise<Answer>;
}

const OPERATIONS: readonly Operation[] = [
  {name: 'ListModelImportJobs', declares: [], ask: it => ask(it, '/model-import-jobs')},
  {name: 'GetModelImportJob', declares: ['ResourceNotFound'], ask: it => ask(it, '/model-import-jobs/job')},
  {
    name: 'CreateModelImportJob',
    declares: ['Conflict', 'ResourceNotFound', 'ServiceQuotaExceeded', 'TooManyTags'],
    ask: it => post(it, '/model-import-jobs', importBody('one')),
  },
  {name: 'ListImportedModels', declares: [], ask: it => ask(it, '/imported-models')},
  {name: 'GetImportedModel', declares: ['ResourceNotFound'], ask: it => ask(it, '/imported-models/job')},
  {
    name: 'DeleteImportedModel',
    declares: ['Conflict', 'ResourceNotFound'],
    ask: it => ask(it, '/imported-models/job', {method: 'DELETE'}),
  },
  {
    name: 'ListTagsForResource',
    declares: ['ResourceNotFound'],
    ask: it => post(it, '/listTagsForResource', {resourceARN: ARN}),
  },
  {
    name: 'TagResource',
    declares: ['ResourceNotFound', 'TooManyTags'],
    ask: it => post(it, '/tagResource', {resourceARN: ARN, tags: []}),
  },
  {
    name: 'UntagResource',
    declares: ['ResourceNotFound'],
    ask: it => post(it, '/untagResource', {resourceARN: ARN, tagKeys: []}),
  },
];

const outcome = ({status, headers}: Answer) => [status, (headers.get('x-amzn-errortype') ?? '').split(':')[0]];

describe.each(OPERATIONS)('$name', ({name, declares, ask: asked}) => {
  const declared = [...BASE, ...declares];

  it.each(declared)('answers with %sException', async exception => {
    const simulator = await simulate({faults: [`exception=${exception}Exception:op=${name}`]});
    const answer = await asked(simulator);
    expect(outcome(answer)).toEqual([STATUS[exception], `${exception}Exception`]);
    expect(answer.body.message).toMatch(
      /\(simulated\)$|^Too many requests, |is not authorized to perform: bedrock:\w+ /,
    );
    expect(simulator.world.jobs).toEqual([]);
  });

  it.each(Object.keys(STATUS).filter(exception => !declared.includes(exception)))(
    'never answers with %sException',
    async exception => {
      await expect(simulate({faults: [`exception=${exception}Exception:op=${name}`]})).rejects.toThrow(
        `${name} never answers with ${exception}Exception`,
      );
      const without = await simulate();
      const all = await simulate({faults: [`exception=${exception}Exception`]});
      expect(outcome(await asked(all))).toEqual(outcome(await asked(without)));
    },
  );
});

describe('an unknown job or model', () => {
  const PATHS = ['/model-import-jobs/nobody', '/imported-models/nobody'];

  it('is ResourceNotFoundException without a fault', async () => {
    const simulator = await simulate();
    for (const path of PATHS) expect(outcome(await ask(simulator, path))).toEqual([404, 'ResourceNotFoundException']);
  });

  it('is ValidationException with unknown-id, and a known one is answered', async () => {
    const simulator = await simulate({faults: ['unknown-id'], running: 1});
    for (const path of PATHS) {
      const answer = await ask(simulator, path);
      expect(outcome(answer)).toEqual([400, 'ValidationException']);
      expect(answer.body.message).toMatch(/^The provided (job|model) identifier is invalid\.$/);
    }
    const gone = await ask(simulator, PATHS[1] ?? '', {method: 'DELETE'});
    expect(outcome(gone)).toEqual([400, 'ValidationException']);
    expect((await ask(simulator, `/model-import-jobs/${simulator.world.jobs[0]?.name}`)).status).toBe(200);
    expect(outcome(await post(simulator, '/listTagsForResource', {resourceARN: ARN}))).toEqual([
      404,
      'ResourceNotFoundException',
    ]);
  });
});
