import {describe, expect, it} from 'vitest';
import type {ObjectChoice} from '../../../src/simulator/world/bucket.ts';
import {NOON, simulate} from '../simulated.ts';
import {all, askS3} from './s3.ts';

const withKeys = (...keys: readonly string[]) =>
  simulate({buckets: [{name: 'given', objects: keys.map((key): ObjectChoice => ({key, body: 'x'}))}]});

const pageOf = async (simulator: Awaited<ReturnType<typeof withKeys>>, parameters: Record<string, string> = {}) => {
  const answer = await askS3(simulator, `/given?${new URLSearchParams({'list-type': '2', ...parameters})}`);
  const {text} = answer;
  return {
    ...answer,
    keys: all(text, 'Key'),
    prefixes: all(text, 'CommonPrefixes').flatMap(inner => all(inner, 'Prefix')),
    count: Number(all(text, 'KeyCount')[0]),
    isTruncated: all(text, 'IsTruncated')[0] === 'true',
    next: all(text, 'NextContinuationToken')[0],
  };
};

describe('faults of its pages', () => {
  const withFault = async (fault: string) => {
    const simulator = await withKeys('a', 'b', 'c');
    simulator.faults.add(fault);
    return simulator;
  };

  it('repeat-token: a page leads back to itself, and so does the last one', async () => {
    const simulator = await withFault('repeat-token:op=S3');
    const first = await pageOf(simulator, {'max-keys': '1'});
    expect(first).toMatchObject({keys: ['a'], isTruncated: true});
    const second = await pageOf(simulator, {'max-keys': '1', 'continuation-token': first.next ?? ''});
    expect(second).toMatchObject({keys: ['b'], isTruncated: true, next: first.next});
    const whole = await pageOf(simulator);
    expect(whole).toMatchObject({status: 200, keys: ['a', 'b', 'c'], isTruncated: true});
    expect(await pageOf(simulator, {'continuation-token': whole.next ?? ''})).toMatchObject({
      ...{status: 200, keys: whole.keys, next: whole.next},
    });
  });

  it('token-expired: the first page is there, and no other', async () => {
    const simulator = await withFault('token-expired');
    const {next = ''} = await pageOf(simulator, {'max-keys': '1'});
    expect(await pageOf(simulator, {'max-keys': '1', 'continuation-token': next})).toMatchObject({
      ...{status: 400, code: 'InvalidArgument'},
    });
  });
});

describe('a page', () => {
  it('as XML', async () => {
    const {text, headers} = await pageOf(await withKeys('a/b'), {prefix: 'a/'});
    expect(headers.get('content-type')).toBe('application/xml');
    expect(text).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<ListBucketResult xmlns="http:\/\/s3.amazonaws.com\/doc\/2006-03-01\/">/,
    );
    expect(text).toContain(
      '<Name>given</Name><Prefix>a/</Prefix><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>',
    );
    expect(text).toMatch(
      new RegExp(
        `<Contents><Key>a/b</Key><LastModified>${new Date(NOON).toISOString()}</LastModified><ETag>&quot;\\w{32}&quot;</ETag><Size>1</Size><StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>$`,
      ),
    );
  });

  it('has the keys with the prefix, by their bytes', async () => {
    const simulator = await withKeys('b', 'a/2', 'a/10', 'a', 'ab', 'a/\u{1f600}', 'a/\uff5e');
    expect((await pageOf(simulator)).keys).toEqual(['a', 'a/10', 'a/2', 'a/\uff5e', 'a/\u{1f600}', 'ab', 'b']);
    expect((await pageOf(simulator, {prefix: 'a/'})).keys).toHaveLength(4);
    expect(await pageOf(simulator, {prefix: 'none'})).toMatchObject({status: 200, keys: [], count: 0});
  });

  it('with a delimiter', async () => {
    const simulator = await withKeys('m/config.json', 'm/old/a', 'm/old/b', 'm/z', 'n/x');
    const {keys, prefixes, count} = await pageOf(simulator, {prefix: 'm/', delimiter: '/'});
    expect({keys, prefixes, count}).toEqual({keys: ['m/config.json', 'm/z'], prefixes: ['m/old/'], count: 3});
    expect((await pageOf(simulator, {delimiter: '/'})).prefixes).toEqual(['m/', 'n/']);
    expect((await pageOf(simulator, {prefix: 'm', delimiter: '/'})).prefixes).toEqual(['m/']);
  });

  it('with start-after', async () => {
    const simulator = await withKeys('a', 'b', 'c');
    expect((await pageOf(simulator, {'start-after': 'a'})).keys).toEqual(['b', 'c']);
    expect((await pageOf(simulator, {'start-after': 'aa'})).keys).toEqual(['b', 'c']);
  });

  it('encodes keys if asked', async () => {
    const key = `a b+c&<é>'\u0001`;
    const simulator = await withKeys(key);
    const {keys, text} = await pageOf(simulator, {'encoding-type': 'url', prefix: 'a b'});
    expect(keys).toEqual(['a+b%2Bc%26%3C%C3%A9%3E%27%01']);
    expect(text).toContain('<EncodingType>url</EncodingType>');
    expect(text).toContain('<Prefix>a+b</Prefix>');
    expect((await pageOf(simulator)).keys).toEqual([`a b+c&amp;&lt;é&gt;'&#x1;`]);
  });
});

describe('paging', () => {
  it('reaches each of 10,000 keys once', async () => {
    const keys = Array.from({length: 10_000}, (_, i) => `m/${String(i).padStart(5, '0')}`);
    const simulator = await withKeys(...keys);
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await pageOf(
        simulator,
        token === undefined ? {prefix: 'm/'} : {prefix: 'm/', 'continuation-token': token},
      );
      expect(page.keys.length).toBe(1000);
      expect(page.isTruncated).toBe(page.next !== undefined);
      found.push(...page.keys);
      token = page.next;
    } while (token !== undefined);
    expect(found).toEqual(keys);
  });

  it('counts a common prefix as one, and does not repeat it', async () => {
    const simulator = await withKeys('a/1', 'a/2', 'b', 'c/1');
    const first = await pageOf(simulator, {delimiter: '/', 'max-keys': '1'});
    expect(first).toMatchObject({prefixes: ['a/'], keys: [], isTruncated: true});
    const second = await pageOf(simulator, {delimiter: '/', 'max-keys': '2', 'continuation-token': first.next ?? ''});
    expect(second).toMatchObject({keys: ['b'], prefixes: ['c/'], isTruncated: false});
  });

  it('no keys at all', async () => {
    expect(await pageOf(await withKeys('a'), {'max-keys': '0'})).toMatchObject({keys: [], isTruncated: false});
    expect((await pageOf(await withKeys('a'), {'max-keys': '5000'})).text).toContain('<MaxKeys>1000</MaxKeys>');
  });

  it.each([
    ['max-keys', 'many'],
    ['max-keys', '-1'],
    ['continuation-token', 'nonsense'],
    ['encoding-type', 'base64'],
  ])('refuses %s=%s', async (name, value) => {
    const {status, code} = await pageOf(await withKeys('a'), {[name]: value});
    expect({status, code}).toEqual({status: 400, code: 'InvalidArgument'});
  });

  it('refuses a token of another prefix', async () => {
    const simulator = await withKeys('a/1', 'a/2', 'b/1');
    const {next = ''} = await pageOf(simulator, {prefix: 'a/', 'max-keys': '1'});
    expect((await pageOf(simulator, {prefix: 'b/', 'continuation-token': next})).status).toBe(400);
  });
});
