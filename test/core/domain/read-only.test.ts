/** With --read-only, no request that changes something reaches AWS, whoever makes it. */
import {expect, it} from 'vitest';
import {READ_ONLY, readOnly} from '../../../src/core/domain/read-only.ts';
import {awsWith, modelArn, modelAt} from '../../support/models.ts';

const {signal} = new AbortController();

it('changes are refused without a request, and reading goes on', async () => {
  const aws = awsWith(modelAt(3));
  const gateway = readOnly(aws);
  const arn = modelArn(3);
  const refused = {ok: false, error: READ_ONLY};
  expect(await gateway.deleteModel(arn, signal)).toEqual(refused);
  expect(await gateway.tag({arn, tags: [{key: 'a', value: ''}]}, signal)).toEqual(refused);
  expect(await gateway.untag({arn, keys: ['a']}, signal)).toEqual(refused);
  expect(await gateway.createJob({} as Parameters<typeof gateway.createJob>[0], signal)).toEqual(refused);
  expect([aws.asked, aws.created, aws.models.length]).toEqual([[], [], 1]);
  expect(await gateway.getModel(arn, signal)).toMatchObject({ok: true});
  expect(await gateway.listTags(arn, signal)).toEqual({ok: true, value: []});
});
