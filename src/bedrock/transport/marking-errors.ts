/** Marks the errors of a transport, so that they do not count as bugs of this program. */
import {markTransportError} from '../failures/facts.ts';
import {type Transport, withHandle} from './transport.ts';

/** `transport`, with each of its errors marked. */
export const markingErrors = (transport: Transport): Transport =>
  withHandle(transport, async (request, options) => {
    try {
      return await transport.handle(request, options);
    } catch (cause) {
      markTransportError(cause);
      throw cause;
    }
  });
