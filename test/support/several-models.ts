/** Models at the places of several connections. */
import type {Model} from '../../src/core/domain/model.ts';
import type {FakeAws} from './fake-aws.ts';
import {modelAt} from './models.ts';
import {ACCOUNTS, type Place} from './several.ts';

/** Model `n` at a place; the same `n` of another place was created at the same time. */
export const modelIn = (place: Place, n: number, more: Partial<Model> = {}): Model => {
  const [profile, region = ''] = place.split('/');
  const model = modelAt(n, more);
  const account = ACCOUNTS[profile as keyof typeof ACCOUNTS];
  return {...model, arn: model.arn.replace('us-east-1', region).replace(ACCOUNTS.dev, account)};
};

export const modelsInPlace = ({models}: FakeAws): readonly Model[] => models;
