/** The regions with custom model import, according to the AWS user guide. */
export const IMPORT_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1'];

/** When that was so: AWS adds regions. */
const CHECKED = 'November 2026';

/** The regions as messages and the help name them. */
export const IMPORT_REGIONS_TEXT = `${IMPORT_REGIONS.join(', ')} (as of ${CHECKED})`;
