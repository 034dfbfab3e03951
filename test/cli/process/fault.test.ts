/** The text for an internal error: what failed, and what to do. */
import {describe, expect, it} from 'vitest';
import packageJson from '../../../package.json' with {type: 'json'};
import {describeFault, STACK_VARIABLE} from '../../../src/cli/process/fault.ts';

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
