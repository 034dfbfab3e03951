/** What can be said of a profile's credential_process that has not given credentials yet. */

/** Until then it is at work, as far as anybody can tell. */
export const PROCESS_SLOW_MS = 3_000;

const quoted = (name: string): string => (/^[\w.@%+:/-]+$/.test(name) ? name : `'${name.replaceAll("'", `'\\''`)}'`);

/** The shell command after which no credential_process is needed. `profile` is plain text. */
export const exportCommand = (profile: string): string => {
  const flag = profile === 'default' ? '' : ` --profile ${quoted(profile)}`;
  return `eval "$(aws configure export-credentials${flag} --format env)"`;
};
