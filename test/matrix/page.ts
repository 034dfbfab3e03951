/** docs/failure-matrix.md, made of what was seen. */
import type {AppError} from '../../src/core/app-error.ts';
import {sentence} from '../../src/core/format.ts';
import {CREDENTIAL_PEERS} from '../bedrock/credential-peers.ts';
import {CASES} from './cases.ts';
import {CALLS, type Cell} from './cell.ts';
import {LAPSES, type Lapse} from './lapses.ts';
import {PEER_TROUBLES, type PeerFailures} from './peers.ts';

/** Without what differs from run to run. */
const steady = (text: string): string =>
  text
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'ENDPOINT')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/\/tmp\/[\w./-]+|\/var\/[\w./-]+/g, 'FILE')
    .replaceAll('|', '\\|');

const words = ({why, next}: AppError): string => steady(`${sentence(why)} ${sentence(next)}`);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

const requests = (cells: ReadonlyMap<string, Cell>): string =>
  table(
    ['what comes', ...CALLS.map(({name}) => name), 'the screen says'],
    CASES.map(({name}) => {
      const seen = CALLS.map(call => cells.get(`${name}/${call.name}`));
      const error = seen.find(cell => cell?.error)?.error;
      return [name, ...seen.map(cell => cell?.text ?? 'NOT SEEN'), error ? words(error) : ''];
    }),
  );

const credentials = (lapses: ReadonlyMap<string, Lapse>): string =>
  table(
    ['what is wrong', 'at the start', 'in the middle of a session'],
    LAPSES.map(({name}) => {
      const lapse = lapses.get(name);
      return [name, ...(lapse ? [words(lapse.atStart), words(lapse.inSession)] : ['NOT SEEN', 'NOT SEEN'])];
    }),
  );

const retryText = (pause: number | undefined): string =>
  pause === undefined ? '`r`' : `after ${Math.round(pause / 1000)} s`;

const peerRows = (peers: ReadonlyMap<string, PeerFailures>): string =>
  table(
    ['who', 'what comes', 'kind', 'at the start', 'in the middle of a session', 'the screen says'],
    CREDENTIAL_PEERS.flatMap(({id, name}) =>
      PEER_TROUBLES.map(trouble => {
        const seen = peers.get(`${id}/${trouble.name}`);
        if (!seen) return [name, trouble.name, ...Array.from({length: 4}, () => 'NOT SEEN')];
        const {atStart, inSession} = seen;
        const kinds = [...new Set([atStart.error.kind, inSession.error.kind])].join(', ');
        return [
          name,
          trouble.name,
          kinds,
          retryText(atStart.pause),
          retryText(inSession.pause),
          words(inSession.error),
        ];
      }),
    ),
  );

export const matrixPage = (
  cells: ReadonlyMap<string, Cell>,
  lapses: ReadonlyMap<string, Lapse>,
  peers: ReadonlyMap<string, PeerFailures>,
): string => `# What was seen to fail, and how it passed

Written by \`test/matrix\`, which brings each of these about, looks at the screen, ends it, and looks again: with the real
SDK over HTTP, and one attempt for each request (usually the SDK makes three). \`npx vitest run test/matrix -u\` writes it anew.
[failures.md](failures.md) has every sentence that there is.

Each cell says what stays on the screen, and what happens next: \`after 5 s\` is the first automatic retry (later ones wait
longer, up to five minutes), \`r\` is the key that retries once the cause is fixed. Wherever rows stay, so do the selection and
the window, and nothing is started again. The errors view (\`!\`) has each failure in full.

## What a request can meet

- **first page**: ListModelImportJobs at the start; **next page**: the one behind the last row
- **tick**: the refresh while a job runs; **look**: the one-minute look for new jobs
- **detail**: GetModelImportJob for the selected job; **job that ended**: the same for one that has left the tick's answer

${requests(cells)}

## Credentials

At the start the setup screen stands in the place of the list, with the profiles that were found and the way to the demo. In
the middle of a session the rows stay. No request goes out without credentials; once there are new ones, \`r\` goes on in both.

${credentials(lapses)}

## Whoever gives the credentials

AWS STS, IAM Identity Center, the endpoint of a container and the metadata service of an instance are named by their own
failures. Rows stay in the middle of a session, and the cells say when the next try is.

${peerRows(peers)}
`;
