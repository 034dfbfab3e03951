/** The flags of the check command, read as options. */
import {parseRegion} from '../../core/domain/region-name.ts';
import {bad, good, type Parsed} from '../../core/text/parsed.ts';
import type {Flag, Given} from '../flags/flags.ts';
import {formatFlag} from '../flags/output-flags.ts';
import {mustBe, valueReader} from '../flags/value-reader.ts';

const FORMATS = ['table', 'json'] as const;

export interface CheckOptions {
  readonly kind: 'check';
  readonly directory: string;
  /** Where the model would be imported. */
  readonly region?: string | undefined;
  readonly format: (typeof FORMATS)[number];
}

export const CHECK_FLAGS: readonly Flag[] = [
  {
    name: 'region',
    value: 'REGION',
    group: 'Place',
    text: 'Where the model would be imported, for example us-east-1: some architectures are not imported everywhere.',
  },
  formatFlag(FORMATS, 'table'),
];

const parseFormat = (text: string): Parsed<CheckOptions['format']> => {
  const found = FORMATS.find(name => name === text.trim().toLowerCase());
  return found ? good(found) : mustBe(FORMATS, text);
};

export const readCheckOptions = (given: Given): Parsed<CheckOptions> => {
  const flags = valueReader(given);
  const [directory = ''] = given.positionals;
  const options: CheckOptions = {
    kind: 'check',
    directory,
    region: flags.read('region', parseRegion, undefined),
    format: flags.read('output', parseFormat, 'table'),
  };
  const problem = flags.problem();
  if (problem !== undefined) return bad(problem);
  if (directory.startsWith('s3://'))
    return bad('check reads a local directory; download the files, or give the directory that you will upload');
  return good(options);
};
