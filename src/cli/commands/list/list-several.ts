/** The list command over several connections. Loaded only if there are several. */
import {withPlaceColumns} from '../../../core/jobs/columns.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import type {PlainHost} from '../shared/host.ts';
import {finalLine} from '../shared/with-retry.ts';
import {mergedFrom, openConnections} from './list-connections.ts';
import {closingMessage, exitCodeFor, printed} from './list-output.ts';

/** The exit code of the first connection that failed, whether with the list or with the failure messages. */
const firstCode = (
  connections: Awaited<ReturnType<typeof openConnections>>,
  merged: ReturnType<typeof mergedFrom>,
  count: number,
): number => {
  for (const [i, {reasons}] of connections.entries()) {
    const error = merged.failureOf(i);
    const code = error ? exitCodeFor(error, count) : reasons.exitCode();
    if (code !== EXIT_CODES.ok) return code;
  }
  return EXIT_CODES.ok;
};

/** The rows of all connections, and then what each one's failure has to say. Resolves to the exit code of the first that failed. */
export const listSeveral = async (given: ListOptions, host: PlainHost): Promise<number> => {
  const options = {...given, columns: given.hasChosenColumns ? given.columns : withPlaceColumns(given.columns)};
  const connections = await openConnections(options, host);
  const merged = mergedFrom(connections, options, host);
  const ending = await printed(options, host, merged.pages);
  for (const {gateway} of connections) gateway.close();
  if (typeof ending === 'number') return ending;
  if (host.ended.aborted) return host.endCode();
  const failures = connections.flatMap(({named}, i) => {
    const error = merged.failureOf(i);
    return error ? [named(error)] : [];
  });
  // Where nothing was found, it may be because of them.
  const closing = failures.length > 0 && ending.count === 0 ? undefined : closingMessage(ending, options, host);
  if (closing !== undefined) host.say(closing);
  for (const error of failures) host.say(finalLine(error, host));
  return firstCode(connections, merged, ending.count);
};
