/** The commands tag and untag. */
import type {Outcome} from '../../../core/domain/app-error.ts';
import type {Gateway} from '../../../core/domain/ports.ts';
import {awsFlag, awsLine} from '../../../core/text/aws-line.ts';
import {plural} from '../../../core/text/format.ts';
import type {TagOptions, UntagOptions} from '../../args/change-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {placeOf, refusedReadOnly} from '../shared/change.ts';
import type {PlainHost} from '../shared/host.ts';
import {finalLine, withRetry} from '../shared/with-retry.ts';
import {findResource} from './resource.ts';

interface Change {
  /** The equivalent subcommand of `aws bedrock`, and its flags besides the resource. */
  readonly command: string;
  readonly flags: readonly string[];
  send(gateway: Gateway, arn: string, signal: AbortSignal): Promise<Outcome<undefined>>;
  /** What was done, to the resource. */
  readonly done: string;
}

const change = async (options: TagOptions | UntagOptions, host: PlainHost, what: Change): Promise<number> => {
  const refused = refusedReadOnly(options, host);
  if (refused !== undefined) return refused;
  const gateway = await host.openGateway(options);
  const found = await findResource(gateway, options.resource, {host, retry: options});
  const outcome = !found.ok ? found : await send(found.value);
  gateway.close();
  if (host.ended.aborted) return host.endCode();
  if (!outcome.ok) {
    host.say(finalLine(outcome.error, host));
    return exitCodeOf(outcome.error);
  }
  await host.print(`${what.done} ${found.ok ? found.value : ''}.\n`);
  return host.ended.aborted ? host.endCode() : EXIT_CODES.ok;

  async function send(arn: string): Promise<Outcome<undefined>> {
    const place = await placeOf(options, gateway, host.ended);
    if (!options.isQuiet) host.sayWhole(awsLine(what.command, [...awsFlag('resource-arn', arn), ...what.flags], place));
    return withRetry(signal => what.send(gateway, arn, signal), host, options);
  }
};

/** Resolves to the exit code. */
export const runTag = (options: TagOptions, host: PlainHost): Promise<number> => {
  const {tags} = options;
  return change(options, host, {
    command: 'tag-resource',
    flags: awsFlag('tags', JSON.stringify(tags)),
    send: (gateway, arn, signal) => gateway.tag({arn, tags}, signal),
    done: `Set ${plural(tags.length, 'tag')} of`,
  });
};

/** Resolves to the exit code. */
export const runUntag = (options: UntagOptions, host: PlainHost): Promise<number> => {
  const {keys} = options;
  return change(options, host, {
    command: 'untag-resource',
    flags: awsFlag('tag-keys', JSON.stringify(keys)),
    send: (gateway, arn, signal) => gateway.untag({arn, keys}, signal),
    done: `Removed ${plural(keys.length, 'tag')} from`,
  });
};
