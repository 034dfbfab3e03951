/** The shell command that gets the credentials of a profile, for a credential_process that waits for input. */
import {shellWord} from '../text/shell-words.ts';

/** After it, no credential_process is needed. `profile` is plain text. */
export const credentialsCommand = (profile: string): string => {
  const flag = profile === 'default' ? '' : ` --profile ${shellWord(profile)}`;
  return `eval "$(aws configure export-credentials${flag} --format env)"`;
};
