/** Which Host headers the simulator accepts. */
import {once} from 'node:events';
import {request} from 'node:http';
import {text} from 'node:stream/consumers';
import {describe, expect, it} from 'vitest';
import type {Simulator} from '../../../src/simulator/server.ts';
import {SIGNED, simulate} from '../simulated.ts';

const askAs = async ({port}: Simulator, host: string, method = 'GET') => {
  const asked = request({port, host: '127.0.0.1', method, path: '/model-import-jobs', headers: {...SIGNED, host}});
  asked.end(method === 'POST' ? '{}' : undefined);
  const [response] = await once(asked, 'response');
  return {status: response.statusCode, type: response.headers['x-amzn-errortype'], text: await text(response)};
};

describe('a request for', () => {
  it.each([
    'localhost',
    'LOCALHOST:80',
    'localhost.',
    'bedrock.us-east-1.localhost:8080',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.8.9.10',
    '127.1',
    '[::1]',
    '[::1]:8080',
  ])('%s is answered', async host => {
    expect((await askAs(await simulate(), host)).status).toBe(200);
  });

  it.each([
    'attacker.example',
    'localhost.attacker.example:8080',
    'notlocalhost',
    '127.0.0.1.attacker.example',
    '127.attacker.example',
    '0.0.0.0:8080',
    '192.168.1.5:8080',
    '[::]:8080',
    'host.docker.internal:8080',
    'user@localhost',
    ' ',
  ])('%j is refused with a message', async host => {
    const simulator = await simulate();
    const answer = await askAs(simulator, host);
    expect([answer.status, answer.type]).toEqual([421, expect.stringMatching(/^MisdirectedRequestException:/)]);
    expect(JSON.parse(answer.text).message).toBe(
      `The simulator answers requests for localhost, *.localhost, 127.x.x.x and [::1] only; this one names the host ${host.trim()}. Use ${simulator.url}.`,
    );
  });
});

it('a refused request changes nothing, and does not count for faults', async () => {
  const simulator = await simulate({faults: ['error=500:times=1'], intercept: () => 'pass'});
  expect((await askAs(simulator, 'attacker.example', 'POST')).status).toBe(421);
  expect(simulator.world.jobs).toEqual([]);
  expect((await askAs(simulator, 'localhost')).status).toBe(500);
  expect(simulator.requests.map(({status}) => status)).toEqual([421, 500]);
});
