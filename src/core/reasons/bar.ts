/** A bar of a chart as text: in eighths of a column, or in ASCII if the terminal has no more. */

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

export interface BarStyle {
  /** The terminal shows block characters. */
  readonly hasBlocks: boolean;
}

/** `share`: from 0 to 1. At most `width` columns; what is not nothing can be seen. */
export const bar = (share: number, width: number, {hasBlocks}: BarStyle): string => {
  const part = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  if (!hasBlocks) return '#'.repeat(part === 0 ? 0 : Math.max(1, Math.round(part * width)));
  const eighths = part === 0 ? 0 : Math.max(1, Math.round(part * width * 8));
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
};
