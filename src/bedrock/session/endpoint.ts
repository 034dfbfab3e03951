/** Which endpoint to use if it is not AWS's own. */
import {problem} from '../failures/problem.ts';
import {type BooleanSources, isTrue} from '../profiles/booleans.ts';
import type {SharedFiles} from '../profiles/profiles.ts';
import type {Service} from '../settings.ts';

interface EndpointSources extends BooleanSources {
  readonly option: string | undefined;
  readonly files: SharedFiles | undefined;
  readonly service: Service;
}

/** The variable with the endpoint of one service. */
const ownVariable = (service: Service): string => `AWS_ENDPOINT_URL_${service.toUpperCase()}`;

/**
 * Follows the SDK's order. The SDK itself would take the endpoint from the profile that AWS_PROFILE names, even if the client
 * was given another profile. Returns the URL without a trailing slash, or undefined. Throws if it is not an HTTP URL.
 */
export const chooseEndpoint = (given: EndpointSources): string | undefined => {
  const {option, environment, profile, service} = given;
  if (option) return endpointUrl(option, '--endpoint-url');
  if (isTrue(environment.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? profile?.ignore_configured_endpoint_urls))
    return undefined;
  for (const name of [ownVariable(service), 'AWS_ENDPOINT_URL']) {
    const url = environment[name]?.trim();
    if (url) return endpointUrl(url, name);
  }
  const url = endpointOfServices(given) || profile?.endpoint_url;
  return url ? endpointUrl(url, 'the profile') : undefined;
};

const endpointOfServices = ({profile, files, service}: EndpointSources): string | undefined => {
  if (!profile?.services) return undefined;
  const services = files?.services(profile.services);
  if (services) return services[`${service}.endpoint_url`];
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

/**
 * The flag is for one service. If it names this machine, a stand-in for AWS listens there, which is asked for the others as well:
 * what is meant for it must not go to AWS.
 */
export const chooseS3Endpoint = (given: EndpointSources, flagIsFor: Service): string | undefined => {
  const {option, environment} = given;
  const hasOwn = Boolean(environment[ownVariable('s3')]?.trim());
  const isMeant = option !== undefined && (flagIsFor === 's3' || (isLoopback(option) && !hasOwn));
  return chooseEndpoint({...given, service: 's3', option: isMeant ? option : undefined});
};
