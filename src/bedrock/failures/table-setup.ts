/** Failures of the person's own setup: region, endpoint, proxy, certificates. The first row that matches is used. */
import type {FailureRow} from './failure-row.ts';

const NO_REGION = 'No region configured';

export const REGION_FAILURES: readonly FailureRow[] = [
  {
    id: 'region-missing',
    when: {message: /^Region is missing/},
    kind: 'region',
    what: NO_REGION,
    why: 'There is no --region flag, and neither the environment nor {holder} sets a region',
    next: 'Pass --region, set AWS_REGION, or run `aws configure set region us-east-1{profileFlag}`.',
  },
  {
    id: 'region-malformed',
    when: {names: ['RegionMalformed']},
    kind: 'region',
    what: 'Invalid region',
    why: '{message}',
    next: 'Use a region such as us-east-1; model import is available in {regions}.',
  },
  {
    id: 'region-refused-by-sdk',
    when: {message: /^Region not accepted/},
    kind: 'region',
    what: 'Invalid region',
    why: '{message}',
    next: 'Use a region such as us-east-1; model import is available in {regions}.',
  },
  {
    id: 'region-disabled',
    when: {names: ['RegionDisabledException']},
    kind: 'region',
    why: 'The region is disabled for this account: {message}',
    next: 'Enable the region for this account, or use one of {regions}.',
  },
];

export const SETUP_FAILURES: readonly FailureRow[] = [
  {
    id: 'shared-file-refused',
    when: {names: ['SharedFileRefused']},
    kind: 'credentials',
    what: 'The AWS configuration could not be read',
    why: '{message}',
    next: 'Correct the file; the AWS CLI cannot read it either.',
  },
  {
    id: 'setting-unusable',
    when: {names: ['SettingUnusable']},
    kind: 'credentials',
    what: 'The AWS configuration cannot be used',
    why: '{message}',
    next: 'Set it to true or false, or unset it.',
  },
  {
    id: 'endpoint-malformed',
    when: {names: ['EndpointMalformed']},
    kind: 'network',
    what: 'Invalid endpoint',
    why: '{message}',
    next: 'Use a URL such as https://vpce-0123.bedrock.us-east-1.vpce.amazonaws.com or http://localhost:8080.',
  },
  {
    id: 'endpoint-with-fips',
    when: {names: ['EndpointError']},
    kind: 'network',
    what: 'Invalid endpoint',
    why: 'The endpoint settings cannot be used: {message}',
    next: 'Change the endpoint URL, AWS_USE_FIPS_ENDPOINT or AWS_USE_DUALSTACK_ENDPOINT.',
  },
  {
    id: 'proxy-malformed',
    when: {names: ['ProxyMalformed']},
    kind: 'network',
    what: 'Invalid proxy',
    why: '{message}',
    next: 'Set it to a URL such as http://proxy.example.com:3128, or unset it.',
  },
  {
    id: 'ca-bundle-unreadable',
    when: {names: ['CaBundleUnreadable']},
    kind: 'network',
    what: 'Invalid certificate bundle',
    why: '{message}',
    next: 'Point AWS_CA_BUNDLE to a file of PEM certificates, or unset it.',
  },
];
