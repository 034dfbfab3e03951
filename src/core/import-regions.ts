/** Where AWS offers custom model import, as its user guide says. */
export const IMPORT_REGIONS: readonly string[] = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-central-1'];
