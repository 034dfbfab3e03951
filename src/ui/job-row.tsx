/** One row of the list. Its text is cut to the columns already, and it is drawn again only if that changes. */
import {Text} from 'ink';
import {memo} from 'react';

export interface JobRowProps {
  readonly isSelected: boolean;
  /** The job has just ended or come in. */
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
