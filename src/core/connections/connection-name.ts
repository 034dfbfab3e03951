/** What a connection is called where there are several: profile and region, as far as they are known. */
import {plainText} from '../text/plain-text.ts';
import type {Connection} from './connection.ts';

/** For example "dev/us-east-1". What nobody has chosen is left out until the connection has found it. */
export const connectionName = ({target, link}: Pick<Connection, 'target' | 'link'>): string => {
  const found = link.kind === 'connected' ? link.resolved : undefined;
  const region = found?.region ?? target.region;
  const profile = found?.profile ?? (target.kind === 'demo' ? 'demo' : target.profile && plainText(target.profile));
  const parts = [profile, region].filter(part => part !== undefined);
  return parts.length === 0 ? 'default' : parts.join('/');
};
