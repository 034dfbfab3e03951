/** Choosing profiles and regions: what is listed, marked and in use, and which targets come of it. */
import {describe, expect, it} from 'vitest';
import {IMPORT_REGIONS} from '../../../src/core/domain/import-regions.ts';
import {CONNECTIONS_MAX, DEMO, targetKey} from '../../../src/core/domain/target.ts';
import {choiceProblem, choiceRemark, choiceRows, noChoices} from '../../../src/core/screens/choose/choices.ts';
import {selectedRow} from '../../../src/core/screens/rows.ts';
import type {Message} from '../../../src/core/state/message.ts';
import {mainConnection, openOverlay, overlayOf} from '../../../src/core/state/select.ts';
import type {ChoiceOf, State} from '../../../src/core/state/state.ts';
import {commandOf} from '../../../src/keys/keymap/commands.ts';
import {type Accounts, aws, placesOf, startAccounts} from '../../support/accounts.ts';
import {changed} from '../../support/state.ts';

const overlayIn = (state: State) => {
  const overlay = openOverlay(state, 'choose');
  if (!overlay) throw new Error('nothing is being chosen');
  return overlay;
};
/** A row in signs: > at the cursor, + marked, = in use. */
const rowsIn = (state: State) =>
  choiceRows(state, overlayIn(state)).map(({key, text, isMarked, isInUse}) => {
    const signs = [selectedRow(state)?.key === key ? '>' : '', isMarked ? '+' : '', isInUse ? '=' : ''];
    return `${signs.join('')}${text}`;
  });

const type = (text: string): Message => ({kind: 'choice-edited', text});
const MARK: Message = {kind: 'choice-marked'};
const USE: Message = {kind: 'choice-used'};
const DOWN: Message = {kind: 'moved', motion: {kind: 'rows', by: 1}};

const open = async ({program}: Pick<Accounts, 'program'>, of: ChoiceOf, ...more: readonly Message[]) => {
  await program.say({kind: 'choose-opened', of});
  return program.say(...more);
};
const choose = async (accounts: Accounts, of: ChoiceOf, ...names: readonly string[]) =>
  open(accounts, of, ...names.flatMap(name => [type(name), MARK]), USE);

describe('the list', () => {
  it('has the profiles as the files are now, and begins at the one in use', async () => {
    const profiles = ['default', 'dev'];
    const accounts = await startAccounts({profiles});
    expect(rowsIn(await open(accounts, 'profiles'))).toEqual(['default', '>=dev']);
    await accounts.program.say({kind: 'stepped-back'});
    profiles.push('later');
    expect(rowsIn(await open(accounts, 'profiles'))).toEqual(['default', '>=dev', 'later']);
  });

  it('has the regions that import, then those in use that are not among them', async () => {
    const accounts = await startAccounts({targets: [aws('dev', 'us-gov-west-1'), aws('dev', 'us-east-2')]});
    expect(rowsIn(await open(accounts, 'regions'))).toEqual(
      [...IMPORT_REGIONS, '>=us-gov-west-1'].map(name => (name === 'us-east-2' ? '=us-east-2' : name)),
    );
  });

  it('knows the region and the profile that nobody has chosen from what they turned out to be', async () => {
    const accounts = await startAccounts({targets: [aws()]});
    expect(rowsIn(await open(accounts, 'profiles'))).toEqual(['>=default', 'dev', 'prod', 'test']);
    await accounts.program.say({kind: 'stepped-back'});
    expect(rowsIn(await open(accounts, 'regions'))[0]).toBe('>=us-east-1');
  });

  it('narrows to the names with every word that is typed, whatever its case', async () => {
    const accounts = await startAccounts({profiles: ['dev-eu', 'prod-eu', 'Prod-us', 'test']});
    const state = await open(accounts, 'profiles', type('PROD'));
    expect(rowsIn(state)).toEqual(['>prod-eu', 'Prod-us']);
    expect(rowsIn(await accounts.program.say(type('us prod')))).toEqual(['>Prod-us']);
    const none = await accounts.program.say(type('nobody'));
    expect([rowsIn(none), noChoices(none, overlayIn(none))]).toEqual([[], 'No profile matches “nobody”.']);
    expect(choiceProblem(none)).toBe('no profile matches');
  });

  it('says so while the files are being read, and if they have no profile', async () => {
    const {program} = await startAccounts({profiles: []});
    const state = await open({program}, 'profiles');
    expect(noChoices(state, overlayIn(state))).toBe('No profiles found in the AWS configuration files.');
    const early = changed(state, {state: {setup: {}}});
    expect(noChoices(early, overlayIn(early))).toBe('Looking for profiles …');
    expect(choiceProblem(early)).toBe('still looking for profiles');
  });

  it('shows a foreign name as plain text, and uses it as it is', async () => {
    const hostile = 'a\u001b[31mb';
    const accounts = await startAccounts({profiles: ['dev', hostile]});
    const state = await open(accounts, 'profiles', type('ab'));
    expect(rowsIn(state)).toEqual(['>ab']);
    await accounts.program.say(USE);
    expect(mainConnection(accounts.program.state()).target).toMatchObject({profile: hostile});
  });
});

