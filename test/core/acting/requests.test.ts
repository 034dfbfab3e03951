/** Ten minutes of failures: no screen asks AWS over and over, and one that only a person can mend is asked about once. */
import {describe, expect, it} from 'vitest';
import {type ErrorKind, failure} from '../../../src/core/domain/app-error.ts';
import type {Operation} from '../../../src/core/domain/ports.ts';
import {createNamedAws, oops} from '../../support/fake-aws.ts';
import {filled, REVIEWED, submittedWith} from '../../support/import-form.ts';
import {jobAt} from '../../support/jobs.ts';
import {modelsDown, press} from '../../support/models.ts';
import {createProgram, type Program} from '../../support/program.ts';

const TEN_MINUTES = 600_000;
const TRANSIENT: readonly ErrorKind[] = ['throttled', 'network', 'service'];
const LASTING: readonly ErrorKind[] = ['access', 'credentials', 'not-found', 'answer', 'invalid', 'fault'];
const OPERATIONS = ['listModels', 'getModel', 'listTags', 'getJob', 'checkFiles'] as const;

const SCREENS: Readonly<Record<string, (program: Program) => Promise<unknown>>> = {
  models: program => press(program, '2'),
  'a model': async program => {
    await press(program, '2');
    await program.clock.advance(500);
    await press(program, 'enter');
  },
  tags: program => press(program, 't'),
  'a job': program => press(program, 'enter'),
  'import again': program => press(program, 'I'),
  checklist: program => program.say(...filled(), REVIEWED),
  'checked files': async program => {
    await program.say(...filled(), REVIEWED);
    await press(program, 'c');
  },
};

/** How often each operation was asked for, if all of them fail. */
const count = async (kind: ErrorKind, open: (program: Program) => Promise<unknown>) => {
  const aws = createNamedAws(jobAt(3), jobAt(2));
  aws.models = modelsDown(3, 1);
  const counts = new Map<Operation, number>();
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await program.clock.settle();
  const {listModels} = aws;
  for (const operation of OPERATIONS) {
    Object.assign(aws, {
      [operation]: async () => {
        counts.set(operation, (counts.get(operation) ?? 0) + 1);
        return failure(oops({kind, isTransient: TRANSIENT.includes(kind)}));
      },
    });
  }
  // Without models there is none to open.
  if (open === SCREENS['a model']) aws.listModels = listModels;
  await open(program);
  await program.clock.advance(TEN_MINUTES);
  program.stop();
  return [...counts.values()];
};

describe.each(Object.entries(SCREENS))('%s', (_, open) => {
  it.each(TRANSIENT)('%s', async kind => {
    expect(Math.max(0, ...(await count(kind, open)))).toBeLessThanOrEqual(10);
  });

  it.each(LASTING)('%s', async kind => {
    // A checklist and a pane may both ask about a job.
    expect(Math.max(0, ...(await count(kind, open)))).toBeLessThanOrEqual(2);
  });
});

it.each(TRANSIENT)('an import that is sent over and over: %s', async kind => {
  const aws = createNamedAws(jobAt(3));
  const program = createProgram({gateway: aws});
  await program.say({kind: 'started'});
  await program.say(...filled(), REVIEWED);
  aws.createJob = async request => {
    aws.created.push(request);
    return failure(oops({kind}));
  };
  await program.say(submittedWith('token-1'));
  await program.clock.advance(TEN_MINUTES);
  expect(aws.created.length).toBeLessThanOrEqual(12);
  expect(new Set(aws.created.map(({clientRequestToken}) => clientRequestToken)).size).toBe(1);
  program.stop();
});
