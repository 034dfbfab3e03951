/** The names of the profiles in the shared files. */
import {expect, it} from 'vitest';
import {listProfiles} from '../../../src/bedrock/profiles/profiles.ts';
import {awsHome} from '../aws-home.ts';

it('lists the profiles of both files once, without other sections', async () => {
  const {environment} = awsHome({
    config:
      '[default]\nregion=x\n[profile dev]\nregion=x\n[sso-session corp]\nsso_region=x\n[services mine]\nbedrock=\n  endpoint_url=http://x\n',
    credentials: '[dev]\naws_access_key_id=x\n[other]\naws_access_key_id=x\n',
  });
  expect(await listProfiles(environment)).toEqual(['default', 'dev', 'other']);
});

it('lists none if there are no files', async () => {
  expect(await listProfiles(awsHome().environment)).toEqual([]);
  expect(await listProfiles({AWS_CONFIG_FILE: '/', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent'})).toEqual([]);
});

it('reads the files again each time', async () => {
  const home = awsHome({credentials: '[one]\naws_access_key_id=x\n'});
  expect(await listProfiles(home.environment)).toEqual(['one']);
  home.writeCredentials('[two]\naws_access_key_id=x\n');
  expect(await listProfiles(home.environment)).toEqual(['two']);
});

it('leaves names as they are written, and leaves out those that nobody could see', async () => {
  const keys = 'aws_access_key_id=x\n';
  const {environment} = awsHome({credentials: `[a\u001b[31mb]\n${keys}[\u200b]\n${keys}`});
  expect(await listProfiles(environment)).toEqual(['a\u001b[31mb']);
});
