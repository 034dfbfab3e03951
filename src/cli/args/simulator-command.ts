/** The simulator command. */
import {PROGRAM} from '../process/about.ts';
import {type CliCommand, EVERYWHERE} from './command-table.ts';
import {readSimulatorOptions, SIMULATOR_FLAGS} from './simulator-options.ts';

export const SIMULATOR: CliCommand = {
  name: 'simulator',
  brief: "serve Bedrock's import operations locally, for tests",
  summary:
    "Serves the import operations of Bedrock's control plane on this machine, to test import code with any AWS SDK or the AWS CLI. It never contacts AWS, and any credentials work. With a COMMAND, it runs the command with the variables of AWS SDKs set to the simulator, and ends with its exit code.",
  operand: {
    name: 'COMMAND',
    min: 0,
    max: 1000,
    text: 'A program and its arguments, to be run against the simulator. Write -- before it.',
  },
  flags: [...SIMULATOR_FLAGS, ...EVERYWHERE],
  examples: [
    `${PROGRAM} simulator`,
    `${PROGRAM} simulator --port 0 --jobs 10000 --seed 7`,
    `${PROGRAM} simulator --pace 60 --running 1 --log`,
    `${PROGRAM} simulator --outcome 'my-job=Failed: no config.json' --duration 2s -- bash test.sh`,
    `${PROGRAM} simulator --fault rate=1 --fault latency=300`,
    `${PROGRAM} simulator --world us-east-1/111122223333 --world eu-central-1/444455556666`,
    `${PROGRAM} --endpoint-url http://127.0.0.1:8080 --region us-east-1`,
  ],
  read: readSimulatorOptions,
};
