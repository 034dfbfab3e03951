/** Gateways for tests, closed when the test ends. */
import {onTestFinished} from 'vitest';
import {createGateway} from '../../src/bedrock/gateway.ts';
import type {GatewaySettings} from '../../src/bedrock/settings.ts';
import type {Outcome} from '../../src/core/domain/app-error.ts';
import type {Gateway, ListRequest} from '../../src/core/domain/ports.ts';
import type {AwsTarget} from '../../src/core/domain/target.ts';
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

/** Settings of a gateway, those of a target on AWS among them. */
export type TestSettings = Partial<GatewaySettings> & Omit<AwsTarget, 'kind'>;

/** A gateway to AWS, or to another target, with these settings over default ones. */
export const gatewayWith = ({
  profile,
  region,
  endpointUrl,
  ...settings
}: TestSettings & Pick<GatewaySettings, 'environment'>): Gateway => {
  const target: AwsTarget = {kind: 'aws', profile, region, endpointUrl};
  const gateway = createGateway({target, appVersion: '1.2.3', ...settings});
  onTestFinished(() => gateway.close());
  return gateway;
};

/** A gateway that asks the server at `endpointUrl` with keys from the environment. */
export const gatewayAt = (endpointUrl: string, settings: TestSettings = {}): Gateway => {
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
