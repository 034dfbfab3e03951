/** The list command over several connections. Loaded only if there are several. */
import {withPlaceColumns} from '../../../core/jobs/columns.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import type {PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {mergedFrom, openConnections} from './list-connections.ts';
import {exitCodeFor, finish, printed} from './list-output.ts';

/** The rows of all connections, and then what each one's failure has to say. Resolves to the exit code of the first that failed. */
export const listSeveral = async (given: ListOptions, host: PlainHost): Promise<number> => {
  const options = {...given, columns: given.hasChosenColumns ? given.columns : withPlaceColumns(given.columns)};
  const connections = await openConnections(options, host);
  const merged = mergedFrom(connections, options, host);
  const ending = await printed(options, host, merged.pages);
  for (const {gateway} of connections) gateway.close();
  if (typeof ending === 'number') return ending;
  const code = finish(ending, options, host);
  if (host.ended.aborted) return code;
  const failures = merged.failures();
  for (const {name, error} of failures) host.say(`${name}: ${finalLine(error, host)}`);
  const [first] = failures;
  const reasons = connections.map(({reasons: own}) => own.exitCode()).find(own => own !== EXIT_CODES.ok);
  return first ? exitCodeFor(first.error, ending.count) : (reasons ?? code);
};
