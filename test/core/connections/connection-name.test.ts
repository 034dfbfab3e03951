import {expect, it} from 'vitest';
import {newConnection} from '../../../src/core/connections/connection.ts';
import {connectionName} from '../../../src/core/connections/connection-name.ts';
import type {Target} from '../../../src/core/domain/target.ts';

const named = (target: Target): string => connectionName(newConnection(target, 0));

it('a connection is named by what was chosen, and then by what was found', () => {
  expect(named({kind: 'aws', profile: 'dev', region: 'us-east-1'})).toBe('dev/us-east-1');
  expect(named({kind: 'aws', profile: 'dev'})).toBe('dev');
  expect(named({kind: 'aws', region: 'us-east-1'})).toBe('us-east-1');
  expect(named({kind: 'aws'})).toBe('default');
  expect(named({kind: 'demo', region: 'eu-central-1'})).toBe('demo/eu-central-1');
  const link = {kind: 'connected', resolved: {region: 'us-west-2', profile: 'env keys'}} as const;
  expect(connectionName({target: {kind: 'aws'}, link})).toBe('env keys/us-west-2');
});
