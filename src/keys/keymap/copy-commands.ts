/** The commands that copy, and the one that opens the console page. */
import {copyText} from '../../core/screens/copy/copies.ts';
import {selectedCopy} from '../../core/screens/copy/copy-menu.ts';
import {currentArn} from '../../core/screens/rows.ts';
import {overlayOf} from '../../core/state/select.ts';
import type {CopyId, State} from '../../core/state/state.ts';
import {always, type KeyCommand} from './key-command.ts';

/** Why there is nothing to copy; undefined if there is. */
const noText = (state: State, id: CopyId): string | undefined => {
  const text = copyText(state, id, currentArn(state));
  return text.ok ? undefined : text.reason;
};

const copy = (id: CopyId, what: string): KeyCommand => ({
  title: `copy ${what}`,
  group: 'View',
  message: always({kind: 'copy-asked', copy: id}),
  refusal: state => noText(state, id),
});

/** The row of the copy menu that is selected. */
const selectedRow = (state: State): CopyId => {
  const overlay = overlayOf(state);
  return overlay?.kind === 'copy' ? selectedCopy(overlay) : 'arn';
};

export const COPY_COMMANDS = {
  copy: {
    title: 'copy menu: ARNs, S3 URI, commands and more',
    hint: 'copy',
    group: 'View',
    message: always({kind: 'copy-opened'}),
  },
  'copy-arn': copy('arn', 'the job ARN'),
  'copy-name': copy('name', 'the job name'),
  'copy-model': copy('model', 'the model ARN'),
  'copy-source': copy('source', 'the S3 URI'),
  'copy-why': copy('why', 'the failure message'),
  'copy-json': copy('json', 'the API response as JSON, one line'),
  'copy-aws': copy('aws', 'the `aws` command that gets the job'),
  'copy-console': copy('console', 'the address of the console page'),
  'copy-list': copy('list', 'this list as a command'),
  'copy-export': copy('export', 'the command that writes this list as CSV'),
  'copy-row': {
    title: 'copy the selected row',
    hint: 'copy',
    group: 'View',
    message: state => ({kind: 'copy-asked', copy: selectedRow(state)}),
    refusal: state => noText(state, selectedRow(state)),
  },
  'open-console': {
    title: 'open the console page in the browser',
    hint: 'console',
    group: 'View',
    message: always({kind: 'console-asked'}),
    refusal: state => noText(state, 'console'),
  },
} as const satisfies Readonly<Record<string, KeyCommand>>;
