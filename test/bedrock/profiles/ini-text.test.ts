/** The shared files as the AWS CLI reads them. Every expectation was compared with botocore's configloader. */
import {describe, expect, it} from 'vitest';
import {type IniValue, parseIni} from '../../../src/bedrock/profiles/ini-text.ts';
import {shellWords} from '../../../src/bedrock/profiles/shell-words.ts';

const plain = (value: IniValue) => (typeof value === 'string' ? value : Object.fromEntries(value));

const read = (text: string) =>
  Object.fromEntries(
    parseIni(text).sections.map(({name, values}) => [
      name,
      Object.fromEntries([...values].map(([key, value]) => [key, plain(value)])),
    ]),
  );

describe('what the AWS CLI reads', () => {
  it.each<[string, string, object]>([
    ['a setting', '[default]\nregion = us-east-1\n', {default: {region: 'us-east-1'}}],
    ['no blanks around the equals sign', '[a]\nk=v', {a: {k: 'v'}}],
    ['a colon', '[a]\nregion: us-east-1\n', {a: {region: 'us-east-1'}}],
    ['a URL after a colon', '[a]\nsso_start_url: https://x/start#/', {a: {sso_start_url: 'https://x/start#/'}}],
    ['the first of both signs', '[a]\nb:=c\nd=:e', {a: {b: '=c', d: ':e'}}],
    ['further equals signs', '[a]\naws_secret_access_key = a=b/c+==', {a: {aws_secret_access_key: 'a=b/c+=='}}],
    ['keys in capitals', '[a]\nREGION = X\nAws_Access_Key_Id=AKID', {a: {region: 'X', aws_access_key_id: 'AKID'}}],
    ['a comment sign in a value', '[a]\nk = v ; x\nm = v # x', {a: {k: 'v ; x', m: 'v # x'}}],
    ['lines of comment', '# x\n;y\n[a]\n  # z\nk=v\n;k=w', {a: {k: 'v'}}],
    ['an empty value', '[a]\nk =\nm = 1', {a: {k: '', m: '1'}}],
    ['an indented block', '[a]\ns3 =\n  x = 1\n  y=2\nk=v', {a: {s3: {x: '1', y: '2'}, k: 'v'}}],
    ['a comment within a block', '[a]\ns3 =\n  x = 1\n  # no\n  y=2', {a: {s3: {x: '1', y: '2'}}}],
    ['a value over several lines', '[a]\nk = one\n  two\n\n   three\nm = 1', {a: {k: 'one\ntwo\n\nthree', m: '1'}}],
    ['a tab as indentation', '[a]\nk = one\n\ttwo', {a: {k: 'one\ntwo'}}],
    ['settings that are indented alike', '[a]\n  k = 1\n  m = 2', {a: {k: '1', m: '2'}}],
    ['an indented header', '  [a]\n  k = 1', {a: {k: '1'}}],
    ['an indented header after a setting, as part of the setting', '[a]\nk = 1\n [b]', {a: {k: '1\n[b]'}}],
    ['CR LF', '[a]\r\nk = 1\r\n[b]\r\nm = 2\r\n', {a: {k: '1'}, b: {m: '2'}}],
    ['CR alone', '[a]\rk = 1\r', {a: {k: '1'}}],
    ['no line feed at the end', '[a]\nk = 1', {a: {k: '1'}}],
    ['white space of Unicode around values', '[a]\n\u00a0k = \u2003v\u00a0', {a: {k: 'v'}}],
    ['text after the bracket', '[a] # x\nk=1', {a: {k: '1'}}],
    ['brackets in a name', '[profile a[b]]\nk=1', {'profile a[b]': {k: '1'}}],
    ['quotes in a name', `[profile 'My Corp']\nk=1`, {"profile 'My Corp'": {k: '1'}}],
    ['letters with accents', '[profile élan]\nk=ü', {'profile élan': {k: 'ü'}}],
    [
      'defaults for all sections',
      '[DEFAULT]\nregion=x\n[a]\nk=1\n[b]\nregion=y',
      {
        a: {region: 'x', k: '1'},
        b: {region: 'y'},
      },
    ],
    ['nothing', '', {}],
  ])('%s', (_, text, expected) => {
    expect(parseIni(text).problem).toBeUndefined();
    expect(read(text)).toEqual(expected);
  });

  it('and a byte order mark, which the AWS CLI refuses', () => {
    expect(parseIni('\ufeff[a]\nk=1').problem).toBeUndefined();
    expect(read('\ufeff[a]\nk=1')).toEqual({a: {k: '1'}});
  });
});

describe('what the AWS CLI refuses is reported with its line', () => {
  it.each([
    ['k = 1\n[a]', 1, undefined, 'there is text before the first section'],
    ['[profile a\nk = 1', 1, undefined, 'missing closing bracket'],
    ['[a]\nk=1\n[b\nm=2', 3, 'a', 'missing closing bracket'],
    ['[a]\nk=1\n\n[]', 4, 'a', 'missing closing bracket'],
    ['[a]\n\nrole_arn arn', 3, 'a', 'expected NAME = VALUE'],
    ['[a]\n= 1', 2, 'a', 'expected NAME = VALUE'],
    ['[a]\nk=1\n[b]\nm=1\n[a]\nz=1', 5, 'a', 'duplicate section (first on line 1)'],
    ['[a]\nregion=1\nREGION=2', 3, 'a', 'duplicate setting region (first on line 2)'],
    ['[a]\ns3 =\n  addressing_style: path', 2, 'a', 'expected NAME = VALUE under s3'],
  ])('%j', (text, line, section, why) => {
    expect(parseIni(text).problem).toEqual({line, section, why});
  });

  it('and the rest is read nevertheless', () => {
    expect(read('x\n[a]\nk=1\nnonsense\nm=2')).toEqual({a: {k: '1', m: '2'}});
  });
});

describe('the words of a section’s name', () => {
  it.each<[string, readonly string[] | undefined]>([
    [`profile 'My Corp'`, ['profile', 'My Corp']],
    ['profile "My Corp"', ['profile', 'My Corp']],
    ['profile My Corp', ['profile', 'My', 'Corp']],
    ['profile My\\ Corp', ['profile', 'My Corp']],
    [`profile "O'Hara"`, ['profile', "O'Hara"]],
    [`profile O'Hara`, undefined],
    ['profile "a  b"', ['profile', 'a  b']],
    ['profile\ta', ['profile', 'a']],
    [`profile 'a\\b'`, ['profile', 'a\\b']],
    ['profile "a\\b\\"c\\\\d"', ['profile', 'a\\b"c\\d']],
    [`profile a'b'"c"`, ['profile', 'abc']],
    ['profile ""', ['profile', '']],
    ['profile a#b;c', ['profile', 'a#b;c']],
    ['profile a\\', undefined],
  ])('%s', (text, words) => {
    expect(shellWords(text)).toEqual(words);
  });
});
