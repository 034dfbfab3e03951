/**
 * Which proxy stands before a URL, as the AWS CLI reads the environment. Written out here because proxy-from-env reads
 * process.env by itself, and this folder gets its environment as a value.
 */
import {problem} from './problem.ts';
import type {Environment} from './settings.ts';

/** The lower-case name wins, also where it is set to nothing: that switches the upper-case one off, as in Python. */
const variable = (environment: Environment, name: string): string =>
  environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? '';

export const isProxySet = (environment: Environment): boolean =>
  ['http_proxy', 'https_proxy', 'all_proxy'].some(name => variable(environment, name) !== '');

/** A host, a domain with all below it (with or without a leading dot), either with a port, or `*`. */
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

/** A lone percent sign in a name or password is none that a header can carry. */
const isDecodable = (login: string): boolean => {
  try {
    return decodeURIComponent(login) !== '';
  } catch {
    return false;
  }
};

/** The proxy for `url`, or undefined. Throws if the variable holds no URL of an HTTP proxy. */
export const proxyFor = (url: URL, environment: Environment): URL | undefined => {
  const name = `${url.protocol.slice(0, -1)}_proxy`;
  const text = variable(environment, name) || variable(environment, 'all_proxy');
  if (text === '' || isExempt(url, variable(environment, 'no_proxy'))) return undefined;
  const full = text.includes('://') ? text : `http://${text}`;
  const proxy = URL.canParse(full) ? new URL(full) : undefined;
  const isHttp = proxy !== undefined && /^https?:$/.test(proxy.protocol) && proxy.hostname !== '';
  if (isHttp && isDecodable(`${proxy.username}:${proxy.password}`)) return proxy;
  // The text may hold a password, so it is not repeated.
  throw problem('ProxyMalformed', `${name.toUpperCase()} or ALL_PROXY is not the URL of an HTTP proxy`);
};
