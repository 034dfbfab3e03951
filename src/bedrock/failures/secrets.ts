/** Keeps keys, tokens and passwords out of all text that a person sees. */
import type {Environment} from '../settings.ts';
import {excerpt} from './excerpt.ts';
import {formsOf, type SecretForms, secretRanges} from './secret-search.ts';

/** Every pattern must be fast on any text that a server sends: it can begin in few places only, or its length is limited. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // If a signature does not match, AWS quotes the canonical request, including the session token.
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

const withoutRanges = (text: string, secrets: readonly SecretForms[]): string => {
  let clean = '';
  let end = 0;
  for (const [from, to] of secretRanges(text, secrets)) {
    clean += text.slice(end, from) + HIDDEN;
    end = to;
  }
  return clean + text.slice(end);
};

/**
 * A function that hides everything that looks like a secret, and each of `secrets` in any encoding. It keeps only the
 * beginning of a long text. It never throws: a text that cannot be searched is hidden as a whole.
 */
export const maskOf = (secrets: readonly string[]): Mask => {
  const forms = [...new Set(secrets)].filter(secret => secret !== '').map(formsOf);
  return text => {
    try {
      let clean = withoutRanges(excerpt(text), forms);
      for (const [shape, replacement] of SHAPES) clean = clean.replace(shape, replacement);
      return clean;
    } catch {
      return HIDDEN;
    }
  };
};

/** `text` with `secrets` hidden; see `maskOf`. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string => maskOf(secrets)(text);

const NAMES = [
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'aws_secret_access_key',
  'aws_session_token',
];

/** AWS's secrets have at least 40 characters. Very short ones are made up; hiding those would blank out ordinary words. */
const MIN_LENGTH = 8;

export const isSecret = (text: string): boolean => text.length >= MIN_LENGTH;

/** The secrets in an environment, or in the settings of a profile. */
export const secretsOf = (holder: Environment | undefined): readonly string[] =>
  NAMES.flatMap(name => holder?.[name]?.trim() ?? []).filter(isSecret);
