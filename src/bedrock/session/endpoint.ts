/** Which endpoint to use if it is not AWS's own. */
import {problem} from '../failures/problem.ts';
import {type BooleanSources, isTrue} from '../profiles/booleans.ts';
import type {Profile, SharedFiles} from '../profiles/profiles.ts';

interface EndpointSources extends BooleanSources {
  readonly option: string | undefined;
  readonly files: SharedFiles | undefined;
}

/**
 * Follows the SDK's order. The SDK itself would take the endpoint from the profile that AWS_PROFILE names, even if the client
 * was given another profile. Returns the URL without a trailing slash, or undefined. Throws if it is not an HTTP URL.
 */
export const chooseEndpoint = (given: EndpointSources): string | undefined => {
  const {option, environment, profile, files} = given;
  if (option) return endpointUrl(option, '--endpoint-url');
  if (isTrue(environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? profile?.ignore_configured_endpoint_urls))
    return undefined;
  for (const name of ['AWS_ENDPOINT_URL_BEDROCK', 'AWS_ENDPOINT_URL']) {
    const url = environment[name]?.trim();
    if (url) return endpointUrl(url, name);
  }
  const url = endpointOfServices(profile, files) || profile?.endpoint_url;
  return url ? endpointUrl(url, 'the profile') : undefined;
};

const endpointOfServices = (profile: Profile | undefined, files: SharedFiles | undefined): string | undefined => {
  if (!profile?.services) return undefined;
  const services = files?.services(profile.services);
  if (services) return services['bedrock.endpoint_url'];
  throw problem(
    'EndpointMalformed',
    `the profile names the services section “${profile.services}”, which does not exist`,
  );
};

/** A scheme is required: the SDK would take `localhost:4566` for a URL with an empty host. */
const endpointUrl = (text: string, source: string): string => {
  const refuse = (reason: string) => problem('EndpointMalformed', `“${text}”, from ${source}, ${reason}`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//i.test(text)) {
    throw refuse('does not begin with http:// or https://');
  }
  // This message does not quote the URL, which contains a password.
  if (url.username || url.password) throw problem('EndpointMalformed', `the URL from ${source} has a user name in it`);
  if (url.search || url.hash) throw refuse('has a query or a fragment in it');
  return url.href.replace(/\/$/, '');
};

/** Whether `url` stays on this machine. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
