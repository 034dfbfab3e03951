/** The list command: prints pages as they arrive, until the end, the limit, or a failure that retrying does not fix. */
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import type {PlainHost} from '../shared/host.ts';
import {createReasonFetcher} from './failure-reasons.ts';
import {finish, printed} from './list-output.ts';
import {readPages} from './pages.ts';
import {createRows} from './rows.ts';

const listOne = async (options: ListOptions, host: PlainHost): Promise<number> => {
  const gateway = await host.openGateway(options);
  const reasons = createReasonFetcher(gateway, host, options);
  const rowsOf = createRows(options, reasons);
  const ending = await printed(options, host, readPages({gateway, options, host, rowsOf, retry: options}));
  gateway.close();
  if (typeof ending === 'number') return ending;
  const code = finish(ending, options, host);
  return code === EXIT_CODES.ok ? reasons.exitCode() : code;
};

/** Resolves to the exit code. */
export const runList = async (options: ListOptions, host: PlainHost): Promise<number> =>
  options.targets.length > 1 ? (await import('./list-several.ts')).listSeveral(options, host) : listOne(options, host);
