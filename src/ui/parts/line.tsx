/** Lines over the whole width: one with a left and a right side, and a rule that can contain text. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import {cut} from '../../core/text/wrap.ts';
import {textWidth} from '../terminal/text-width.ts';
import {useTheme} from './theme.ts';

interface SidesProps {
  readonly width: number;
  readonly left: ReactNode;
  readonly right: ReactNode;
}

/** One row. If the two do not fit, `left` is cut. */
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

interface RuleProps {
  readonly width: number;
  readonly text?: string | undefined;
  /** The same in fewer and fewer words. The first that fits is shown. */
  readonly shorter?: readonly string[] | undefined;
  /** Says where the whole text can be read. Shown after a shortened text, if it fits. */
  readonly more?: string | undefined;
  readonly isFailure?: boolean;
}

/** The text in at most `width` columns. */
const ruleText = (
  {text = '', shorter = [], more}: Pick<RuleProps, 'text' | 'shorter' | 'more'>,
  width: number,
): string => {
  // A text that is not shortened needs no rule after it.
  if (textWidth(text) <= width + 2) return text;
  const shown = shorter.find(each => textWidth(each) <= width);
  if (shown === undefined) return cut(shorter.at(-1) ?? text, width, textWidth);
  const withMore = `${shown} · ${more}`;
  return more !== undefined && textWidth(withMore) <= width ? withMore : shown;
};

/** A rule over the whole width. Messages appear in it, so that nothing below it moves. */
export const Rule = ({width, text, shorter, more, isFailure = false}: RuleProps) => {
  const theme = useTheme();
  const isScreenReader = useIsScreenReaderEnabled();
  if (isScreenReader) return text === undefined ? undefined : <Text>{text}</Text>;
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
