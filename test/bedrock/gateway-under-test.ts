/** Gateways for tests, closed when the test ends. */
import {onTestFinished} from 'vitest';
import {createGateway} from '../../src/bedrock/gateway.ts';
import type {GatewaySettings} from '../../src/bedrock/settings.ts';
import type {Outcome} from '../../src/core/app-error.ts';
import type {Gateway, ListRequest} from '../../src/core/ports.ts';
import {awsHome, KEYS} from './aws-home.ts';

export const NEVER = new AbortController().signal;
export const LIST: ListRequest = {sortBy: 'CreationTime', order: 'Descending', pageSize: 100};
export const ARN = 'arn:aws:bedrock:us-east-1:111122223333:model-import-job/abcdefghijkl';
export const SUMMARY = {
  jobArn: ARN,
  jobName: 'import-1',
  status: 'Completed',
  creationTime: '2026-11-01T12:00:00Z',
  lastModifiedTime: '2026-11-01T12:20:00.500Z',
  endTime: '2026-11-01T12:20:00.250Z',
  importedModelArn: 'arn:aws:bedrock:us-east-1:111122223333:imported-model/abcdefghijkl',
  importedModelName: 'model-1',
};

/** A gateway with these settings, and defaults for the rest. */
export const gatewayWith = (settings: Partial<GatewaySettings> & Pick<GatewaySettings, 'environment'>): Gateway => {
  const gateway = createGateway({isDemo: false, appVersion: '1.2.3', ...settings});
  onTestFinished(() => gateway.close());
  return gateway;
};

/** A gateway that sends to `endpointUrl`, with keys from the environment. */
export const gatewayAt = (endpointUrl: string, settings: Partial<GatewaySettings> = {}): Gateway => {
  const {environment} = awsHome({env: {...KEYS, AWS_REGION: 'us-east-1'}});
  return gatewayWith({environment, endpointUrl, ...settings});
};

export const answerOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(`failed: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
};

export const errorOf = <T>(outcome: Outcome<T>) => {
  if (outcome.ok) throw new Error(`succeeded: ${JSON.stringify(outcome.value)}`);
  return outcome.error;
};
