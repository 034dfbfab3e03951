/** Remembers which errors happened to a request on its way: whatever they are, they are not this program's mistakes. */
import {type Transport, withHandle} from './transport.ts';

const ofTransport = new WeakSet<object>();

/** What Node says of a request that can never be sent; that is a mistake on this side. */
const OWN_MISTAKE = /^ERR_(INVALID|HTTP_INVALID|UNESCAPED|MISSING|OUT_OF_RANGE)/;

const mark = (cause: unknown): void => {
  if (typeof cause !== 'object' || cause === null) return;
  const {code} = cause as {code?: unknown};
  if (!OWN_MISTAKE.test(String(code ?? ''))) ofTransport.add(cause);
};

export const isOfTransport = (cause: object): boolean => ofTransport.has(cause);

/** `transport`, with its errors remembered. */
export const marked = (transport: Transport): Transport =>
  withHandle(transport, async (request, options) => {
    try {
      return await transport.handle(request, options);
    } catch (cause) {
      mark(cause);
      throw cause;
    }
  });
