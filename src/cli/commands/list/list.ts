/** The list command: prints pages as they arrive, until the end, the limit, or a failure that retrying does not fix. */
import type {Gateway} from '../../../core/domain/ports.ts';
import {isProfileColumn} from '../../../core/jobs/columns.ts';
import type {ListOptions} from '../../args/list-options.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import type {PlainHost} from '../shared/host.ts';
import {createReasonFetcher} from './failure-reasons.ts';
import {finish, printed} from './list-output.ts';
import {type Reading, readPages} from './pages.ts';
import {createRows} from './rows.ts';

/** Only the column needs to know the profile of the one connection. It is known once there are rows. */
const withProfile =
  (gateway: Gateway, {columns}: ListOptions, rowsOf: Reading['rowsOf']): Reading['rowsOf'] =>
  async jobs => {
    const rows = await rowsOf(jobs);
    if (!columns.some(isProfileColumn)) return rows;
    const found = await gateway.connect(new AbortController().signal);
    return found.ok ? rows.map(row => ({...row, profile: found.value.profile})) : rows;
  };

const listOne = async (options: ListOptions, host: PlainHost): Promise<number> => {
  const gateway = await host.openGateway(options);
  const reasons = createReasonFetcher(gateway, host, options);
  const rowsOf = withProfile(gateway, options, createRows(options, reasons));
  const ending = await printed(options, host, readPages({gateway, options, host, rowsOf, retry: options}));
  gateway.close();
  if (typeof ending === 'number') return ending;
  const code = finish(ending, options, host);
  return code === EXIT_CODES.ok ? reasons.exitCode() : code;
};

/** What each connection would need a token of its own for. */
const tokenFlag = ({startingToken, printsToken}: ListOptions): string | undefined => {
  if (startingToken !== undefined) return '--starting-token';
  return printsToken ? '--print-next-token' : undefined;
};

/** Resolves to the exit code. */
export const runList = async (options: ListOptions, host: PlainHost): Promise<number> => {
  if (options.targets.length === 1) return listOne(options, host);
  const flag = tokenFlag(options);
  if (flag === undefined) return (await import('./list-several.ts')).listSeveral(options, host);
  host.say(`${flag} works with one connection only: each has a token of its own.`);
  return EXIT_CODES.usage;
};
