/** One search for credentials for each profile, however many sessions use the profile. */
import type {CredentialProcessEvent} from '../settings.ts';
import type {Identity} from './credentials.ts';

type Listener = (event: CredentialProcessEvent) => void;

/** The identity of a profile, and the sessions that use it. */
interface Entry {
  /** The shared files, as they were when it was made. */
  readonly text: string;
  readonly identity: Promise<Identity>;
  readonly listeners: Set<Listener>;
  /** The credential_process that is running. */
  process: CredentialProcessEvent | undefined;
}

export interface IdentityRequest {
  /** The chosen profile. */
  readonly profile: string | undefined;
  /** The shared files as the SDK gets them. An identity that was made of others is not shared. */
  readonly text: string;
  readonly onCredentialProcess: Listener | undefined;
  /** Called if the identity is not there. It is kept until its last user has released it. */
  make(onCredentialProcess: Listener): OwnedIdentity;
}

export interface OwnedIdentity {
  readonly identity: Promise<Identity>;
  close(): void;
}

export interface IdentityLease {
  readonly identity: Promise<Identity>;
  /** Its credentials were refused, or there are none: sessions that are opened from now on search anew. */
  retire(): void;
  /** Calls after the first do nothing. */
  release(): void;
}

export interface SharedCredentials {
  take(request: IdentityRequest): IdentityLease;
  /** Sessions of this profile that are opened from now on search anew: a person may have signed in. */
  renew(profile: string | undefined): void;
}

interface OwnedEntry extends Entry {
  close(): void;
  users: number;
}

export const createSharedCredentials = (): SharedCredentials => {
  const current = new Map<string | undefined, OwnedEntry>();

  const makeEntry = ({text, make}: IdentityRequest): OwnedEntry => {
    const listeners = new Set<Listener>();
    const {identity, close} = make(event => {
      entry.process = event.isRunning ? event : undefined;
      for (const listener of [...listeners]) listener(event);
    });
    const entry: OwnedEntry = {text, identity, listeners, close, process: undefined, users: 0};
    return entry;
  };

  const listen = ({listeners, process}: Entry, listener: Listener): void => {
    listeners.add(listener);
    if (process) listener(process);
  };

  const leave = ({listeners, process}: Entry, listener: Listener): void => {
    listeners.delete(listener);
    if (process) listener({...process, isRunning: false});
  };

  return {
    take: request => {
      const {profile, text, onCredentialProcess} = request;
      const known = current.get(profile);
      const entry = known?.text === text ? known : makeEntry(request);
      current.set(profile, entry);
      entry.users += 1;
      // Each session has a listener of its own, even if two of them have the same function.
      const listener: Listener = event => onCredentialProcess?.(event);
      listen(entry, listener);
      const retire = () => {
        if (current.get(profile) === entry) current.delete(profile);
      };
      let isReleased = false;
      return {
        identity: entry.identity,
        retire,
        release: () => {
          if (isReleased) return;
          isReleased = true;
          leave(entry, listener);
          entry.users -= 1;
          if (entry.users > 0) return;
          retire();
          entry.close();
        },
      };
    },
    renew: profile => void current.delete(profile),
  };
};
