/** The real SDK as a client of a simulator whose clock is advanced by hand. */
import {BedrockClient, ListModelImportJobsCommand, type ListModelImportJobsCommandInput} from '@aws-sdk/client-bedrock';
import {expect, onTestFinished} from 'vitest';
import type {SimulatorOptions} from '../../src/simulator/server.ts';
import {createClock, simulate} from './simulated.ts';

/** Starts a simulator with a clock of its own, and a client for it. */
export const startWithClient = async (options: SimulatorOptions = {}) => {
  const clock = createClock();
  const simulator = await simulate({now: clock.now, ...options});
  const client = new BedrockClient({
    endpoint: simulator.url,
    region: 'us-east-1',
    credentials: {accessKeyId: 'x', secretAccessKey: 'y'},
    authSchemePreference: ['sigv4'],
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  const names = async (input: ListModelImportJobsCommandInput) =>
    (await client.send(new ListModelImportJobsCommand(input))).modelImportJobSummaries?.map(job => job.jobName);
  return {clock, simulator, client, names};
};

/** Matches a service error of the SDK. */
export const fails = (name: string, status: number, message: string | RegExp = /./) =>
  expect.objectContaining({
    name,
    message: expect.stringMatching(message),
    $metadata: expect.objectContaining({httpStatusCode: status, requestId: expect.any(String)}),
  });
