/** Faults that answer in place of the service, which then does not see the request. */
import {s3ActionOf} from '../s3/target.ts';
import {arnPrefix, type WorldName} from '../world/world-name.ts';
import {choiceRule, type Fault, type FaultKind, FLAG, numberRule, optionOf, type Replacement} from './fault-kind.ts';
import {isS3List, s3TokenOf} from './s3-pages.ts';

const SECOND = 1000;

export const refuse = (status: number, error: string, message: string): Replacement => ({
  reply: {status, error, body: {message}},
});

export const throttled = (retryAfter?: number): Replacement => ({
  reply: {
    status: 429,
    error: 'ThrottlingException',
    body: {message: 'Too many requests, please wait before trying again.'},
  },
  headers: retryAfter === undefined ? undefined : {'retry-after': String(retryAfter)},
});

export const FAILURES: Readonly<Record<string, Replacement>> = {
  500: refuse(500, 'InternalServerException', 'An internal server error occurred. (simulated)'),
  503: refuse(503, 'ServiceUnavailableException', 'The service is temporarily unavailable. (simulated)'),
};

/** Lets `max` requests through in any second. */
const rateLimit = (max: number) => {
  let passed: readonly number[] = [];
  return (now: number): Replacement | undefined => {
    passed = passed.filter(at => now - at < SECOND);
    if (passed.length >= max) return throttled();
    passed = [...passed, now];
    return undefined;
  };
};

export const denied = (operation: string, {region, account}: WorldName): Replacement => {
  const caller = `${arnPrefix(region)}:sts::${account}:assumed-role/Simulated/session`;
  const action = s3ActionOf(operation) ?? `bedrock:${operation}`;
  return refuse(
    403,
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
  );
};

const page = (status: number): string =>
  `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>A page of a proxy (simulated)</h1></body></html>\n`;

/** The option of faults that lose an answer, and what the help says about it. */
const APPLIED = {applied: FLAG} as const;
const WITH_APPLIED = 'with applied, after the request has taken effect.';

const isApplied = ({options}: Fault): boolean => options?.applied === true;

export const REPLACEMENTS: readonly FaultKind[] = [
  {
    name: 'throttle',
    options: {'retry-after': numberRule('N', 0, 3600)},
    text: '429 ThrottlingException; retry-after=N adds a Retry-After header.',
    start: fault => ({replace: () => throttled(optionOf(fault, 'retry-after'))}),
  },
  {
    name: 'rate',
    value: numberRule('N', 1, 100_000),
    text: '429 ThrottlingException for more than N requests in a second.',
    start: fault => {
      const check = rateLimit(Number(fault.value));
      return {replace: ({now}) => check(now)};
    },
  },
  {
    name: 'error',
    value: choiceRule('500', '503'),
    options: APPLIED,
    text: `InternalServerException or ServiceUnavailableException; ${WITH_APPLIED}`,
    start: fault => ({replace: () => FAILURES[String(fault.value)], isApplied: isApplied(fault)}),
  },
  {
    name: 'deny',
    text: '403 AccessDeniedException, naming the IAM action.',
    start: () => ({replace: ({entry, world}) => denied(entry.operation ?? 'UnknownOperation', world)}),
  },
  {
    name: 'expired',
    text: '403 ExpiredTokenException: temporary credentials have expired.',
    start: () => ({
      replace: () => refuse(403, 'ExpiredTokenException', 'The security token included in the request is expired'),
    }),
  },
  {
    name: 'unrecognized',
    text: '403 UnrecognizedClientException: keys that AWS does not know.',
    start: () => ({
      replace: () =>
        refuse(403, 'UnrecognizedClientException', 'The security token included in the request is invalid.'),
    }),
  },
  {
    name: 'token-expired',
    text: '400 ValidationException for each request with a nextToken; of S3, InvalidArgument for a continuation token.',
    start: () => ({
      applies: entry => (isS3List(entry) ? s3TokenOf(entry) : entry.query.nextToken) !== undefined,
      replace: () => refuse(400, 'ValidationException', 'The nextToken has expired. Start again from the first page.'),
    }),
  },
  {
    name: 'hang',
    options: APPLIED,
    text: `Never answers; ${WITH_APPLIED}`,
    start: fault => ({replace: () => 'hang', isApplied: isApplied(fault)}),
  },
  {
    name: 'reset',
    options: APPLIED,
    text: `Resets the connection; ${WITH_APPLIED}`,
    start: fault => ({replace: () => 'reset', isApplied: isApplied(fault)}),
  },
  {
    name: 'html',
    value: choiceRule('200', '503'),
    options: APPLIED,
    text: `An HTML page with this status, such as a proxy sends; ${WITH_APPLIED}`,
    start: fault => {
      const status = Number(fault.value);
      return {
        isApplied: isApplied(fault),
        replace: () => ({raw: {status, headers: {'content-type': 'text/html'}, body: page(status)}}),
      };
    },
  },
  {
    name: 'empty',
    options: APPLIED,
    text: `200 with an empty body; ${WITH_APPLIED}`,
    start: fault => ({replace: () => ({raw: {status: 200}}), isApplied: isApplied(fault)}),
  },
];