describe('marking', () => {
  it('goes on to the next, counts, and takes a mark away again', async () => {
    const accounts = await startAccounts();
    const state = await open(accounts, 'profiles', type(''), MARK, DOWN, MARK);
    expect(rowsIn(state)).toEqual(['+default', '=dev', '+prod', '>test']);
    expect(choiceRemark(state, overlayIn(state))).toBe('2 marked');
    const back = await accounts.program.say({kind: 'moved', motion: {kind: 'rows', by: -1}}, MARK);
    expect(rowsIn(back)).toEqual(['+default', '=dev', 'prod', '>test']);
  });

  it('stays while other text is typed, and decides what is used', async () => {
    const accounts = await startAccounts();
    await open(accounts, 'profiles', type('test'), MARK, type('prod'), MARK, type('dev'));
    expect(placesOf(await accounts.program.say(USE))).toEqual(['test/-', 'prod/-']);
  });
});

it('without a mark, the one at the cursor is used; with esc nothing changes', async () => {
  const accounts = await startAccounts();
  const before = accounts.program.state();
  await open(accounts, 'profiles', DOWN, MARK);
  const left = await accounts.program.say({kind: 'stepped-back'});
  expect([left.connections, left.overlays]).toEqual([before.connections, []]);
  expect(placesOf(await open(accounts, 'profiles', DOWN, USE))).toEqual(['prod/-']);
  expect(overlayOf(accounts.program.state())).toBeUndefined();
});

describe('a region that is not in the list', () => {
  it('can be typed if it could be one, marked, and used', async () => {
    const accounts = await startAccounts();
    expect(rowsIn(await open(accounts, 'regions', type('eu-west-3')))).toEqual(['>use eu-west-3']);
    const marked = await accounts.program.say(MARK, type('eu'));
    expect(rowsIn(marked)).toEqual(['>eu-central-1', '+eu-west-3']);
    expect(placesOf(await accounts.program.say(MARK, USE))).toEqual(['dev/eu-west-3', 'dev/eu-central-1']);
  });

  it('cannot be anything', async () => {
    const accounts = await startAccounts();
    const state = await open(accounts, 'regions', type('EU_West'));
    expect([rowsIn(state), choiceProblem(state)]).toEqual([[], 'no region matches']);
    expect(noChoices(state, overlayIn(state))).toBe('No region matches “EU_West”, and it cannot be the name of one.');
    expect(placesOf(await accounts.program.say(USE))).toEqual(['dev/-']);
  });
});

