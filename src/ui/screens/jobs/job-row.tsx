/** One row of the list. Its text is already cut to the columns, and it is drawn again only if that text changes. */
import {Text} from 'ink';
import {memo} from 'react';

interface JobRowProps {
  readonly isSelected: boolean;
  /** The job is new or has just ended. */
  readonly isNew: boolean;
  /** The person has marked it. */
  readonly isMarked: boolean;
  /** The first cell, the only one in `color`. */
  readonly first: string;
  readonly rest: string;
  readonly color: string | undefined;
  readonly isFirstBold?: boolean;
}

export const JobRow = memo(function JobRow({
  isSelected,
  isNew,
  isMarked,
  first,
  rest,
  color,
  isFirstBold = false,
}: JobRowProps) {
  const sign = isMarked ? (isNew ? '#' : '+') : isNew ? '*' : ' ';
  const gutter = (isSelected ? '>' : ' ') + sign;
  if (isSelected) {
    return (
      <Text inverse bold={isNew} wrap="truncate">
        {gutter + first + rest}
      </Text>
    );
  }
  return (
    <Text bold={isNew} wrap="truncate">
      {gutter}
      <Text bold={isNew || isFirstBold} color={color}>
        {first}
      </Text>
      {rest}
    </Text>
  );
});
