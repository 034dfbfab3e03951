/** The Bedrock API key of the environment. */
import type {Environment} from '../settings.ts';

/** An empty variable counts as unset; the SDK would send an empty key. */
export const apiKey = (environment: Environment): string | undefined =>
  environment.AWS_BEARER_TOKEN_BEDROCK?.trim() || undefined;
