/** The text for an internal error: what failed, and what to do. */
import {describe, expect, it} from 'vitest';
import packageJson from '../../../package.json' with {type: 'json'};
import {EXIT_CODES} from '../../../src/cli/process/exit-codes.ts';
import {describeFault, exitCodeOfFault, STACK_VARIABLE} from '../../../src/cli/process/fault.ts';

describe('the text for an internal error', () => {
  it('names the error and the version, and asks for a report', () => {
    const text = describeFault(new TypeError('x is not a function'), {});
    expect(text).toMatch(/^bedrock-imports-tui: internal error: TypeError: x is not a function\n/);
    expect(text).toContain('Please report it');
    expect(text).toContain(`(${packageJson.version}, Node ${process.versions.node}, ${process.platform})`);
    expect(text).not.toContain(import.meta.filename);
    expect(text.endsWith('\n')).toBe(true);
  });

  it('has the stack trace if the variable is set', () => {
    expect(describeFault(new Error('x'), {[STACK_VARIABLE]: '1'})).toContain(import.meta.filename);
    expect(describeFault('x', {[STACK_VARIABLE]: '1'})).toContain('(no stack)');
  });

  it('has no control characters, and a limited length', () => {
    const text = describeFault(new Error(`\x1b[2Jgone\r\n${'y'.repeat(5000)}`), {});
    expect(text).toContain('Error: gone yyy');
    expect(text).not.toContain('\x1b');
    expect(text.length).toBeLessThan(1000);
  });

  it.each([[undefined], [null], ['text'], [{a: 1}], [Object.create(null)], [Symbol('s')]])(
    'describes a thrown %s, which is no Error',
    thrown => {
      expect(describeFault(thrown, {})).toContain('not an Error: ');
    },
  );
});

it('a file of its own that is gone is no fault of the program: it was upgraded while it ran', () => {
  const gone = Object.assign(new Error('Cannot find module'), {code: 'ERR_MODULE_NOT_FOUND'});
  expect(describeFault(gone, {})).toBe(
    'bedrock-imports-tui: one of the program’s own files is gone: it was probably upgraded or removed while it ran.\n' +
      'Start it again. If that does not help, install it again.\n',
  );
  expect([exitCodeOfFault(gone), exitCodeOfFault(new Error('x'))]).toEqual([EXIT_CODES.usage, EXIT_CODES.fault]);
});
