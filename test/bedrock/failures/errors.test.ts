/** The failure tables as data, and failures that cannot be caused by a server on loopback. */
import {describe, expect, it, vi} from 'vitest';
import {FAILURES, toAppError} from '../../../src/bedrock/failures/errors.ts';
import {withoutSecrets} from '../../../src/bedrock/failures/secrets.ts';
import {IMPORT_REGIONS} from '../../../src/core/domain/import-regions.ts';

const CONTEXT = {profile: 'dev', region: 'us-east-1', peer: 'https://x.example', hasApiKey: false, secrets: []};
/** The context that a session has in one of AWS's own regions. */
const contextOf = (region: string) => ({...CONTEXT, region, regionHost: `bedrock.${region}.amazonaws.com`});
const failing = (members: object, message = '') => Object.assign(new Error(message), members);

it('a file of the program that is gone is no bug: it was upgraded while it ran', () => {
  const cause = failing({code: 'ERR_MODULE_NOT_FOUND'}, "Cannot find module '/x/s3-sdk.js'");
  const error = toAppError('ListObjectsV2', cause, CONTEXT);
  expect(error).toMatchObject({kind: 'invalid', isTransient: false});
  expect(error.why).toBe('One of the program’s own files is gone: it was probably upgraded or removed while it ran');
});

