/** What to do next, in the words that several failure tables share. */

export const CHECK_WAY = 'Check the network, the endpoint, and HTTPS_PROXY and NO_PROXY if you use a proxy.';

export const CHECK_ENDPOINT = 'Check the endpoint, and whether a proxy or firewall answers instead of AWS.';
