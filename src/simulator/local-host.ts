/**
 * Which Host names the simulator answers to. A page in a browser can point a name of its own at this machine (DNS
 * rebinding); such a request still carries that name.
 */

const LOCAL = /^(?:(?:[a-z0-9_-]+\.)*localhost\.?|127(?:\.\d{1,3}){1,3}|\[::1\])$/i;

/** `host` is the Host header: a name or address, with or without a port. */
export const isLocalHost = (host: string | undefined): boolean =>
  host !== undefined && LOCAL.test(host.replace(/:\d*$/, ''));
