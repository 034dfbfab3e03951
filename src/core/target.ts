/** What the program is asked to connect to. */

export type Target =
  | {readonly kind: 'demo'}
  | {
      readonly kind: 'aws';
      readonly profile?: string | undefined;
      readonly region?: string | undefined;
      readonly endpointUrl?: string | undefined;
    };

/** Two targets with the same id are the same place. */
export type TargetId = string;

export const targetKey = (target: Target): TargetId =>
  target.kind === 'demo' ? 'demo' : JSON.stringify([target.profile, target.region, target.endpointUrl]);
