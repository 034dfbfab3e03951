/** What every command that changes something does first: it respects --read-only, and shows the equivalent `aws` command. */
import {errorText} from '../../../core/domain/error-text.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {READ_ONLY} from '../../../core/domain/read-only.ts';
import type {ConnectionOptions} from '../../flags/connection-flags.ts';
import {EXIT_CODES} from '../../process/exit-codes.ts';
import type {PlainHost} from './host.ts';

/** The exit code if nothing may be changed; undefined if it may. */
export const refusedReadOnly = ({isReadOnly, target}: ConnectionOptions, host: PlainHost): number | undefined => {
  if (!isReadOnly || target.kind === 'demo') return undefined;
  host.say(errorText(READ_ONLY));
  return EXIT_CODES.usage;
};

export interface CommandPlace {
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** Where the equivalent `aws` command has to go. A profile that nobody has chosen is left out. */
export const placeOf = async (
  {target}: ConnectionOptions,
  gateway: Gateway,
  signal: AbortSignal,
): Promise<CommandPlace> => {
  const found = await gateway.connect(signal);
  const region = found.ok ? found.value.region : target.region;
  if (target.kind === 'demo') return {region, endpointUrl: found.ok ? found.value.endpoint : undefined};
  return {profile: target.profile, region, endpointUrl: target.endpointUrl};
};
