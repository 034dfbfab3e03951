/** Every way in which credentials fail, at the start and in a session. docs/failure-matrix.md is what was seen. */
import {describe, expect, it} from 'vitest';
import {CREDENTIAL_PEERS} from '../bedrock/credential-peers.ts';
import {hurriedTimers} from '../bedrock/hurried-timers.ts';
import {LAPSES, type Lapse, runLapse} from './lapses.ts';
import {credentialSections, DOCUMENT, matrixPage} from './page.ts';
import {PEER_TROUBLES, type PeerFailures, runPeer} from './peers.ts';

/** What was seen, by case. */
const lapses = new Map<string, Lapse>();
const peers = new Map<string, PeerFailures>();

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
  await expect(matrixPage(credentialSections(lapses, peers))).toMatchFileSnapshot(DOCUMENT);
});
