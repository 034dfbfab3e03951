/** docs/failure-matrix.md, made of what was seen. */
import type {AppError} from '../../src/core/app-error.ts';
import {sentence} from '../../src/core/format.ts';
import {CASES} from './cases.ts';
import {CALLS, type Cell} from './cell.ts';
import {LAPSES, type Lapse} from './lapses.ts';

/** Without what differs from run to run. */
const steady = (text: string): string =>
  text
    .replace(/http:\/\/127\.0\.0\.1:\d+/g, 'ENDPOINT')
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

export const matrixPage = (
  cells: ReadonlyMap<string, Cell>,
  lapses: ReadonlyMap<string, Lapse>,
): string => `# What was seen to fail, and how it passed

Written by \`test/matrix\`, which brings each of these about, looks at the screen, ends it, and looks again: with the real
SDK over HTTP, and one attempt for each request (usually the SDK makes three). \`npx vitest run test/matrix -u\` writes it anew.
[failures.md](failures.md) has every sentence that there is.

Each cell says what stays on the screen, and what happens next: \`after 5 s\` is the first retry by itself (later ones wait
longer, up to five minutes), \`r\` is the key that goes on once the cause is mended. Wherever rows stay, so do the selection and
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
`;
