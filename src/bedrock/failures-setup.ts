/** Failures of what the person has set up: the region, the endpoint, the proxy, the certificates. The first row that fits counts. */
import type {FailureRow} from './failure.ts';

const NO_REGION = 'There is no usable region';

export const REGION_FAILURES: readonly FailureRow[] = [
  {
    id: 'region-missing',
    when: {message: /^Region is missing/},
    kind: 'region',
    what: NO_REGION,
    why: 'No region was given, and neither the environment nor {holder} names one',
    next: 'Give --region, set AWS_REGION, or run `aws configure set region us-east-1{profileFlag}`.',
  },
  {
    id: 'region-malformed',
    when: {names: ['RegionMalformed']},
    kind: 'region',
    what: NO_REGION,
    why: '{message}',
    next: 'Give a region such as us-east-1; model import is offered in {regions}.',
  },
  {
    id: 'region-refused-by-sdk',
    when: {message: /^Region not accepted/},
    kind: 'region',
    what: NO_REGION,
    why: '{message}',
    next: 'Give a region such as us-east-1; model import is offered in {regions}.',
  },
  {
    id: 'region-disabled',
    when: {names: ['RegionDisabledException']},
    kind: 'region',
    why: '{message}',
    next: 'Enable the region for this account, or choose one of {regions}.',
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
    what: 'The endpoint cannot be used',
    why: '{message}',
    next: 'Give a URL such as https://vpce-0123.bedrock.us-east-1.vpce.amazonaws.com or http://localhost:8080.',
  },
  {
    id: 'endpoint-with-fips',
    when: {names: ['EndpointError']},
    kind: 'network',
    what: 'The endpoint cannot be used',
    why: '{message}',
    next: 'Drop either the endpoint URL or AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT.',
  },
  {
    id: 'proxy-malformed',
    when: {names: ['ProxyMalformed']},
    kind: 'network',
    what: 'The proxy cannot be used',
    why: '{message}',
    next: 'Set it to a URL such as http://proxy.example.com:3128, or unset it.',
  },
  {
    id: 'ca-bundle-unreadable',
    when: {names: ['CaBundleUnreadable']},
    kind: 'network',
    what: 'The certificate bundle cannot be used',
    why: '{message}',
    next: 'Point AWS_CA_BUNDLE at a file of PEM certificates, or unset it.',
  },
];
