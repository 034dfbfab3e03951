/** What the simulator's tests share: a clock that is advanced by hand, a simulator, and plain requests with a signature. */
import {onTestFinished} from 'vitest';
import {type Simulator, type SimulatorOptions, startSimulator} from '../../src/simulator/server.ts';

export const NOON = Date.parse('2026-11-23T12:00:00.000Z');
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;

export const createClock = (at = NOON) => {
  const clock = {
    at,
    now: () => clock.at,
    pass: (ms: number) => {
      clock.at += ms;
    },
  };
  return clock;
};

/** A simulator without jobs, whose clock stays at noon. It is closed when the test ends. */
export const simulate = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await startSimulator({jobs: 0, now: () => NOON, keepsRequests: true, ...options});
  onTestFinished(() => simulator.close());
  return simulator;
};

export const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=abc',
};

export interface Summary {
  readonly jobArn: string;
  readonly jobName: string;
  readonly status: string;
  readonly creationTime: string;
  readonly lastModifiedTime: string;
  readonly endTime?: string;
  readonly importedModelArn?: string;
}

/** The members that the tests read. */
interface Body {
  readonly message: string;
  readonly nextToken?: string;
  readonly jobArn: string;
  readonly modelImportJobSummaries: readonly Summary[];
  readonly modelSummaries: readonly {readonly modelName: string}[];
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** An empty object if there was no text. */
  readonly body: Body;
}

/** Sends a request with a signature, which the simulator does not check. With a body it is a POST. */
export const ask = async (simulator: Simulator, path: string, init: RequestInit = {}): Promise<Answer> => {
  const method = init.method ?? (init.body === undefined ? 'GET' : 'POST');
  const response = await fetch(`${simulator.url}${path}`, {headers: SIGNED, ...init, method});
  const text = await response.text();
  return {status: response.status, headers: response.headers, text, body: JSON.parse(text || '{}')};
};

export const post = (simulator: Simulator, path: string, body: unknown): Promise<Answer> =>
  ask(simulator, path, {body: JSON.stringify(body)});

/** A valid body for CreateModelImportJob. */
export const importBody = (name: string, more: object = {}) => ({
  jobName: name,
  importedModelName: `${name}-model`,
  roleArn: 'arn:aws:iam::111122223333:role/Import',
  modelDataSource: {s3DataSource: {s3Uri: 's3://models-111122223333/support/v1/'}},
  ...more,
});
