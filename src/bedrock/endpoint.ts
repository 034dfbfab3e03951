/** Which endpoint is asked, where it is not AWS's own. */
import {problem} from './problem.ts';
import type {Profile, SharedFiles} from './profiles.ts';
import type {Environment} from './settings.ts';

interface EndpointSources {
  readonly option: string | undefined;
  readonly environment: Environment;
  readonly profile: Profile | undefined;
  readonly files: SharedFiles | undefined;
}

const isTrue = (text: string | undefined): boolean => text?.toLowerCase() === 'true';

/**
 * The SDK's order. It is resolved here because the SDK reads an endpoint from AWS_PROFILE's profile even where the client
 * was given another one. Returns the URL without a trailing slash, or undefined; throws where it is no URL of a server.
 */
export const chooseEndpoint = ({option, environment, profile, files}: EndpointSources): string | undefined => {
  if (option) return endpointUrl(option, '--endpoint-url');
  const isIgnored =
    isTrue(environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS) || isTrue(profile?.ignore_configured_endpoint_urls);
  if (isIgnored) return undefined;
  for (const name of ['AWS_ENDPOINT_URL_BEDROCK', 'AWS_ENDPOINT_URL']) {
    const url = environment[name];
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

/** `localhost:4566` would reach the SDK as a URL with an empty host, so a scheme is asked for here. */
const endpointUrl = (text: string, source: string): string => {
  const refuse = (reason: string) => problem('EndpointMalformed', `“${text}”, from ${source}, ${reason}`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\//i.test(text)) {
    throw refuse('does not begin with http:// or https://');
  }
  // The name and password are left out of the sentence, unlike the rest.
  if (url.username || url.password) throw problem('EndpointMalformed', `the URL from ${source} has a user name in it`);
  if (url.search || url.hash) throw refuse('has a query or a fragment in it');
  return url.href.replace(/\/$/, '');
};

/** Whether `url` stays on this machine. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
