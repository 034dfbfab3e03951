/** Failures of a profile's credential_process. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';
import {NO_CREDENTIALS, PROVIDER_ERRORS} from './shared-texts.ts';

const CHECK_PROCESS =
  'Run `aws configure export-credentials{profileFlag}` to see what it does, and fix the command in {configFile}.';

/** What a credential_process prints if it could not reach its service. */
const OFFLINE =
  /\b(ENOTFOUND|EAI_\w+|ECONN\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|connection (refused|reset|timed out)|could not connect|could not resolve|name resolution|no such host|network is unreachable|timed out|timeout)\b/i;

export const PROCESS_FAILURES: readonly FailureRow[] = [
  {
    id: 'credential-process-offline',
    when: {names: ['CredentialProcessFailed'], message: OFFLINE},
    kind: 'network',
    isTransient: true,
    what: NO_CREDENTIALS,
    why: 'The credential_process of {holder} failed: {message}',
    next: 'Check the network that it uses, then retry.',
  },
  {
    id: 'credential-process-failed',
    when: {names: ['CredentialProcessFailed']},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The credential_process of {holder} failed: {message}',
    next: CHECK_PROCESS,
  },
  {
    id: 'credential-process-answer',
    when: {names: PROVIDER_ERRORS, message: /credential_process (returned|did not)/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The credential_process of {holder} printed no usable credentials: {message}',
    next: CHECK_PROCESS,
  },
  {
    id: 'credential-process-output-too-long',
    when: {names: PROVIDER_ERRORS, message: /maxBuffer length exceeded/},
    kind: 'credentials',
    what: NO_CREDENTIALS,
    why: 'The credential_process of {holder} printed no usable credentials: its output is too long',
    next: CHECK_PROCESS,
  },
];
