/** Lines that fill the width: two sides with a gap, a rule that can carry words, and plain ones. */
import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {cut} from '../core/wrap.ts';
import {useTheme} from './theme.ts';

export interface SidesProps {
  readonly width: number;
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** One row: `left` gives way where the two do not fit. */
export const Sides = ({width, left, right}: SidesProps) => (
  <Box width={width} height={1} paddingX={1} justifyContent="space-between">
    <Box flexShrink={1} overflow="hidden" height={1}>
      {left}
    </Box>
    <Box flexShrink={0} marginLeft={2} height={1}>
      {right}
    </Box>
  </Box>
);

export interface RuleProps {
  readonly width: number;
  readonly text?: string | undefined;
  readonly isFailure?: boolean;
}

/** A rule over the whole width; what is to be told stands in it, so that nothing below ever moves. */
export const Rule = ({width, text, isFailure = false}: RuleProps) => {
  const theme = useTheme();
  if (text === undefined) return <Text dimColor>{'─'.repeat(width)}</Text>;
  const shown = cut(text, width - 6, stringWidth);
  return (
    <Text wrap="truncate">
      <Text dimColor>── </Text>
      <Text bold color={isFailure ? theme.failure : undefined}>
        {shown}
      </Text>
      <Text dimColor>{` ${'─'.repeat(Math.max(0, width - 4 - stringWidth(shown)))}`}</Text>
    </Text>
  );
};
