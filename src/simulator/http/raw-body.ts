/** The body of a raw answer: bytes, or pieces that are made while they are sent. */

export type RawBody = string | Uint8Array | Iterable<Uint8Array>;

/** The pieces of a body that is not bytes yet. */
export const piecesOf = (body: RawBody | undefined): Iterable<Uint8Array> | undefined =>
  typeof body === 'string' || body instanceof Uint8Array ? undefined : body;

/** The body that is bytes already; empty if it comes in pieces. */
export const wholeBody = (body: RawBody | undefined): Buffer =>
  typeof body === 'string' || body instanceof Uint8Array ? Buffer.from(body) : Buffer.alloc(0);
