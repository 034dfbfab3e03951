/** The same for answers that the simulator does not give by itself, and for sockets that fail. */
import {vi} from 'vitest';
import {OTHER_CASES} from './cases.ts';
import {testCases} from './requests.ts';

vi.mock('../../src/bedrock/transport/transport.ts', async original => {
  const {createTransport, ...rest} = await original<typeof import('../../src/bedrock/transport/transport.ts')>();
  const {withTrouble} = await import('./trouble.ts');
  type Sources = Parameters<typeof createTransport>[0];
  return {...rest, createTransport: async (sources: Sources) => withTrouble(await createTransport(sources))};
});

testCases(OTHER_CASES);
