/** What requests are sent to: AWS, or the demo. */

/** The settings that were chosen by flags or in the UI. For the others, the environment and the shared AWS files decide. */
export interface AwsTarget {
  readonly kind: 'aws';
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

/** The demo is a simulator in this process. It has no profile, and no request leaves the machine. */
export type Target = AwsTarget | {readonly kind: 'demo'};

/** Identifies a target, for example in a map. */
export type TargetId = string;

export const DEMO: Target = {kind: 'demo'};

/** Equal for equal targets only. An absent setting is not the same as an empty one. */
export const targetKey = (target: Target): TargetId => {
  if (target.kind === 'demo') return 'demo';
  const {profile, region, endpointUrl} = target;
  return `aws:${JSON.stringify([profile ?? null, region ?? null, endpointUrl ?? null])}`;
};

/** The settings of a target on AWS; the demo has none. */
export const awsSettings = (target: Target): Omit<AwsTarget, 'kind'> => (target.kind === 'aws' ? target : {});
