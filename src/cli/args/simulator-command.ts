/** The simulator command. */
import {PROGRAM} from '../process/about.ts';
import {type CliCommand, EVERYWHERE} from './command-table.ts';
import {readSimulatorOptions, SIMULATOR_FLAGS} from './simulator-options.ts';

export const SIMULATOR: CliCommand = {
  name: 'simulator',
  brief: "serve Bedrock's import operations locally, for tests",
  summary:
    "Serves the import operations of Bedrock's control plane on this machine, to test import code with any AWS SDK or the AWS CLI. It never contacts AWS, and any credentials work.",
  operand: {
    name: 'COMMAND',
    min: 0,
    max: Number.POSITIVE_INFINITY,
    isAfterDashes: true,
    text: 'Run this command, and end with its exit code. Its environment has the address of the simulator, credentials and a region.',
  },
  flags: [...SIMULATOR_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} simulator`,
    `${PROGRAM} simulator --port 0 --jobs 10000 --seed 7`,
    `${PROGRAM} simulator --pace 60 --running 1 --log`,
    `${PROGRAM} simulator --outcome 1=Failed --duration 5s -- bash import.sh`,
    `${PROGRAM} simulator --fault rate=1 --fault latency=300`,
    `${PROGRAM} simulator --world us-east-1/111122223333 --world eu-central-1/444455556666`,
    `${PROGRAM} --endpoint-url http://127.0.0.1:8080 --region us-east-1`,
  ],
  read: readSimulatorOptions,
};
