/** string-width with a shortcut: the width of plain text is its length. All other text is measured by string-width itself. */
import {PLAIN} from '../../src/ui/terminal/plain-columns.ts';

const STYLES = /\x1b\[[\d;]*m/g;

/** `load` gives string-width; it is called when a text needs it. */
export const createQuickWidth = load => {
  let exact;
  return (text, options) => {
    if (typeof text === 'string' && options?.ambiguousIsNarrow !== false) {
      const shown = !options?.countAnsiEscapeCodes && text.includes('\x1b[') ? text.replace(STYLES, '') : text;
      if (PLAIN.test(shown)) return shown.length;
    }
    exact ??= load();
    return exact(text, options);
  };
};
