/** The page of the AWS console that shows import jobs. */
import {bad, good, type Parsed} from '../text/parsed.ts';

/** By the partition in an ARN. */
const CONSOLE_HOSTS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

// The parts become part of an address, so they may not contain anything that means something there.
const BEDROCK_ARN = /^arn:([a-z][a-z0-9-]*):bedrock:([a-z0-9][a-z0-9-]*):/;

/** The address of the page for the region of a job; the console has none for a single job. */
export const consoleUrl = (arn: string): Parsed<string> => {
  const [, partition = '', region = ''] = BEDROCK_ARN.exec(arn) ?? [];
  if (region === '') return bad('the ARN has no region');
  const host = Object.hasOwn(CONSOLE_HOSTS, partition) ? CONSOLE_HOSTS[partition] : undefined;
  return host === undefined
    ? bad(`the console of partition ${partition} is not known`)
    : good(`https://${region}.${host}/bedrock/home?region=${region}#/import-models`);
};
