/** A home directory with an SSO session, a script that stands for the AWS CLI, and the portal that turns its sign-in into keys. */
import {createHash} from 'node:crypto';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {sendError, sendJson, startStub} from '../bedrock/stub-server.ts';

const profile = (name: string) => `[profile ${name}]
region=us-east-1
sso_session=corp
sso_account_id=111122223333
sso_role_name=dev
`;
const CONFIG = `[sso-session corp]
sso_start_url=https://corp.awsapps.com/start
sso_region=us-east-1
${profile('work')}${profile('other')}`;
const HOUR = 3_600_000;
const OLD = 'sso-token-one';
export const GOOD = 'sso-token-two';

/** What stands for the AWS CLI: it tells what it sees of the terminal, and then does as the test wants. */
const script = (then: string, tokenFile: string) => `#!/bin/sh
echo "[aws $*]"
exec 3>&1
tty_of() { if [ -t "$1" ]; then printf y; else printf n; fi; }
echo "[terminal $(tty_of 0)$(tty_of 3)$(tty_of 2) $(stty size) $(stty -a | tr ' ;' '\\n\\n' | grep -E '^-?(icanon|echo|isig)$' | tr '\\n' ' ')]"
sign_in() {
  printf '{"accessToken":"${GOOD}","expiresAt":"%s"}' "$(date -u -d '+8 hours' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v+8H +%Y-%m-%dT%H:%M:%SZ)" > '${tokenFile}'
}
${then}
`;

export interface Home {
  readonly home: string;
  /** The PATH with the script, or without any \`aws\`. */
  readonly path: string;
  readonly tokenFile: string;
  file(name: string): string;
}

export const homeWith = (then: string | undefined, token: {isGood?: boolean} = {}): Home => {
  const home = mkdtempSync(join(tmpdir(), 'imports-tui-sign-in-'));
  onTestFinished(() => rmSync(home, {recursive: true, force: true}));
  const cache = join(home, '.aws', 'sso', 'cache');
  mkdirSync(cache, {recursive: true});
  writeFileSync(join(home, '.aws', 'config'), CONFIG);
  const tokenFile = join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`);
  const expiresAt = new Date(Date.now() + (token.isGood ? HOUR : -HOUR)).toISOString();
  writeFileSync(tokenFile, JSON.stringify({accessToken: OLD, expiresAt}));
  const bin = join(home, 'bin');
  mkdirSync(bin);
  if (then !== undefined) {
    writeFileSync(join(bin, 'aws'), script(then, tokenFile));
    chmodSync(join(bin, 'aws'), 0o755);
  }
  const path = then === undefined ? bin : `${bin}:/usr/bin:/bin`;
  return {home, tokenFile, path, file: name => join(home, name)};
};

/** Turns the token of the sign-in into keys. */
export const startPortal = (isGood = (token: string): boolean => token === GOOD) =>
  startStub((response, request) => {
    if (!isGood(String(request.headers['x-amz-sso_bearer_token']))) {
      sendError(response, 'UnauthorizedException', 'Session token not found or invalid', 401);
      return;
    }
    const keys = {accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'token', expiration: Date.now() + HOUR};
    sendJson(response, {roleCredentials: keys});
  });

export const variablesOf = async ({home, path}: Home, portal = startPortal()) => ({
  HOME: home,
  PATH: path,
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_REGION: undefined,
  AWS_ENDPOINT_URL_SSO: (await portal).url,
});
