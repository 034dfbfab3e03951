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

const escapedForRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

/** One hexadecimal number in either case. */
const eitherCase = (hex: string): string => hex.replace(/[a-f]/g, digit => `[${digit}${digit.toUpperCase()}]`);

/** A character as it is, escaped as in JSON, percent-encoded (also more than once), or a space as in a form. */
const characterPattern = (character: string): string => {
  const bytes = [...Buffer.from(character)].map(byte => `%(?:25)*${eitherCase(hexOf(byte))}`).join('');
  const unit = eitherCase(character.charCodeAt(0).toString(16).padStart(4, '0'));
  const inForm = character === ' ' ? '|\\+' : '';
  return `(?:\\\\?${escapedForRegExp(character)}|${bytes}|\\\\u${unit}${inForm})`;
};

/** What base64 makes of a secret with any text around it: it depends on where in a group of three bytes the secret begins. */
const base64Patterns = (secret: string): readonly string[] =>
  [0, 1, 2].map(offset => {
    const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64');
    // Of the first group only what the secret alone decides.
    const text = whole.slice(offset === 0 ? 0 : offset + 1);
    return escapedForRegExp(text).replace(/\\\+/g, '(?:[+-]|%2[bB])').replace(/\\\//g, '(?:\\\\?[/_]|%2[fF])');
  });

/** Shorter pieces of base64 would blank out ordinary words. */
const SHORTEST_BASE64 = 8;

const patternFor = (secret: string): RegExp => {
  const plain = [...secret].map(characterPattern).join('');
  const encoded = base64Patterns(secret).filter(pattern => pattern.length >= SHORTEST_BASE64);
  return new RegExp([plain, ...encoded.map(pattern => `${pattern}[\\w+/-]{0,4}={0,2}`)].join('|'), 'g');
};

/** A session token of 2,000 characters makes a long pattern, and a log has many texts. Page tokens come and go. */
const MAX_PATTERNS = 16;
const patterns = new Map<string, RegExp>();

const patternOf = (secret: string): RegExp => {
  const pattern = patterns.get(secret) ?? patternFor(secret);
  if (patterns.size >= MAX_PATTERNS) patterns.clear();
  patterns.set(secret, pattern);
  return pattern;
};

/** `text` without what looks like a secret, and without each of `secrets`, however it is encoded. */
export const withoutSecrets = (text: string, secrets: readonly string[]): string => {
  let clean = text;
  // The longest first: one that is a part of another would leave the rest of it behind.
  const hidden = [...new Set(secrets)].filter(secret => secret !== '').sort((a, b) => b.length - a.length);
  for (const secret of hidden) clean = clean.replace(patternOf(secret), '…');
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
