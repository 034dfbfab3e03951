/** What a gateway takes from the environment. */
import {expect, it, onTestFinished} from 'vitest';
import {gatewayOpener} from '../../../src/cli/gateway/gateway-opener.ts';
import {awsHome} from '../../bedrock/aws-home.ts';
import {errorOf, NEVER} from '../../bedrock/gateway-under-test.ts';

it('quotes a variable as it was set, not as it was changed for the SDK', async () => {
  awsHome({env: {AWS_REGION: 'us-east-1', AWS_USE_FIPS_ENDPOINT: 'Yes'}});
  const gateway = await gatewayOpener({}, undefined)({kind: 'aws'});
  onTestFinished(() => gateway.close());
  expect(errorOf(await gateway.connect(NEVER)).why).toBe(
    'AWS_USE_FIPS_ENDPOINT is “Yes”, which is neither true nor false',
  );
});

it('the demo is in the region of its target, with jobs of its own', async () => {
  const open = gatewayOpener({}, undefined);
  const regions = await Promise.all(
    [undefined, 'eu-central-1'].map(async region => {
      const gateway = await open({kind: 'demo', region});
      onTestFinished(() => gateway.close());
      const connected = await gateway.connect(NEVER);
      const listed = await gateway.listJobs({sortBy: 'CreationTime', order: 'Descending', pageSize: 1}, NEVER);
      return [connected.ok && connected.value.region, listed.ok && listed.value.jobs[0]?.arn.split(':')[3]];
    }),
  );
  expect(regions).toEqual([
    ['us-east-1', 'us-east-1'],
    ['eu-central-1', 'eu-central-1'],
  ]);
});
