/** The time zone in the built program: shown with the times, and reported if Node does not understand TZ. */
import {afterEach, describe, expect, it, onTestFinished} from 'vitest';
import {startSimulator} from '../../src/simulator/server.ts';
import {browse, CREDENTIALS} from '../support/browse.ts';
import {disposeAll} from '../support/pty.ts';
import {runCli} from '../support/run-cli.ts';

afterEach(disposeAll);

const RULE = 'CET-1CEST,M3.5.0,M10.5.0/3';
const SAID = `Times are in UTC: Node.js does not understand TZ “${RULE}”. Set a name, such as TZ=America/New_York.\n`;

const serve = async () => {
  const simulator = await startSimulator({jobs: 3, keepsRequests: true});
  onTestFinished(() => simulator.close());
  const list = (TZ: string, ...args: readonly string[]) =>
    runCli(['list', ...args], {...CREDENTIALS, AWS_ENDPOINT_URL_BEDROCK: simulator.url, TZ});
  return {simulator, list};
};

describe('list', () => {
  it('heads its times with the zone', async () => {
    const {list} = await serve();
    expect((await list('Asia/Kolkata')).stdout).toContain(' CREATED (UTC+5:30) ');
    expect((await list('Asia/Kolkata', '--output', 'csv')).stdout).toMatch(/^status,.*,creationTime,/);
  });

  it('says that it does not understand a zone, if a time is shown or asked for', async () => {
    const {list, simulator} = await serve();
    const shown = await list(RULE);
    expect([shown.code, shown.stderr]).toEqual([0, SAID]);
    expect(shown.stdout).toContain(' CREATED (UTC) ');
    const asked = await list(RULE, '--output', 'json', '--after', '2026-11-01');
    expect([asked.code, asked.stderr]).toEqual([0, SAID]);
    expect(simulator.requests.at(-1)?.query.creationTimeAfter).toBe('2026-11-01T00:00:00Z');
  });

  it('says nothing of it otherwise', async () => {
    const {list} = await serve();
    for (const args of [['--output', 'json'], ['--quiet']]) expect((await list(RULE, ...args)).stderr).toBe('');
    expect((await list('Europe/Berlin')).stderr).toBe('');
  });
});

describe('the screen', () => {
  it.each([
    [120, 'Times are in UTC: Node.js does not understand TZ “CET-1CEST,M3.5.0,M10.5.0/3”'],
    [40, '─ Times in UTC: TZ not understood ─'],
  ])('of %i columns says that it does not understand the zone', async (cols, text) => {
    const {tui} = await browse({cols, rows: 30, until: text, env: {TZ: RULE}});
    expect(tui.screen()).not.toContain('shows all');
  });

  it('has the zone in the detail', async () => {
    const {tui} = await browse({
      until: / Created {3}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\+5:30 /,
      env: {TZ: 'Asia/Kolkata'},
    });
    expect(tui.screen()).not.toContain('understand');
  });
});
