/** Keeps keys, tokens and passwords out of every text that a person is shown. */
import type {Profile} from './profiles.ts';
import type {Environment} from './settings.ts';

const SHAPES: readonly (readonly [RegExp, string])[] = [
  // AWS quotes the canonical request, session token and all, when a signature does not match.
  [/(x-amz-security-token\s*[:=]\s*)[^\s&]+/gi, '$1…'],
  [/\b((?:X-Amz-)?Signature=)[0-9a-f]{16,}/gi, '$1…'],
  [/([?&](?:[\w-]*(?:token|secret|signature|password|code|key)[\w-]*)=)[^\s&"']+/gi, '$1…'],
  [/\b(bearer\s+)\S{12,}/gi, '$1…'],
  [/\bbedrock-api-key-\S+/g, '…'],
  [/\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{8,}/g, '$1…'],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '…'],
  [/(aws_secret_access_key|aws_session_token|SecretAccessKey|SessionToken)("?\s*[:=]\s*"?)[^\s",}]+/gi, '$1$2…'],
  [/(\/\/)[^\s/@]+@/g, '$1'],
];

/** `text` without what looks like a secret, and without each of `secrets` in any place. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string => {
  let clean = text;
  for (const secret of secrets) clean = clean.replaceAll(secret, '…');
  for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement);
  return clean;
};

const NAMES = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'aws_secret_access_key',
  'aws_session_token',
];

/** AWS's own have 40 characters and more. Very short ones are made up for a simulator, and would blank out ordinary words. */
const SHORTEST = 8;

export const isSecret = (text: string): boolean => text.length >= SHORTEST;

/** The secrets that an environment or a profile holds. */
export const secretsOf = (holder: Environment | Profile | undefined): readonly string[] =>
  NAMES.flatMap(name => holder?.[name]?.trim() ?? []).filter(isSecret);
