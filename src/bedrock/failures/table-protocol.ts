/** Failures after connecting: certificates, TLS, HTTP, and any other error of a request. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';
import {CHECK_NETWORK} from './shared-texts.ts';

/** Node's error codes for a certificate that it rejects. */
const CERTIFICATE_CODE =
  /^(CERT|CRL|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|ERROR_IN_C|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH|ERR_TLS_CERT)/;

/** All other error codes of the system, the HTTP parser, TLS, sockets and undici. */
const SYSTEM_CODE = /^(E[A-Z0-9]{2,}|EAI_\w+|ERR_(STREAM|SOCKET|HTTP|HTTP2|NGHTTP2|PROXY)_\w+|UND_ERR_\w+|Z_[A-Z_]+)$/;

const TLS_FAILURES: readonly FailureRow[] = [
  {
    id: 'certificate-name',
    when: {codes: ['ERR_TLS_CERT_ALTNAME_INVALID']},
    kind: 'network',
    why: 'The certificate of {peer} is for another name ({message})',
    next: 'Check the endpoint URL; a VPC endpoint needs its own DNS name, or private DNS.',
  },
  {
    id: 'certificate-time',
    when: {codes: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']},
    kind: 'network',
    why: 'The certificate of {peer} has expired or is not valid yet ({message})',
    next: 'Check this machine’s clock, then ask the administrator of the endpoint or proxy.',
  },
  {
    id: 'certificate-untrusted',
    when: {code: CERTIFICATE_CODE},
    kind: 'network',
    why: 'The certificate of {peer} is not trusted ({message})',
    next: 'If a company proxy inspects TLS, point AWS_CA_BUNDLE to its certificates in PEM format.',
  },
  {
    id: 'tls-refused',
    when: {message: /\b(alert|ALERT)\b.*SSL|SSL routines:.*\balert\b/},
    kind: 'network',
    isTransient: true,
    why: '{peer} refused the TLS handshake ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'tls-failed',
    when: {codes: ['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG']},
    kind: 'network',
    why: '{peer} does not speak TLS ({message})',
    next: 'Check whether the endpoint or proxy needs http:// instead of https://.',
  },
  {
    id: 'tls-failed-otherwise',
    when: {code: /^ERR_(SSL|TLS|OSSL)_/},
    kind: 'network',
    isTransient: true,
    why: 'TLS with {peer} failed ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'tls-failed-by-words',
    when: {message: /\b(SSL|TLS) (routines|alert|handshake)|:SSL routines:|secure TLS connection/i},
    kind: 'network',
    isTransient: true,
    why: 'TLS with {peer} failed ({message})',
    next: CHECK_NETWORK,
  },
];

const HTTP_FAILURES: readonly FailureRow[] = [
  {
    id: 'headers-too-large',
    when: {codes: ['HPE_HEADER_OVERFLOW', 'UND_ERR_HEADERS_OVERFLOW']},
    kind: 'network',
    isTransient: true,
    why: 'The answer from {peer} has headers that are too large ({message})',
    next: 'Check the endpoint, and whether a proxy adds headers.',
  },
  {
    id: 'answer-not-http',
    when: {code: /^HPE_/},
    kind: 'network',
    isTransient: true,
    why: '{peer} did not answer in valid HTTP ({message})',
    next: 'Check the host and port of the endpoint or proxy.',
  },
  {
    id: 'proxy-wants-login',
    when: {status: [407, 407]},
    kind: 'network',
    why: '{peer} requires a user name and password (status 407)',
    next: 'Put them into HTTPS_PROXY as http://name:password@host:port.',
  },
  {
    id: 'redirected',
    when: {status: [300, 399]},
    kind: 'network',
    why: '{peer} answered with a redirect (status {status}), which AWS never does',
    next: 'The network may want you to sign in: open a browser, or check the endpoint and proxy.',
  },
  {
    id: 'network-otherwise',
    when: {code: SYSTEM_CODE},
    kind: 'network',
    isTransient: true,
    why: 'The request to {peer} failed ({message})',
    next: CHECK_NETWORK,
  },
  {
    id: 'transport-otherwise',
    when: {isOfTransport: true},
    kind: 'network',
    isTransient: true,
    why: 'The request to {peer} failed ({message})',
    next: CHECK_NETWORK,
  },
];

export const PROTOCOL_FAILURES: readonly FailureRow[] = [...TLS_FAILURES, ...HTTP_FAILURES];
