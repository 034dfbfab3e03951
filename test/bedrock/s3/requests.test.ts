/** Which requests a check of files in S3 makes: what it reads, and what it leaves alone. */
import {describe, expect, it} from 'vitest';
import type {RequestEntry} from '../../../src/simulator/http/request-log.ts';
import type {ObjectChoice} from '../../../src/simulator/world/bucket.ts';
import {safetensors} from '../../support/model-directories.ts';
import {answerOf, NEVER} from '../gateway-under-test.ts';
import {bucket, gatewayFor, objectsOf, PASSING, resultsOf, simulateBuckets, whyOf} from './buckets.ts';

const checked = async (objects: readonly ObjectChoice[], s3Uri = 's3://models/model/') => {
  const simulator = await simulateBuckets(bucket({objects}));
  const report = answerOf(await gatewayFor(simulator).checkFiles({s3Uri}, NEVER));
  return {report, requests: simulator.requests};
};

const rangeOf = ({headers}: RequestEntry): readonly [begin: number, end: number] => {
  const [, begin, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  return [Number(begin), Number(last) + 1];
};
const fileOf = ({path}: RequestEntry): string => path.replace(/^.*\/|\?.*$/g, '');
const reads = (requests: readonly RequestEntry[]) => requests.filter(({operation}) => operation === 'GetObject');

describe('of a model', () => {
  it('only heads and small files are read, whatever the size of the weights', async () => {
    const weights = safetensors({'head.weight': {shape: [100_000, 100_000], bytes: 20_000_000_000}});
    const name = 'model-00002-of-00002.safetensors';
    const {requests} = await checked(objectsOf(new Map([...PASSING, [name, weights]])));
    const ofWeights = reads(requests).filter(entry => fileOf(entry) === name);
    // Eight bytes, and then exactly the head that they announce.
    expect(ofWeights.map(rangeOf)).toEqual([
      [0, 8],
      [8, weights.bytes.length],
    ]);
    const bytes = reads(requests).reduce((sum, entry) => sum + rangeOf(entry)[1] - rangeOf(entry)[0], 0);
    expect(bytes).toBeLessThan(1_000);
    expect(new Set(reads(requests).map(fileOf))).toEqual(
      new Set([
        ...['config.json', 'model.safetensors.index.json', 'tokenizer_config.json'],
        ...['model-00001-of-00002.safetensors', name],
      ]),
    );
  });

  it('one request lists them, and no bucket is asked for', async () => {
    const {requests} = await checked(objectsOf(PASSING));
    expect(requests.filter(({operation}) => operation !== 'GetObject').map(({operation}) => operation)).toEqual([
      'ListObjectsV2',
    ]);
    expect(requests[0]?.query).toMatchObject({prefix: 'model/', delimiter: '/'});
  });

  it('progress is told after each file', async () => {
    const simulator = await simulateBuckets(bucket());
    const seen: string[] = [];
    const onProgress = ({done, total}: {readonly done: number; readonly total: number}) =>
      void seen.push(`${done}/${total}`);
    answerOf(await gatewayFor(simulator).checkFiles({s3Uri: 's3://models/model', onProgress}, NEVER));
    expect(seen).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5', '5/5']);
  });
});

describe('the prefix', () => {
  it.each(['s3://models/model', 's3://models/model/', 'S3://models/model/'])('%s', async s3Uri => {
    // A prefix that only begins in the same way is another model.
    const others = objectsOf(PASSING, 'model-2/').map(object => ({...object, body: 'x'}));
    const {report} = await checked([...objectsOf(PASSING), ...others], s3Uri);
    expect(report.verdict).toBe('pass');
    expect(whyOf(report, 'files')).toBe('6 files here');
  });

  it.each(['s3://models', 's3://models/'])('%s is the whole bucket', async s3Uri => {
    expect((await checked(objectsOf(PASSING, ''), s3Uri)).report.verdict).toBe('pass');
  });

  it('that is itself a key, as some tools create it', async () => {
    const {report} = await checked([{key: 'model/', body: ''}, ...objectsOf(PASSING)]);
    expect(whyOf(report, 'files')).toBe('6 files here');
  });

  it('without files', async () => {
    const {report} = await checked(objectsOf(PASSING), 's3://models/nothing/');
    expect(report.verdict).toBe('fail');
    expect(whyOf(report, 'files')).toBe('there are no files here');
  });

  it('with keys that XML cannot hold', async () => {
    const {report} = await checked([...objectsOf(PASSING), {key: 'model/odd +%&<\u0001é.safetensors', body: 'x'}]);
    expect(whyOf(report, 'headers')).toBe('odd +%&<\u0001é.safetensors: the file has only 1 byte');
  });
});

describe('many keys', () => {
  const logs = (count: number, folder = '') =>
    Array.from({length: count}, (_, i) => ({key: `model/${folder}log-${i}.txt`, body: ''}));

  it('10,000 of them are listed', async () => {
    const {report, requests} = await checked([...objectsOf(PASSING), ...logs(10_000)]);
    expect(new Set(Object.values(resultsOf(report)))).toEqual(new Set(['pass']));
    expect(whyOf(report, 'files')).toBe('10,006 files here');
    expect(requests.filter(({operation}) => operation === 'ListObjectsV2').length).toBe(11);
  });

  it('after 20,000 the list ends, with the reason', async () => {
    const simulator = await simulateBuckets(bucket({objects: logs(20_500)}));
    const outcome = await gatewayFor(simulator).checkFiles({s3Uri: 's3://models/model/'}, NEVER);
    expect(outcome).toMatchObject({
      ok: false,
      error: {kind: 'invalid', why: 'There are more than 20,000 files under s3://models/model/'},
    });
    expect(simulator.requests.length).toBe(20);
  });

  it('of folders below, one page of ten is counted', async () => {
    const folders = Array.from({length: 12}, (_, i) =>
      logs(i === 0 ? 1_500 : 10, `run-${String(i).padStart(2, '0')}/`),
    );
    const {report, requests} = await checked([...objectsOf(PASSING), ...folders.flat()]);
    expect(whyOf(report, 'files')).toBe('6 files here; more than 1,090 files in folders below do not count');
    expect(requests.filter(({operation}) => operation === 'ListObjectsV2').length).toBe(11);
  });
});
