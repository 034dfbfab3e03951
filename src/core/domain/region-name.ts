/** What can be the name of a region: it becomes part of a host name. */
import {bad, good, type Parsed} from '../text/parsed.ts';

export const parseRegion = (text: string): Parsed<string> =>
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)
    ? good(text)
    : bad(`must be the name of a region, such as us-east-1 (got “${text}”)`);
