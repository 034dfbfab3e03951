/** Each attempt of a call is reported when it is sent. */
import {expect, it} from 'vitest';
import type {Attempt} from '../../../src/core/domain/ports.ts';
import {errorOf, gatewayAt, LIST, NEVER} from '../gateway-under-test.ts';
import {emptyList, sendError, startStub} from '../stub-server.ts';

it('the SDK tries three times, and each of them is reported to the call that makes it', async () => {
  const failing = await startStub(response => sendError(response, 'InternalServerException', 'oops', 500));
  const attempts: Attempt[] = [];
  const gateway = gatewayAt(failing.url);
  errorOf(await gateway.listJobs(LIST, NEVER, attempt => attempts.push(attempt)));
  expect(attempts).toEqual([1, 2, 3].map(number => ({number, max: 3})));
  errorOf(await gateway.listJobs(LIST, NEVER));
  expect(attempts).toHaveLength(3);
});

it('an answer at once is the first attempt', async () => {
  const stub = await startStub(emptyList);
  const attempts: Attempt[] = [];
  await gatewayAt(stub.url).listJobs(LIST, new AbortController().signal, attempt => attempts.push(attempt));
  expect(attempts).toEqual([{number: 1, max: 3}]);
});
