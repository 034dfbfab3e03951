/** What stands in the form of an import is what Enter sends, and what the shown command says, whatever the inputs are. */
import fc from 'fast-check';
import {expect, it} from 'vitest';
import {commandOf} from '../../../src/core/acting/command.ts';
import {IMPORT_FORM} from '../../../src/core/acting/imports/import-form.ts';
import {type ImportInput, importProblems} from '../../../src/core/domain/import-input.ts';
import {createCommand} from '../../../src/core/imports/create-command.ts';
import {importFrom, importTexts} from '../../../src/core/imports/import-texts.ts';
import {overlayOf} from '../../../src/core/state/select.ts';
import {anyImport, anyNearImport} from '../../support/any-import.ts';
import {createNamedAws} from '../../support/fake-aws.ts';
import {filled, REVIEWED, submittedWith} from '../../support/import-form.ts';
import {jobAt} from '../../support/jobs.ts';
import {createProgram} from '../../support/program.ts';

/** A text field has no spaces at its ends; no name of a role has any. */
const trimmed = (input: ImportInput): ImportInput => ({...input, roleArn: input.roleArn.trim()});
const isTrimmed = (input: ImportInput): boolean => trimmed(input).roleArn === input.roleArn;

it('texts of a form are the input again', () => {
  fc.assert(
    fc.property(anyImport.filter(isTrimmed), input => {
      const texts = importTexts(input);
      for (const text of Object.values(texts)) expect(text).not.toMatch(/[\t\n\v\f\r]/);
      expect(importFrom(texts)).toEqual({input, unreadable: {}});
    }),
    {numRuns: 500},
  );
});

it('Enter sends exactly what the shown command says', async () => {
  await fc.assert(
    fc.asyncProperty(anyImport.filter(isTrimmed), async input => {
      const aws = createNamedAws(jobAt(3));
      const program = createProgram({gateway: aws, size: {columns: 200, rows: 200}});
      await program.say({kind: 'started'});
      await program.say(...filled(importTexts(input)), REVIEWED);
      expect(commandOf(program.state())).toBe(createCommand(input, {region: 'us-east-1'}));
      await program.say(submittedWith('token-1'));
      const [created] = aws.created;
      expect(created && {...created, clientRequestToken: undefined}).toEqual({...input, clientRequestToken: undefined});
      program.stop();
    }),
    {numRuns: 100},
  );
});

it('the verdict of each field is that of the API', async () => {
  await fc.assert(
    fc.asyncProperty(anyNearImport.filter(isTrimmed), async input => {
      const texts = importTexts(input);
      const {input: read, unreadable} = importFrom(texts);
      const program = createProgram({gateway: createNamedAws(jobAt(3))});
      await program.say({kind: 'started'});
      const state = await program.say(...filled(texts), REVIEWED);
      const isSent = overlayOf(state)?.kind === 'review';
      program.stop();
      const isRight = Object.keys(importProblems(read)).length === 0 && Object.keys(unreadable).length === 0;
      expect([isSent, read]).toEqual([isRight, read]);
      expect(IMPORT_FORM.fields(state, NO_FORM).map(({id}) => id)).toEqual(Object.keys(texts));
    }),
    {numRuns: 300},
  );
});

const NO_FORM = {kind: 'form', form: 'import', values: {}, focused: 'jobName', problems: {}} as const;
