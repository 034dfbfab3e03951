/** Checks the files of a model in S3. The chunk of the program that has S3's client begins here. */
import {checkFiles} from '../../core/checks/checks.ts';
import {s3PlaceOf} from '../../core/checks/s3-place.ts';
import type {CheckReport} from '../../core/domain/check-report.ts';
import type {CheckFilesRequest} from '../../core/domain/ports.ts';
import {durationOf} from '../../core/text/format.ts';
import type {Session} from '../session/session.ts';
import {limitsOf} from '../settings.ts';
import {openS3, otherRegionIn, type S3Access} from './access.ts';
import {type Listing, listFiles} from './listing.ts';
import {readFiles} from './read-files.ts';

interface Found {
  readonly access: S3Access;
  readonly listing: Listing;
}

/** S3 tells where a bucket is that is in another region; the files are then read there. */
const findFiles = async (session: Session, access: S3Access, signal: AbortSignal): Promise<Found> => {
  try {
    return {access, listing: await listFiles(access, signal)};
  } catch (cause) {
    const region = otherRegionIn(cause, access);
    if (region === undefined || access.region !== session.parts.region) throw access.explain('ListObjectsV2', cause);
    return findFiles(session, await openS3(session, access.place, region), signal);
  }
};

const timeoutError = (limitMs: number): Error =>
  Object.assign(new Error(`no complete answer within ${limitMs / 1_000} s`), {name: 'TimeoutError'});

/** Within a time limit for everything. Files that are not read by then are not checked. */
export const checkS3Files = async (
  session: Session,
  {s3Uri, onProgress}: CheckFilesRequest,
  signal: AbortSignal,
): Promise<CheckReport> => {
  const {filesMs} = limitsOf(session.parts.settings);
  const limit = AbortSignal.timeout(filesMs);
  const both = AbortSignal.any([signal, limit]);
  const opened = await openS3(session, s3PlaceOf(s3Uri));
  const {access, listing} = await findFiles(session, opened, both).catch((cause: unknown) => {
    throw limit.aborted && !signal.aborted ? opened.explain('ListObjectsV2', timeoutError(filesMs)) : cause;
  });
  const late = () =>
    limit.aborted && !signal.aborted ? `there was no answer within ${durationOf(filesMs)}` : undefined;
  const read = await readFiles(listing.files, {access, signal: both, late, onProgress});
  return checkFiles({...listing, ...read, region: session.parts.region, bucketRegion: access.region});
};
