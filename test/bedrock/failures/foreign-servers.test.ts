/** Servers and systems that violate HTTP: whatever they do, it must not look like a bug of this program. */
import {type AddressInfo, createServer, type Socket} from 'node:net';
import {describe, expect, it, onTestFinished} from 'vitest';
import {toAppError} from '../../../src/bedrock/failures/errors.ts';
import {awsHome, KEYS} from '../aws-home.ts';
import {errorOf, gatewayAt, gatewayWith, LIST, NEVER} from '../gateway-under-test.ts';

/** Starts a port on loopback that answers the first bytes of a connection, or with `isFirst` the connection itself. */
const startPort = async (answer: (socket: Socket) => void, isFirst = false): Promise<string> => {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    if (isFirst) answer(socket);
    else socket.once('data', () => answer(socket));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const says = (text: string) => (socket: Socket) => void socket.end(text);
const OK = 'HTTP/1.1 200 OK\r\n';

describe('a port that answers', () => {
  it.each<[string, string]>([
    ['as SSH', 'SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n'],
    ['as SMTP', '220 mail.example.com ESMTP Postfix\r\n'],
    ['with a malformed status line', 'HTTP/1.1 twohundred OK\r\n\r\n'],
    ['with another version of HTTP', 'HTTP/9.9 200 OK\r\n\r\n'],
    ['with two lengths', `${OK}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`],
    ['with a length that is no number', `${OK}content-length: two\r\n\r\n{}`],
    ['with a length and chunks', `${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`],
    ['with a chunk without a size', `${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n`],
    ['with a header that has no colon', `${OK}nothing\r\n\r\n`],
    ['with a control character in a header', `${OK}a: \u0000b\r\n\r\n`],
    ['with huge headers', `${OK}${'x: y\r\n'.repeat(20_000)}\r\n`],
    ['with nothing', ''],
    ['with rubbish', '\u0000\u0001\u0002\u0003'],
  ])('%s', async (_, text) => {
    const url = await startPort(says(text));
    const error = errorOf(await gatewayAt(url).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain(url);
  });

  it('before the request', async () => {
    const url = await startPort(says('SSH-2.0-OpenSSH_9.2p1\r\n'), true);
    expect(errorOf(await gatewayAt(url).listJobs(LIST, NEVER))).toMatchObject({kind: 'network', isTransient: true});
  });
});

describe('a proxy that answers CONNECT', () => {
  it.each<[string, string]>([
    ['by hanging up', ''],
    ['as SSH', 'SSH-2.0-OpenSSH_9.2p1\r\n\r\n'],
    ['with a header that has no colon', 'HTTP/1.1 200 Connection established\r\nnothing\r\n\r\n'],
    ['with a malformed status line', 'HTTP/1.1 twohundred\r\n\r\n'],
  ])('%s', async (_, text) => {
    const proxy = await startPort(says(text));
    const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1', AWS_MAX_ATTEMPTS: '1', HTTPS_PROXY: proxy}});
    const error = errorOf(await gatewayWith({environment}).listJobs(LIST, NEVER));
    expect(error).toMatchObject({kind: 'network', isTransient: true});
    expect(error.why).toContain('https://bedrock.us-east-1.amazonaws.com');
  });

  it('is refused if its password cannot be decoded', async () => {
    const env = {...KEYS, AWS_REGION: 'us-east-1', HTTPS_PROXY: 'http://ada:100%@127.0.0.1:9'};
    const error = errorOf(await gatewayWith({environment: awsHome({env}).environment}).connect(NEVER));
    expect(error).toMatchObject({kind: 'network', what: 'Invalid proxy'});
    expect(JSON.stringify(error)).not.toContain('100%');
  });
});

describe('an error of the system, the resolver, the parser or TLS', () => {
  const CONTEXT = {profile: 'dev', region: 'us-east-1', peer: 'https://x.example', hasApiKey: false, secrets: []};
  const CODES = [
    ...[
      'EMFILE',
      'ENFILE',
      'EACCES',
      'EPERM',
      'ENOBUFS',
      'ENOMEM',
      'EINVAL',
      'EIO',
      'EALREADY',
      'ENOTCONN',
      'ESHUTDOWN',
    ],
    ...[
      'EAI_FAIL',
      'EAI_NODATA',
      'EAI_MEMORY',
      'EAI_SYSTEM',
      'EAI_BADFLAGS',
      'ENODATA',
      'ESERVFAIL',
      'EBADRESP',
      'ENOTFOUND',
    ],
    ...['HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW', 'HPE_UNEXPECTED_CONTENT_LENGTH', 'HPE_CB_MESSAGE_COMPLETE'],
    ...['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'ERR_TLS_HANDSHAKE_TIMEOUT', 'EPROTO'],
    ...['ERR_TLS_CERT_ALTNAME_FORMAT', 'CERT_CHAIN_TOO_LONG', 'CERT_REJECTED', 'CRL_HAS_EXPIRED', 'UNABLE_TO_GET_CRL'],
    ...[
      'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
      'INVALID_PURPOSE',
      'PATH_LENGTH_EXCEEDED',
      'ERROR_IN_CERT_NOT_AFTER_FIELD',
    ],
    ...[
      'ERR_STREAM_PREMATURE_CLOSE',
      'ERR_SOCKET_CLOSED',
      'ERR_HTTP2_STREAM_ERROR',
      'UND_ERR_SOCKET',
      'UND_ERR_CONNECT_TIMEOUT',
    ],
  ];
  it.each(CODES)('%s counts as a network failure', code => {
    const cause = Object.assign(new Error(`something ${code}`), {code});
    const error = toAppError('ListModelImportJobs', cause, CONTEXT);
    expect(error.kind).toBe('network');
    expect(error.why).toContain('https://x.example');
  });

  it('about a local file does not count as one', () => {
    const message = "ENOENT: no such file or directory, open '/run/token'";
    const cause = Object.assign(new Error(message), {code: 'ENOENT', syscall: 'open', path: '/run/token'});
    const error = toAppError(undefined, cause, CONTEXT);
    expect(error).toMatchObject({kind: 'credentials', what: 'No AWS credentials found'});
    expect(error.why).toContain('/run/token');
  });
});

it('names the file of a missing web identity token', async () => {
  const env = {
    AWS_REGION: 'us-east-1',
    AWS_WEB_IDENTITY_TOKEN_FILE: '/nonexistent/token',
    AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/x',
  };
  const error = errorOf(await gatewayWith({environment: awsHome({env}).environment}).connect(NEVER));
  expect(error.kind).toBe('credentials');
  expect(error.why).toContain('/nonexistent/token');
});