describe('the targets', () => {
  it('are profiles times regions, if regions were chosen', async () => {
    const accounts = await startAccounts();
    expect(placesOf(await choose(accounts, 'regions', 'us-east-2', 'eu-central-1'))).toEqual([
      'dev/us-east-2',
      'dev/eu-central-1',
    ]);
    expect(placesOf(await choose(accounts, 'profiles', 'prod', 'dev'))).toEqual([
      'prod/us-east-2',
      'prod/eu-central-1',
      'dev/us-east-2',
      'dev/eu-central-1',
    ]);
    expect(placesOf(await choose(accounts, 'regions', 'us-east-2'))).toEqual(['prod/us-east-2', 'dev/us-east-2']);
  });

  it('keep the region of the command line, and its endpoint', async () => {
    const endpointUrl = 'http://127.0.0.1:1';
    const accounts = await startAccounts({
      targets: [{kind: 'aws', profile: 'dev', region: 'us-west-2', endpointUrl}],
    });
    const state = await choose(accounts, 'profiles', 'prod');
    expect(mainConnection(state).target).toEqual({kind: 'aws', profile: 'prod', region: 'us-west-2', endpointUrl});
  });

  it('leave each profile its own region, if none was chosen', async () => {
    const accounts = await startAccounts();
    expect(placesOf(await choose(accounts, 'profiles', 'prod', 'test'))).toEqual(['prod/-', 'test/-']);
  });

  it('that are in use without having been named stay connected, and regions stay chosen', async () => {
    const accounts = await startAccounts({targets: [aws()]});
    await choose(accounts, 'profiles', 'default', 'prod');
    const state = await choose(accounts, 'regions', 'us-east-1', 'eu-central-1');
    expect(placesOf(state)).toEqual(['-/-', '-/eu-central-1', 'prod/-', 'prod/eu-central-1']);
    expect(accounts.opened).toHaveLength(4);
    expect(placesOf(await choose(accounts, 'profiles', 'test'))).toEqual(['test/us-east-1', 'test/eu-central-1']);
  });

  it('of the demo are its regions', async () => {
    const accounts = await startAccounts({targets: [DEMO]});
    const state = await choose(accounts, 'regions', 'us-east-1', 'eu-central-1');
    expect([...state.connections.keys()]).toEqual([targetKey(DEMO), targetKey({kind: 'demo', region: 'eu-central-1'})]);
    expect(accounts.opened).toHaveLength(2);
  });

  it('on the setup screen are those that the demo was started from', async () => {
    const accounts = await startAccounts({targets: [aws('dev', 'us-west-2')]});
    await accounts.program.say({kind: 'demo-asked'}, {kind: 'profile-chosen', profile: 'prod'});
    expect(placesOf(accounts.program.state())).toEqual(['prod/us-west-2']);
  });

  it(`can be ${CONNECTIONS_MAX} and no more`, async () => {
    const profiles = Array.from({length: 21}, (_, i) => `team-${String(i).padStart(2, '0')}`);
    const accounts = await startAccounts({profiles});
    await choose(accounts, 'regions', 'us-east-2', 'eu-central-1');
    const all = profiles.flatMap(() => [MARK]);
    const state = await open(accounts, 'profiles', type('team'), ...all.slice(1));
    expect(choiceProblem(state)).toBeUndefined();
    const more = await accounts.program.say(MARK);
    const reason = '21 profiles for 2 regions each make 42 connections; at most 40 are possible';
    expect(choiceProblem(more)).toBe(reason);
    expect(commandOf('use-choice').refusal?.(more)).toBe(reason);
    await accounts.program.say(USE);
    expect(accounts.program.state().connections.size).toBe(2);
  });
});

describe('choosing profiles is refused, and says why,', () => {
  const refusal = (state: State) => commandOf('choose-profiles').refusal?.(state);

  it('in the demo', async () => {
    const {program} = await startAccounts({targets: [DEMO]});
    expect(refusal(program.state())).toBe('the demo has no profiles');
    expect(commandOf('choose-regions').refusal?.(program.state())).toBeUndefined();
  });

  it('with an API key, which is used instead of any', async () => {
    const {program} = await startAccounts({settings: {hasApiKey: true}});
    expect(refusal(program.state())).toContain('AWS_BEARER_TOKEN_BEDROCK');
    expect(
      refusal(changed(program.state(), {state: {settings: {...program.state().settings, hasApiKey: false}}})),
    ).toBe(undefined);
  });
});

it('keys in the environment are no profile: the one of that name is not in use', async () => {
  const accounts = await startAccounts({targets: [aws()]});
  const link = {kind: 'connected', resolved: {region: 'us-east-1', profile: 'env keys'}} as const;
  const opened = changed(await open(accounts, 'profiles'), {connection: {link}});
  expect(rowsIn(opened).some(row => row.includes('='))).toBe(false);
});
