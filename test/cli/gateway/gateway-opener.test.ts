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
