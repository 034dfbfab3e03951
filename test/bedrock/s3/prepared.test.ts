/** The prepared models get the same report in S3 as in a directory. */
import {describe, expect, it} from 'vitest';
import {readDirectory} from '../../../src/cli/commands/check/directory.ts';
import {checkFiles} from '../../../src/core/checks/checks.ts';
import {PREPARED} from '../../support/model-directories.ts';
import {writesDirectories} from '../../support/written-directories.ts';
import {answerOf, NEVER} from '../gateway-under-test.ts';
import {bucket, gatewayFor, objectsOf, simulateBuckets} from './buckets.ts';

const write = writesDirectories();

describe('S3 and a directory are checked alike:', () => {
  it.each(PREPARED)('$name', async ({files, region = 'us-east-1'}) => {
    const directory = await readDirectory(write(files), region);
    if (!directory.ok) throw new Error(directory.reason);
    const simulator = await simulateBuckets(bucket({objects: objectsOf(files), region}));
    const gateway = gatewayFor(simulator, {region});
    const report = answerOf(await gateway.checkFiles({s3Uri: 's3://models/model/'}, NEVER));
    expect(report).toEqual(checkFiles(directory.value));
  });
});
