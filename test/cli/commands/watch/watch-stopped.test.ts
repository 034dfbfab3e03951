/** The watch command if requests get no answer, and if the process is stopped. */
import {expect, it} from 'vitest';
import {runWatch} from '../../../../src/cli/commands/watch/watch.ts';
import {failure} from '../../../../src/core/domain/app-error.ts';
import {createFakeAws, type FakeAws, oops} from '../../../support/fake-aws.ts';
import {MINUTE, runningAt} from '../../../support/jobs.ts';
import {createTestHost, startCommand} from '../../../support/plain-host.ts';
import {optionsOf} from '../../../support/plain-options.ts';

const SECOND = 1_000;

const watch = (aws: FakeAws, ...args: readonly string[]) =>
  startCommand(host => runWatch(optionsOf('watch', ...args), host), createTestHost({gateway: aws}));

const hang = (aws: FakeAws): void => {
  aws.listJobs = (_, signal) =>
    new Promise(resolve => {
      signal.addEventListener('abort', () => resolve(failure(oops({kind: 'cancelled'}))), {once: true});
    });
};

it('reports again and again that a request has no answer', async () => {
  const aws = createFakeAws([runningAt(995)]);
  const {host} = await watch(aws);
  hang(aws);
  await host.clock.advance(5 * SECOND + 9_900);
  expect(host.said).toHaveLength(1);
  await host.clock.advance(40 * SECOND);
  expect(host.said.slice(1)).toEqual([
    '2026-11-23T12:00:15Z  No answer from AWS for 10s so far.',
    '2026-11-23T12:00:45Z  No answer from AWS for 40s so far.',
  ]);
});

it('also reports it for the first request', async () => {
  const aws = createFakeAws([]);
  hang(aws);
  const {host} = await watch(aws);
  await host.clock.advance(10 * SECOND);
  expect(host.said).toEqual(['2026-11-23T12:00:10Z  No answer from AWS for 10s so far.']);
});

it('reports nothing if requests are answered', async () => {
  const aws = createFakeAws([runningAt(995)]);
  const {listJobs} = aws;
  const {host} = await watch(aws);
  aws.listJobs = async (request, signal) => {
    await new Promise<void>(resolve => host.clock.after(4 * SECOND, resolve));
    return listJobs(request, signal);
  };
  await host.clock.advance(5 * MINUTE);
  expect(host.said).toHaveLength(1);
});

it('reports nothing with --quiet, and leaves no timer behind', async () => {
  const aws = createFakeAws([runningAt(995)]);
  const {host, code} = await watch(aws, '--quiet');
  hang(aws);
  await host.clock.advance(MINUTE);
  host.end(130);
  // A command that is still running at the end gets two seconds.
  await host.clock.advance(2 * SECOND);
  expect({said: host.said, code: code(), pending: host.clock.pending()}).toEqual({said: [], code: 130, pending: 0});
});

it('does not count a stop of the process as time of retries', async () => {
  const aws = createFakeAws([runningAt(995)]);
  const {host, code} = await watch(aws, '--patience', '4m');
  const {listJobs} = aws;
  aws.listJobs = async () => failure(oops({kind: 'network'}));
  await host.clock.advance(20 * SECOND);
  host.clock.stop(60 * MINUTE);
  await host.clock.advance(0);
  expect(code()).toBeUndefined();
  await host.clock.advance(30 * SECOND);
  aws.listJobs = listJobs;
  await host.clock.advance(10 * MINUTE);
  expect(code()).toBeUndefined();
  expect(host.said.at(-1)).toMatch(/AWS .*answer/);
  aws.listJobs = async () => failure(oops({kind: 'network'}));
  await host.clock.advance(6 * MINUTE);
  expect(code()).toBe(7);
});
