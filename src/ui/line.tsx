/** Lines that fill the width: two sides with a gap, a rule that can carry words, and plain ones. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import {cut} from '../core/wrap.ts';
import {textWidth} from './text-width.ts';
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
  /** Stands behind the text; it is the text that is cut. */
  readonly tail?: string | undefined;
  /** Stands behind a text that had to be cut: where it is told whole. */
  readonly more?: string | undefined;
  readonly isFailure?: boolean;
}

/** Columns that the text keeps, whatever is to stand behind it. */
const LEAST_TEXT = 12;

/** The text with its tail in at most `width` columns. */
const ruleText = ({text = '', tail, more}: Pick<RuleProps, 'text' | 'tail' | 'more'>, width: number): string => {
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter(part => part !== undefined).join(' · ');
  const whole = joined(text, tail);
  if (textWidth(whole) <= width) return whole;
  const behind =
    [joined('', tail, more), joined('', tail), ''].find(part => width - textWidth(part) >= LEAST_TEXT) ?? '';
  return cut(text, width - textWidth(behind), textWidth) + behind;
};

/** A rule over the whole width; what is to be told stands in it, so that nothing below ever moves. */
export const Rule = ({width, text, tail, more, isFailure = false}: RuleProps) => {
  const theme = useTheme();
  const isSpoken = useIsScreenReaderEnabled();
  if (isSpoken) return text === undefined ? undefined : <Text>{[text, tail].filter(Boolean).join(', ')}</Text>;
  if (text === undefined) return <Text dimColor>{'─'.repeat(width)}</Text>;
  const shown = ruleText({text, tail, more}, width - 6);
  return (
    <Text wrap="truncate">
      <Text dimColor>── </Text>
      <Text bold color={isFailure ? theme.failure : undefined}>
        {shown}
      </Text>
      <Text dimColor>{` ${'─'.repeat(Math.max(0, width - 4 - textWidth(shown)))}`}</Text>
    </Text>
  );
};
