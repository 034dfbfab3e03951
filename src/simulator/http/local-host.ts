/**
 * Which Host headers the simulator accepts. A web page can point a host name of its own at this machine (DNS rebinding), but
 * its requests still carry that name.
 */

const LOCAL = /^(?:(?:[a-z0-9_-]+\.)*localhost\.?|127(?:\.\d{1,3}){1,3}|\[::1\])$/i;

/** `host` is the Host header: a name or an address, with or without a port. */
export const isLocalHost = (host: string | undefined): boolean =>
  host !== undefined && LOCAL.test(host.replace(/:\d*$/, ''));
