/** A simulator with several worlds: its requests are counted, and each world can be made to fail and to work again. */
import {onTestFinished} from 'vitest';
import type {RequestEntry} from '../../src/simulator/http/request-log.ts';
import {
  type SimulatedWorld,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/server.ts';
import {parseWorldName} from '../../src/simulator/world/world-name.ts';

const FAULTS = {
  hanging: 'hang',
  denied: 'deny',
  throttled: 'throttle',
  expired: 'expired',
  broken: 'error=500',
} as const;
export type WorldFailure = keyof typeof FAULTS;

/** What has happened on the wire, from the moment that the counting began. */
export interface Traffic {
  /** How many requests have arrived. */
  readonly count: number;
  /** How many have arrived and not ended: one ends with its answer, or with its connection. */
  readonly inFlight: number;
  readonly maxInFlight: number;
}

export interface TestWorld extends SimulatedWorld {
  readonly traffic: Traffic;
  /** From the next request on; replaces an earlier failure. */
  fail(failure: WorldFailure): void;
  /** Answers again. A request that hangs goes on hanging. */
  heal(): void;
}

export interface TestWorlds {
  readonly simulator: Simulator;
  readonly worlds: readonly TestWorld[];
  /** The world of this name; throws if there is none. */
  named(name: string): TestWorld;
  /** That of all worlds together. */
  readonly traffic: Traffic;
  /** Counts from now on, in these worlds together, for example in those that do not hang. */
  countIn(...names: readonly string[]): Traffic;
}

export const THREE_WORLDS = ['us-east-1/111122223333', 'eu-central-1/444455556666', 'us-west-2/777788889999'] as const;

interface Counter {
  readonly traffic: Traffic;
  arrive(entry: RequestEntry): void;
  end(entry: RequestEntry): void;
}

const createCounter = (counts: (world: string | undefined) => boolean): Counter => {
  const open = new Set<RequestEntry>();
  const traffic = {count: 0, inFlight: 0, maxInFlight: 0};
  return {
    traffic,
    arrive: entry => {
      if (!counts(entry.world)) return;
      open.add(entry);
      traffic.count += 1;
      traffic.inFlight = open.size;
      traffic.maxInFlight = Math.max(traffic.maxInFlight, open.size);
    },
    end: entry => {
      open.delete(entry);
      traffic.inFlight = open.size;
    },
  };
};

const testWorld = (world: SimulatedWorld, traffic: Traffic): TestWorld => ({
  ...world,
  traffic,
  fail: failure => {
    world.faults.clear();
    world.faults.add(FAULTS[failure]);
  },
  heal: () => world.faults.clear(),
});

interface WorldsOptions extends Omit<SimulatorOptions, 'worlds'> {
  /** REGION/ACCOUNT, at least two. */
  readonly names?: readonly string[];
}

/** Starts a simulator with these worlds, by default three with 20 jobs each. It is closed when the test ends. */
export const startWorlds = async ({names = THREE_WORLDS, ...options}: WorldsOptions = {}): Promise<TestWorlds> => {
  const counters: Counter[] = [];
  const count = (counts: Parameters<typeof createCounter>[0]): Traffic => {
    const counter = createCounter(counts);
    counters.push(counter);
    return counter.traffic;
  };
  const simulator = await startSimulator({
    jobs: 20,
    keepsRequests: true,
    worlds: names.map(name => parseWorldName(name) ?? {}),
    onArrival: entry => {
      for (const counter of counters) counter.arrive(entry);
    },
    onEnd: entry => {
      for (const counter of counters) counter.end(entry);
    },
    ...options,
  });
  onTestFinished(() => simulator.close());
  const worlds = simulator.worlds.map(each =>
    testWorld(
      each,
      count(world => world === each.name),
    ),
  );
  return {
    simulator,
    worlds,
    named: name => {
      const world = worlds.find(each => each.name === name);
      if (!world) throw new Error(`no world is named ${name}`);
      return world;
    },
    traffic: count(() => true),
    countIn: (...chosen) => count(world => world !== undefined && chosen.includes(world)),
  };
};
