/** Requests to the simulated S3, as a signed client sends them. */
import type {Simulator} from '../../../src/simulator/server.ts';

export interface S3Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  /** The code of an error. */
  readonly code: string | undefined;
}

const signedFor = (region: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/${region}/s3/aws4_request, SignedHeaders=host, Signature=abc`,
});

interface S3Init {
  readonly method?: string;
  readonly region?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `path` is the raw request target. */
export const askS3 = async (simulator: Simulator, path: string, init: S3Init = {}): Promise<S3Reply> => {
  const {method = 'GET', region = 'us-east-1', headers} = init;
  const response = await fetch(`${simulator.url}${path}`, {
    method,
    headers: {...signedFor(region), ...headers},
    redirect: 'manual',
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = bytes.toString();
  return {status: response.status, headers: response.headers, bytes, text, code: /<Code>(.*?)<\/Code>/.exec(text)?.[1]};
};

export const range = (from: number, to: number) => ({headers: {range: `bytes=${from}-${to}`}});

/** The contents of all elements of this name. */
export const all = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map(([, inner = '']) => inner);