describe('the tables', () => {
  it('give each case a unique id', () => {
    const ids = FAILURES.map(row => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('have clauses for what and why, a sentence for next, and only known placeholders', () => {
    const placeholders = new Set([
      'message',
      'profile',
      'holder',
      'profileFlag',
      'loginFlag',
      'region',
      'regions',
      'peer',
      'service',
      'action',
      'status',
      'configFile',
    ]);
    for (const {id, what = '', why, next} of FAILURES) {
      expect(what, id).not.toMatch(/\.$/);
      expect(why, id).not.toMatch(/\.$/);
      expect(next, id).toMatch(/\.$/);
      for (const [, name = ''] of `${what}${why}${next}`.matchAll(/\{(\w+)\}/g))
        expect(placeholders, id).toContain(name);
    }
  });

  it('say what failed before they quote a message', () => {
    // These messages are this program's own, or the row's `what` says what failed.
    const OWN = [
      'ProfileNotFound',
      'RegionMalformed',
      'EndpointMalformed',
      'ProxyMalformed',
      'CaBundleUnreadable',
      'KeyOverPlainHttp',
      'SharedFileRefused',
      'SettingUnusable',
      'SecretUnusable',
      'SsoSessionNotFound',
      'TooManyFiles',
    ];
    for (const {id, when, what, why} of FAILURES) {
      if (why !== '{message}') continue;
      expect(what, id).toMatch(/^(The|No|Invalid) \w+/);
      expect(OWN.includes(when.names?.[0] ?? '') || when.message?.source.startsWith('^Region'), id).toBe(true);
    }
  });

  it('use plain English', () => {
    for (const {id, what = '', why, next} of FAILURES) {
      expect(`${what} ${why} ${next}`, id).not.toMatch(/\b(mend|little while|where|try again|anew|usable region)\b/i);
    }
  });

  it('retry only failures that may pass by themselves', () => {
    for (const row of FAILURES) {
      if (row.isTransient) expect(['throttled', 'service', 'network'], row.id).toContain(row.kind);
    }
  });
});

describe('failures of the machine and its network', () => {
  const dns = (host: string, code = 'ENOTFOUND') => failing({code}, `getaddrinfo ${code} ${host}`);
  it.each([
    ['no Bedrock in the region', dns('bedrock.us-east-9.amazonaws.com'), 'us-east-9', 'region', false],
    ['a region with import: offline', dns('bedrock.us-east-1.amazonaws.com'), 'us-east-1', 'network', true],
    ['an endpoint’s host', dns('bedrock.corp.example'), 'us-east-1', 'network', false],
    ['DNS that does not answer', dns('bedrock.us-east-9.amazonaws.com', 'EAI_AGAIN'), 'us-east-9', 'network', true],
    ['a host out of reach', failing({code: 'EHOSTUNREACH'}, 'connect EHOSTUNREACH'), 'us-east-1', 'network', true],
    ['a broken pipe', failing({code: 'EPIPE', name: 'TimeoutError'}, 'write EPIPE'), 'us-east-1', 'network', true],
    ['the connect time-out', failing({name: 'TimeoutError'}, 'no connection within 5 s'), 'us-east-1', 'network', true],
    ['a certificate for another name', failing({code: 'ERR_TLS_CERT_ALTNAME_INVALID'}), 'us-east-1', 'network', false],
    ['a certificate that has expired', failing({code: 'CERT_HAS_EXPIRED'}), 'us-east-1', 'network', false],
    ['a company’s certificate', failing({code: 'SELF_SIGNED_CERT_IN_CHAIN'}), 'us-east-1', 'network', false],
    ['an unknown issuer', failing({code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'}), 'us-east-1', 'network', false],
    ['FIPS with an endpoint', failing({name: 'EndpointError'}, 'Invalid Configuration'), 'us-east-1', 'network', false],
    ['the region as the SDK refuses it', failing({}, 'Region not accepted: region="x y"'), 'x y', 'region', false],
    [
      'SSO behind a dead network',
      failing({name: 'CredentialsProviderError'}, 'Error: getaddrinfo EAI_AGAIN portal.sso'),
      'us-east-1',
      'network',
      true,
    ],
    [
      'SSO without access',
      failing({name: 'CredentialsProviderError'}, 'ForbiddenException: No access'),
      'us-east-1',
      'credentials',
      false,
    ],
    ['an unknown error', failing({name: 'TypeError'}, 'x is not a function'), 'us-east-1', 'fault', false],
    ['a thrown string', 'text', 'us-east-1', 'fault', false],
    ['nothing', undefined, 'us-east-1', 'fault', false],
  ])('%s', (_, cause, region, kind, isTransient) => {
    expect(toAppError('ListModelImportJobs', cause, contextOf(region))).toMatchObject({kind, isTransient});
  });

  it('names the regions with import if Bedrock is not found', () => {
    const {next} = toAppError(undefined, dns('bedrock.us-east-9.amazonaws.com'), contextOf('us-east-9'));
    for (const region of IMPORT_REGIONS) expect(next).toContain(region);
  });

  it('gives the code if an error has no message', () => {
    expect(toAppError(undefined, failing({code: 'ECONNREFUSED'}), CONTEXT).why).toContain('(ECONNREFUSED)');
  });

  it('takes the IAM action from AWS’s message', () => {
    const cause = failing({name: 'AccessDeniedException'}, 'User: x is not authorized to perform: kms:Decrypt on y');
    expect(toAppError('GetModelImportJob', cause, CONTEXT).next).toContain('IAM action kms:Decrypt');
    expect(toAppError('GetModelImportJob', failing({name: 'AccessDeniedException'}, 'No'), CONTEXT).next).toContain(
      'IAM action bedrock:GetModelImportJob',
    );
  });

  it('never takes AWS’s message for a placeholder', () => {
    const cause = failing({name: 'ValidationException'}, 'bad {profile} $& {peer}');
    expect(toAppError('ListModelImportJobs', cause, CONTEXT).why).toBe(
      'AWS rejected the request: bad {profile} $& {peer}',
    );
  });
});

describe('a secret in an error', () => {
  const SECRET = 'wJalrXUtn/FEMI+K7MD ENG="pxRfi\\key';
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  it.each([
    ['as it is', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['percent-encoded in lower case', encodeURIComponent(SECRET).replace(/%../g, hex => hex.toLowerCase())],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(SECRET))],
    ['partly percent-encoded', SECRET.replaceAll('/', '%2F').replaceAll(' ', '%20')],
    ['as a form', String(new URLSearchParams({key: SECRET})).slice(4)],
    ['as JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['as JSON with escaped slashes', JSON.stringify(SECRET).slice(1, -1).replaceAll('/', '\\/')],
    [
      'as JSON with numeric escapes',
      SECRET.replaceAll('/', '\\u002f').replaceAll('"', '\\u0022').replaceAll('\\key', '\\\\key'),
    ],
    ['with an invisible character in it', SECRET.replace('FEMI', 'FE\u200bMI')],
  ])('%s is masked', (_, text) => {
    const cause = failing({name: 'ValidationException', $metadata: {requestId: text}}, `Not <${text}>`);
    const error = toAppError('ListModelImportJobs', cause, {...CONTEXT, secrets: [SECRET]});
    expect(error.why).toBe('AWS rejected the request: Not <…>');
    expect(error.requestId).toBe('…');
  });

  it.each(['', 'x', 'key:'])('in base64 after %j is masked', before => {
    const text = withoutSecrets(`Basic ${base64(before + SECRET)}!`, [SECRET]);
    const kept = text.replace(/^Basic |…!$/g, '');
    expect(text).toMatch(/…!$/);
    expect(Buffer.from(kept, 'base64').toString()).not.toContain(SECRET.slice(0, 2));
    expect(withoutSecrets(`?${Buffer.from(before + SECRET).toString('base64url')}!`, [SECRET])).toMatch(/…!$/);
  });

  it('is masked without a regular expression of its own, however long it is', () => {
    const long = 'aB3/+='.repeat(1400).slice(0, 8000);
    const short = Array.from({length: 100}, (_, i) => `${i}-${'k'.repeat(40)}`);
    const compile = vi.fn();
    vi.stubGlobal('RegExp', compile);
    const error = toAppError('ListModelImportJobs', failing({name: 'ValidationException'}, `Not <${long}> and more`), {
      ...CONTEXT,
      secrets: [...short, long],
    });
    const within = withoutSecrets(`Not <${long.slice(0, 2500)}> or ${encodeURIComponent(short[7]!)}`, [
      ...short,
      long.slice(0, 2500),
    ]);
    vi.unstubAllGlobals();
    expect(error.why).toBe('AWS rejected the request: Not …');
    expect(within).toBe('Not <…> or …');
    expect(compile).not.toHaveBeenCalled();
  });

  it('is hidden with the whole text if the text cannot be searched', () => {
    const text = {length: 12, toString: () => SECRET} as unknown as string;
    expect(withoutSecrets(text, [SECRET])).toBe('…');
  });

  it('takes no longer in a hostile text than in a plain one of the same length', () => {
    const ms = (text: string): number => {
      const began = performance.now();
      for (let i = 0; i < 20; i++) toAppError(undefined, failing({name: 'ValidationException'}, text), CONTEXT);
      return performance.now() - began;
    };
    ms('warm up '.repeat(8192));
    const plain = ms('some words of AWS. '.repeat(3450));
    const hostile = [
      `?${'token'.repeat(13_000)}`,
      '-eyJaaaaaaaa'.repeat(5_400),
      'profile='.repeat(8_192),
      '\n'.repeat(65_536),
    ];
    for (const text of [...hostile, 'alert '.repeat(11_000)]) expect(ms(text)).toBeLessThan(30 * plain);
  });

  it('does not hide text that only resembles it', () => {
    expect(withoutSecrets('the secret of the job is 12 % and a+b', [SECRET])).toBe(
      'the secret of the job is 12 % and a+b',
    );
  });
});

it.each([
  'x-amz-security-token:SECRETSECRET/+=',
  'Authorization: Bearer SECRETSECRETSECRET',
  'aws_secret_access_key = SECRETSECRET',
  '{"SecretAccessKey": "SECRETSECRET"}',
  'http://user:SECRETSECRET@proxy.example',
  'token eyJSECRETSECRET.SECRETSECRET.SECRET',
  'known SECRETSECRET here',
  'https://vault.example/v1?token=SECRETSECRET&x=1',
])('blanks out %j', text => expect(withoutSecrets(text, ['known SECRETSECRET'])).not.toContain('SECRETSECRET'));

it('blanks out a signature', () => {
  const signature = '0123456789abcdef'.repeat(4);
  for (const name of ['Signature', 'X-Amz-Signature'])
    expect(withoutSecrets(`${name}=${signature}, x`, [])).toBe(`${name}=…, x`);
});

it.each([
  [
    `Unexpected token '<', "<!DOCTYPE "... is not valid JSON\n  Deserialization error: to see`,
    {name: 'SyntaxError', $response: {}},
    'it is an HTML page',
  ],
  [
    '@smithy/node-http-handler - [ERROR] a request has exceeded the configured 20000 ms requestTimeout.',
    {name: 'TimeoutError'},
    'no answer within 20 s',
  ],
  [
    '@smithy/node-http-handler - the request socket did not establish a connection with the server within the configured timeout of 5000 ms (configured by client requestHandler).',
    {name: 'TimeoutError'},
    'no connection within 5 s',
  ],
])('rewords what the SDK says to programmers: %s', (message, members, words) => {
  expect(toAppError('ListModelImportJobs', failing(members, message), CONTEXT).why).toContain(`${words})`);
});

it('names the config file', () => {
  const cause = failing({name: 'CredentialsProviderError'}, 'Could not resolve credentials using profile: [dev]');
  expect(toAppError(undefined, cause, {...CONTEXT, configFile: '~/work/aws'}).next).toContain('in ~/work/aws,');
  expect(toAppError(undefined, cause, CONTEXT).next).toContain('in ~/.aws/config,');
});

it('names no profile in the demo, which has none', () => {
  const cause = failing({name: 'ExpiredTokenException'}, 'expired');
  const {what, next} = toAppError('ListModelImportJobs', cause, {...CONTEXT, profile: 'demo', targetKind: 'demo'});
  expect(`${what} ${next}`).not.toMatch(/profile/);
});
