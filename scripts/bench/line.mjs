/** The first page on a slow line with TLS, beside the same without the line, and the AWS CLI on the same line. */
import {awsList, ours} from './commands.mjs';
import {hasFirstPage} from './list-screen.mjs';
import {isInstalled} from './peers.mjs';
import {ROUND_TRIP_MS, startRelay} from './relay.mjs';
import {rowOf} from './rows.mjs';
import {BIN} from './simulator-process.mjs';
import {startInTerminal} from './terminal-program.mjs';

const PAGE = 100;

const firstPage = async (url, env) => {
  const program = startInTerminal(process.execPath, [BIN, '--endpoint-url', url], {env});
  const ms = (await program.settled(program.watch(hasFirstPage, 0))) - program.startedAt;
  await program.end();
  return ms;
};

export const measureLine = async ({simulators, isQuick, note}) => {
  if (!isInstalled('openssl')) {
    note('openssl is not installed: the group line is left out');
    return [];
  }
  const {url} = await simulators({jobs: PAGE});
  const relay = await startRelay(url);
  const hasAws = isInstalled('aws');
  const samples = {page: [], slowPage: [], trips: [], handshakes: [], list: [], slowList: [], slowAws: []};
  await ours(url, {}, 'list');
  for (let round = 0; round < (isQuick ? 3 : 15); round++) {
    const page = await firstPage(url, {});
    relay.handshakes();
    const slowPage = await firstPage(relay.url, relay.env);
    samples.handshakes.push(relay.handshakes());
    samples.page.push(page);
    samples.slowPage.push(slowPage);
    samples.trips.push((slowPage - page) / ROUND_TRIP_MS);
    samples.list.push((await ours(url, {}, 'list')).ms);
    samples.slowList.push((await ours(relay.url, relay.env, 'list')).ms);
    if (hasAws) samples.slowAws.push((await awsList(relay.url, relay.env)).ms);
  }
  relay.stop();
  const page = {what: 'first page of jobs, no line', as: 'no line'};
  const list = {what: 'list, no line', as: 'no line'};
  const aws = {what: 'aws bedrock list-model-import-jobs', as: 'aws'};
  const rows = [
    {what: page.what, unit: 'ms', samples: samples.page, isSpread: true},
    {what: 'first page of jobs', unit: 'ms', samples: samples.slowPage, isSpread: true, against: [page, aws]},
    {what: 'round trips more', unit: 'trips', samples: samples.trips, isSpread: true},
    {what: 'handshakes for it', unit: '', samples: samples.handshakes},
    {what: list.what, unit: 'ms', samples: samples.list, isSpread: true},
    {what: 'list', unit: 'ms', samples: samples.slowList, isSpread: true, against: [list, aws]},
    {what: aws.what, unit: 'ms', samples: samples.slowAws, isSpread: true},
  ];
  return rows.filter(row => row.samples.length > 0).map(row => rowOf({group: 'line', ...row}));
};
