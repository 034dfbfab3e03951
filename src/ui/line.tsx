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
  /** The same in fewer and fewer words: the first that fits is shown. */
  readonly shorter?: readonly string[] | undefined;
  /** Stands behind a text that is not whole, if it fits: where it is told whole. */
  readonly more?: string | undefined;
  readonly isFailure?: boolean;
}

/** The text in at most `width` columns. */
const ruleText = (
  {text = '', shorter = [], more}: Pick<RuleProps, 'text' | 'shorter' | 'more'>,
  width: number,
): string => {
  if (textWidth(text) <= width) return text;
  const shown = shorter.find(each => textWidth(each) <= width);
  if (shown === undefined) return cut(shorter.at(-1) ?? text, width, textWidth);
  const pointed = `${shown} · ${more}`;
  return more !== undefined && textWidth(pointed) <= width ? pointed : shown;
};

/** A rule over the whole width; what is to be told stands in it, so that nothing below ever moves. */
export const Rule = ({width, text, shorter, more, isFailure = false}: RuleProps) => {
  const theme = useTheme();
  const isSpoken = useIsScreenReaderEnabled();
  if (isSpoken) return text === undefined ? undefined : <Text>{text}</Text>;
  if (text === undefined) return <Text dimColor>{'─'.repeat(width)}</Text>;
  const shown = ruleText({text, shorter, more}, width - 6);
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
