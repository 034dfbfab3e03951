/** A text in place of rows: why there are none, and what to do about it. */
import {Box, Text} from 'ink';
import {cutLines, type WidthOf, wrap} from '../../core/text/wrap.ts';
import {fittedLines} from './fitted-lines.ts';
import {useTheme} from './theme.ts';
import {withKeys} from './with-keys.ts';

export interface Explanation {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isFailure?: boolean;
}

interface ExplanationTextProps extends Explanation {
  readonly width: number;
  readonly rows: number;
  readonly widthOf: WidthOf;
}

/** Free columns on each side. */
const PADDING = 2;

export const ExplanationText = ({title, lines, isFailure = false, width, rows, widthOf}: ExplanationTextProps) => {
  const theme = useTheme();
  const gap = rows > 6 ? 1 : 0;
  const inner = width - 2 * PADDING;
  const free = Math.max(1, rows - gap);
  const titleLines = cutLines(wrap(title, inner, widthOf), {width: inner, rows: free}, widthOf);
  const room = {width: inner, rows: free - titleLines.length, gap: 0};
  const shown = [...titleLines, ...(room.rows > 0 ? fittedLines(lines, room, widthOf) : [])];
  return (
    <Box flexDirection="column" width={width} height={rows} paddingX={PADDING} paddingTop={gap} overflow="hidden">
      {withKeys(shown).map(({key, line}) => (
        <Text
          key={key}
          bold={key < titleLines.length}
          color={isFailure && key === 0 ? theme.failure : undefined}
          wrap="truncate"
        >
          {line}
        </Text>
      ))}
    </Box>
  );
};
