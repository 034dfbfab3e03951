/** One row of the list. Its text is already cut to the columns, and it is drawn again only if that text changes. */
import {Text} from 'ink';
import {memo} from 'react';

interface JobRowProps {
  readonly isSelected: boolean;
  /** The job is new or has just ended. */
  readonly isMarked: boolean;
  /** The first cell, the only one in `color`. */
  readonly first: string;
  readonly rest: string;
  readonly color: string | undefined;
  readonly isFirstBold?: boolean;
}

export const JobRow = memo(function JobRow({
  isSelected,
  isMarked,
  first,
  rest,
  color,
  isFirstBold = false,
}: JobRowProps) {
  const gutter = (isSelected ? '>' : ' ') + (isMarked ? '*' : ' ');
  if (isSelected) {
    return (
      <Text inverse bold={isMarked} wrap="truncate">
        {gutter + first + rest}
      </Text>
    );
  }
  return (
    <Text bold={isMarked} wrap="truncate">
      {gutter}
      <Text bold={isMarked || isFirstBold} color={color}>
        {first}
      </Text>
      {rest}
    </Text>
  );
});
