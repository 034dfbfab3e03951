/** What requests are sent to: AWS, or the demo. */

/** The settings that were chosen by flags or in the UI. For the others, the environment and the shared AWS files decide. */
export interface AwsTarget {
  readonly kind: 'aws';
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** The demo is a simulator in this process. It has no profile, and no request leaves the machine. Without a region: us-east-1. */
export interface DemoTarget {
  readonly kind: 'demo';
  readonly region?: string | undefined;
}

export type Target = AwsTarget | DemoTarget;

/** Identifies a target, for example in a map. */
export type TargetId = string;

export const DEMO: Target = {kind: 'demo'};

/** Nobody works on more at once, and each of them sends requests. */
export const CONNECTIONS_MAX = 40;

export type AwsSettings = Omit<AwsTarget, 'kind'>;

/** Every setting: one that is missing here does not compile. */
const SETTINGS = Object.keys({
  profile: true,
  region: true,
  endpointUrl: true,
} satisfies Record<keyof AwsSettings, true>) as readonly (keyof AwsSettings)[];

/** Equal for equal targets only. An absent setting is not the same as an empty one. */
export const targetKey = (target: Target): TargetId =>
  target.kind === 'demo'
    ? `demo${target.region === undefined ? '' : `:${target.region}`}`
    : `aws:${JSON.stringify(SETTINGS.map(name => target[name] ?? null))}`;

/** The settings of a target on AWS; the demo has none. */
export const awsSettings = (target: Target): AwsSettings => (target.kind === 'aws' ? target : {});
