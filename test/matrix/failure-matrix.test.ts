/** Every failure at every request: what the person sees, what stays, and how it passes. docs/failure-matrix.md is what was seen. */
import {describe, expect, it, vi} from 'vitest';
import {FAULT_KINDS} from '../../src/simulator/fault-spec.ts';
import {CREDENTIAL_PEERS} from '../bedrock/credential-peers.ts';
import {hurriedTimers} from '../bedrock/hurried-timers.ts';
import {CASES} from './cases.ts';
import {CALLS, type Cell, runCell} from './cell.ts';
import {LAPSES, type Lapse, runLapse} from './lapses.ts';
import {matrixPage} from './page.ts';
import {PEER_TROUBLES, type PeerFailures, runPeer} from './peers.ts';

vi.mock('../../src/bedrock/transport.ts', async original => {
  const {createTransport, ...rest} = await original<typeof import('../../src/bedrock/transport.ts')>();
  const {withTrouble} = await import('./trouble.ts');
  type Sources = Parameters<typeof createTransport>[0];
  return {...rest, createTransport: async (sources: Sources) => withTrouble(await createTransport(sources))};
});

/** What was seen, by case and call. */
const cells = new Map<string, Cell>();
const lapses = new Map<string, Lapse>();
const peers = new Map<string, PeerFailures>();

it('no fault of the simulator is left out', () => {
  expect([...new Set(CASES.flatMap(each => each.fault ?? []))].sort()).toEqual(
    FAULT_KINDS.map(({name}) => name).sort(),
  );
});

describe.each(CASES)('$name', each => {
  it.each(CALLS)('$name', async call => {
    cells.set(`${each.name}/${call.name}`, await runCell(each, call));
  });
});

describe.each(LAPSES)('$name', each => {
  it('at the start, and in the middle of a session', async () => {
    lapses.set(each.name, await runLapse(each));
  });
});

// Each of them is two sessions, with every retry of the SDK's.
const PEER_MS = 90_000;

describe.each(CREDENTIAL_PEERS)('credentials from $id', peer => {
  hurriedTimers();
  it.each(PEER_TROUBLES)(
    '$name',
    async trouble => {
      peers.set(`${peer.id}/${trouble.name}`, await runPeer(peer, trouble));
    },
    PEER_MS,
  );
});

it('is what the document says', async () => {
  await expect(matrixPage(cells, lapses, peers)).toMatchFileSnapshot('../../docs/failure-matrix.md');
});
