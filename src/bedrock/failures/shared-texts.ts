/** Texts and names that several failure tables share. */

export const NO_CREDENTIALS = 'No AWS credentials found';

/** The errors with which the SDK's credential providers fail. */
export const PROVIDER_ERRORS = ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'];

export const CHECK_NETWORK = 'Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY if you use a proxy.';

export const CHECK_ENDPOINT = 'Check the endpoint, and whether a proxy or firewall answers instead of AWS.';
