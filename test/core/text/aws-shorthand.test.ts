/** Values of flags as the AWS CLI writes them. The expected values are those of its own parser (version 1.45). */
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseAwsList, parseAwsValue} from '../../../src/core/text/aws-shorthand.ts';

describe('one structure', () => {
  it.each([
    ['key=a,value=b', {key: 'a', value: 'b'}],
    ['key=a,value=', {key: 'a', value: ''}],
    ['key=a, value= b ', {key: 'a', value: 'b'}],
    ['key=a,value=b c', {key: 'a', value: 'b c'}],
    ['key=a,value=b=c', {key: 'a', value: 'b=c'}],
    ['key=a,value="b,c"', {key: 'a', value: 'b,c'}],
    ["key=a,value='b,c'", {key: 'a', value: 'b,c'}],
    ['key=a,value="b\\"c"', {key: 'a', value: 'b"c'}],
    ['key=a,value=b\\,c', {key: 'a', value: 'b,c'}],
    ['key=team,value=s3://x/y,z', {key: 'team', value: ['s3://x/y', 'z']}],
    ['s3DataSource={s3Uri=s3://b/p/}', {s3DataSource: {s3Uri: 's3://b/p/'}}],
    ['subnetIds=a,b,securityGroupIds=c', {subnetIds: ['a', 'b'], securityGroupIds: 'c'}],
    ['subnetIds=a, b,securityGroupIds=c', {subnetIds: ['a', 'b'], securityGroupIds: 'c'}],
    ['subnetIds=[a,b],securityGroupIds=[ c ]', {subnetIds: ['a', 'b'], securityGroupIds: ['c']}],
    ['a={b=c, d={e=f}}', {a: {b: 'c', d: {e: 'f'}}}],
    ['a=[{b=c},{b=d}]', {a: [{b: 'c'}, {b: 'd'}]}],
    [' {"a": [1, "b"]} ', {a: [1, 'b']}],
  ])('%s', (text, value) => {
    expect(parseAwsValue(text)).toEqual({ok: true, value});
  });

  it.each([
    ['', 'a name is missing at character 1'],
    ['a', '“=” is missing at character 2'],
    ['key=a,key=b', '“key” is there twice'],
    ['subnetIds=a,b,', 'a value is missing at character 15'],
    ['a={b=c', '“}” is missing at character 7'],
    ['a=[b', '“]” is missing at character 5'],
    ['key=x}', '“}” is too much'],
    ['key="a', 'a quote is not closed'],
    ['key="a"b', 'too much'],
    ['{"a"', 'it is not valid JSON'],
  ])('%j is refused', (text, reason) => {
    expect(parseAwsValue(text)).toEqual({ok: false, reason: expect.stringContaining(reason)});
  });
});

it('a list has its structures between spaces, in JSON, or is one structure in JSON', () => {
  const two = [
    {key: 'a', value: 'b c'},
    {key: 'd', value: ''},
  ];
  expect(parseAwsList('key=a,value=b c key=d,value=')).toEqual({ok: true, value: two});
  expect(parseAwsList(` ${JSON.stringify(two)}`)).toEqual({ok: true, value: two});
  expect(parseAwsList('{"key":"a"}')).toEqual({ok: true, value: [{key: 'a'}]});
});

it('any text is read or refused, and JSON is read as it is', () => {
  const pieces = fc.constantFrom(...'ab=,[]{}"\'\\ \n', 'key=', 'value=');
  fc.assert(
    fc.property(fc.array(pieces, {maxLength: 30}), parts => {
      const parsed = parseAwsValue(parts.join(''));
      expect(parsed.ok || parsed.reason.length > 0).toBe(true);
    }),
    {numRuns: 2_000},
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), value => {
      expect(parseAwsValue(JSON.stringify(value))).toEqual({ok: true, value});
    }),
  );
});
