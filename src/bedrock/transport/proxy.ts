/**
 * Which proxy is used for a URL, by the rules of the AWS CLI. The package proxy-from-env is not used because it reads
 * process.env, and this folder gets the environment as a value.
 */
import {problem} from '../failures/problem.ts';
import type {Environment} from '../settings.ts';

/** The lower-case name comes first. If it is empty, it switches off the upper-case one, as in Python. */
const variable = (environment: Environment, name: string): string =>
  environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? '';

const VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy'];

/** Everything that decides about proxies. */
export const proxySettings = (environment: Environment): readonly string[] =>
  [...VARIABLES, 'no_proxy'].map(name => variable(environment, name));

export const isProxySet = (environment: Environment): boolean =>
  VARIABLES.some(name => variable(environment, name) !== '');

/** An entry is a host, a domain with its subdomains (with or without a leading dot), either with a port, or `*`. */
const isExempt = (url: URL, exemptions: string): boolean => {
  const host = url.hostname.toLowerCase();
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return exemptions
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .map(entry => entry.replace(/^\*?\./, ''))
    .some(
      entry => entry === '*' || [host, `${host}:${port}`].some(name => name === entry || name.endsWith(`.${entry}`)),
    );
};

/** A name or password with a stray percent sign cannot be decoded. */
const isDecodable = (login: string): boolean => {
  try {
    return decodeURIComponent(login) !== '';
  } catch {
    return false;
  }
};

/** The proxy for `url`, or undefined. Throws if the variable is not the URL of an HTTP proxy. */
export const proxyFor = (url: URL, environment: Environment): URL | undefined => {
  const name = `${url.protocol.slice(0, -1)}_proxy`;
  const text = variable(environment, name) || variable(environment, 'all_proxy');
  if (text === '' || isExempt(url, variable(environment, 'no_proxy'))) return undefined;
  const full = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(full) ? new URL(full) : undefined;
  const isHttp = proxy !== undefined && /^https?:$/.test(proxy.protocol) && proxy.hostname !== '';
  if (isHttp && isDecodable(`${proxy.username}:${proxy.password}`)) return proxy;
  // The value may contain a password, so it is not quoted.
  throw problem('ProxyMalformed', `${name.toUpperCase()} or ALL_PROXY is not the URL of an HTTP proxy`);
};

/** `url`, and the proxy in front of it, without its password. */
export const describeUrl = (url: string, environment: Environment): string => {
  const proxy = proxyFor(new URL(url), environment);
  return proxy ? `${url} (through the proxy ${proxy.protocol}//${proxy.host})` : url;
};
