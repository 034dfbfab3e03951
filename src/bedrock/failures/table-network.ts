/** Failures to reach AWS or a proxy: name lookups, sockets, time limits. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';
import {CHECK_NETWORK} from './shared-texts.ts';

const CHECK_ONLINE = 'Check that this machine is online, and HTTPS_PROXY if it needs a proxy.';
const NOT_RESOLVED = 'The host name of {peer} could not be resolved ({message})';

/** Error codes of the resolver, except for a name that does not exist. */
const RESOLVER_CODE =
  /^(EAI_\w+|ENODATA|ESERVFAIL|EFORMERR|ENOTIMP|EREFUSED|EBADRESP|ENONAME|ENOTINITIALIZED|ECANCELLED)$/;

const NAME_FAILURES: readonly FailureRow[] = [
  {
    id: 'host-not-found-variant',
    when: {codes: ['ENOTFOUND'], message: /\bbedrock-fips\.|\.api\.[a-z]/, isOfRegionHost: true, isImportRegion: true},
    kind: 'network',
    isTransient: true,
    why: NOT_RESOLVED,
    next: 'Check that this machine is online, and that {region} has such an endpoint (AWS_USE_FIPS_ENDPOINT, AWS_USE_DUALSTACK_ENDPOINT).',
  },
  {
    // Bedrock exists in this region, so this machine cannot look up names.
    id: 'host-not-found-offline',
    when: {codes: ['ENOTFOUND'], isOfRegionHost: true, isImportRegion: true},
    kind: 'network',
    isTransient: true,
    why: NOT_RESOLVED,
    next: CHECK_ONLINE,
  },
  {
    id: 'region-without-bedrock',
    when: {codes: ['ENOTFOUND'], isOfRegionHost: true, isOfPeer: false},
    kind: 'region',
    why: 'There is no Bedrock in {region} ({message})',
    next: 'Check the spelling of the region; model import is available in {regions}.',
  },
  {
    id: 'peer-not-found',
    when: {codes: ['ENOTFOUND'], isOfPeer: true},
    kind: 'network',
    isTransient: true,
    why: NOT_RESOLVED,
    next: CHECK_ONLINE,
  },
  {
    id: 'host-not-found',
    when: {codes: ['ENOTFOUND']},
    kind: 'network',
    why: NOT_RESOLVED,
    next: CHECK_NETWORK,
  },
  {
    id: 'resolver-failed',
    when: {code: RESOLVER_CODE},
    kind: 'network',
    isTransient: true,
    why: NOT_RESOLVED,
    next: 'Check that this machine is online, and its name servers.',
  },
];

const SOCKET_FAILURES: readonly FailureRow[] = [
  {
    id: 'offline',
    when: {codes: ['ENETUNREACH', 'ENETDOWN', 'ENONET', 'EADDRNOTAVAIL']},
    kind: 'network',
    isTransient: true,
    why: '{peer} could not be reached ({message})',
    next: 'Check that this machine is online.',
  },
  {
    id: 'connection-refused',
    when: {codes: ['ECONNREFUSED']},
    kind: 'network',
    isTransient: true,
    why: '{peer} refused the connection ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'host-unreachable',
    when: {codes: ['EHOSTUNREACH', 'EHOSTDOWN']},
    kind: 'network',
    isTransient: true,
    why: '{peer} could not be reached ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'connection-reset',
    when: {codes: ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ENETRESET', 'ERR_STREAM_PREMATURE_CLOSE']},
    kind: 'network',
    isTransient: true,
    why: '{peer} closed the connection ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'proxy-hung-up',
    when: {message: /^Proxy connection ended before receiving CONNECT response/},
    kind: 'network',
    isTransient: true,
    why: 'The proxy closed the connection before it reached {peer}',
    next: CHECK_NETWORK,
  },
  {
    id: 'proxy-not-http',
    when: {message: /^(No|Invalid) header (received )?from proxy CONNECT response/},
    kind: 'network',
    isTransient: true,
    why: 'The proxy did not answer like an HTTP proxy ({message}); the request was for {peer}',
    next: 'Check that HTTPS_PROXY is the address of an HTTP proxy.',
  },
  {
    id: 'connect-timeout',
    when: {names: ['TimeoutError'], message: /^no connection within/},
    kind: 'network',
    isTransient: true,
    why: '{peer} could not be reached in time ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'timeout',
    when: {names: ['TimeoutError', 'RequestTimeout', 'RequestTimeoutException']},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not answer in time ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'timeout-of-system',
    when: {codes: ['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not answer in time ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'timeout-by-status',
    when: {status: [408, 408]},
    kind: 'network',
    isTransient: true,
    why: '{peer} timed out waiting for the request (status 408)',
    next: CHECK_NETWORK,
  },
  {
    id: 'connection-not-allowed',
    when: {codes: ['EACCES', 'EPERM']},
    kind: 'network',
    isTransient: true,
    why: 'This machine does not allow a connection to {peer} ({message})',
    next: 'Check the firewall or sandbox of this machine.',
  },
  {
    id: 'out-of-files',
    when: {codes: ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']},
    kind: 'network',
    isTransient: true,
    why: 'This machine could not open a connection to {peer}; it has run out of files or memory ({message})',
    next: 'Close other programs, or raise the limit (`ulimit -n`).',
  },
];

export const NETWORK_FAILURES: readonly FailureRow[] = [...NAME_FAILURES, ...SOCKET_FAILURES];
