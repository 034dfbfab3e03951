/** How tests print jobs: all default columns, no colours, no terminal, at noon. */
import {DEFAULT_COLUMNS} from '../../src/core/jobs/columns.ts';
import {NO_PAINT} from '../../src/output/paint.ts';
import type {FittingTableStyle} from '../../src/output/terminal-table.ts';
import {textWidth} from '../../src/ui/terminal/text-width.ts';
import {NOON} from './jobs.ts';

export const PLAIN_STYLE: FittingTableStyle = {
  columns: DEFAULT_COLUMNS,
  isChosen: false,
  hasHeader: true,
  paint: NO_PAINT,
  widthOf: textWidth,
  now: () => NOON,
};
