/** Keeps keys, tokens and passwords out of every text that a person is shown. */
import {excerpt} from './excerpt.ts';
import type {Profile} from './profiles.ts';
import {type SoughtSecret, secretRanges, soughtSecret} from './secret-search.ts';
import type {Environment} from './settings.ts';

/** None of these may take long, whatever a peer sends: one place where it can begin, or a bound. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // AWS quotes the canonical request, session token and all, when a signature does not match.
  [/(x-amz-security-token\s*[:=]\s*)[^\s&]+/gi, '$1…'],
  [/\b((?:X-Amz-)?Signature=)[0-9a-f]{16,}/gi, '$1…'],
  [/([?&](?:[\w-]{0,40}(?:token|secret|signature|password|code|key)[\w-]{0,40})=)[^\s&"']+/gi, '$1…'],
  [/\b(bearer\s+)\S{12,}/gi, '$1…'],
  [/\bbedrock-api-key-\S+/g, '…'],
  [/\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{8,}/g, '$1…'],
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, '…'],
  [/(aws_secret_access_key|aws_session_token|SecretAccessKey|SessionToken)("?\s*[:=]\s*"?)[^\s",}]+/gi, '$1$2…'],
  [/(\/\/)[^\s/@]+@/g, '$1'],
];

type Mask = (text: string) => string;

const HIDDEN = '…';

const withoutRanges = (text: string, sought: readonly SoughtSecret[]): string => {
  let clean = '';
  let end = 0;
  for (const [from, to] of secretRanges(text, sought)) {
    clean += text.slice(end, from) + HIDDEN;
    end = to;
  }
  return clean + text.slice(end);
};

/**
 * Takes out of a text what looks like a secret, and each of `secrets`, however it is encoded. Of a long text only the
 * beginning is left. Never throws: what cannot be searched is hidden as a whole.
 */
export const maskOf = (secrets: readonly string[]): Mask => {
  const sought = [...new Set(secrets)].filter(secret => secret !== '').map(soughtSecret);
  return text => {
    try {
      let clean = withoutRanges(excerpt(text), sought);
      for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement);
      return clean;
    } catch {
      return HIDDEN;
    }
  };
};

/** `text` as a mask for `secrets` leaves it. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string => maskOf(secrets)(text);

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
