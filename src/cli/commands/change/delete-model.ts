/** The delete-model command. */
import {awsFlag, awsLine} from '../../../core/text/aws-line.ts';
import {momentOf} from '../../../core/text/format.ts';
import type {DeleteModelOptions} from '../../args/change-options.ts';
import {EXIT_CODES, exitCodeOf} from '../../process/exit-codes.ts';
import {placeOf, refusedReadOnly} from '../shared/change.ts';
import type {PlainHost} from '../shared/host.ts';
import {finalLine, withRetry} from '../shared/with-retry.ts';

/** Resolves to the exit code. */
export const runDeleteModel = async (options: DeleteModelOptions, host: PlainHost): Promise<number> => {
  const refused = refusedReadOnly(options, host);
  if (refused !== undefined) return refused;
  const gateway = await host.openGateway(options);
  const close = (code: number): number => {
    gateway.close();
    return host.ended.aborted ? host.endCode() : code;
  };
  const found = await withRetry(signal => gateway.getModel(options.model, signal), host, options);
  if (!found.ok) {
    if (!host.ended.aborted) host.say(finalLine(found.error, host));
    return close(exitCodeOf(found.error));
  }
  const {arn, name, createdAt, jobName} = found.value;
  const line = awsLine(
    'delete-imported-model',
    awsFlag('model-identifier', arn),
    await placeOf(options, gateway, host.ended),
  );
  if (!options.isConfirmed) {
    const job = jobName === undefined ? '' : `, and so does the import job ${jobName}`;
    host.say(`This would delete the model ${name}, created ${momentOf(createdAt)} (${arn}).`);
    host.say(`Its files in S3 stay${job}. Its storage would no longer be billed.`);
    host.sayWhole(`The equivalent command: ${line}`);
    host.say('Add --yes to delete it.');
    return close(EXIT_CODES.usage);
  }
  if (!options.isQuiet) host.sayWhole(line);
  const deleted = await withRetry(signal => gateway.deleteModel(arn, signal), host, options);
  // The answer to an earlier attempt may have been lost: then it is gone because of us.
  const isGone = deleted.ok || deleted.error.kind === 'not-found';
  if (!isGone) {
    if (!host.ended.aborted) host.say(finalLine(deleted.error, host));
    return close(exitCodeOf(deleted.error));
  }
  await host.print(`Deleted ${name} (${arn}).\n`);
  return close(EXIT_CODES.ok);
};
