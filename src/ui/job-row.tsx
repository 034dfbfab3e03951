/** One row of the list. Its text is already cut to the columns, and it is drawn again only if that text changes. */
import {Text} from 'ink';
import {memo} from 'react';

interface JobRowProps {
  readonly isSelected: boolean;
  /** The job is new or has just ended. */
  readonly isMarked: boolean;
  readonly status: string;
  readonly rest: string;
  readonly color: string | undefined;
  readonly isStatusBold?: boolean;
}

export const JobRow = memo(function JobRow({
  isSelected,
  isMarked,
  status,
  rest,
  color,
  isStatusBold = false,
}: JobRowProps) {
  const gutter = (isSelected ? '>' : ' ') + (isMarked ? '*' : ' ');
  if (isSelected) {
    return (
      <Text inverse bold={isMarked} wrap="truncate">
        {gutter + status + rest}
      </Text>
    );
  }
  return (
    <Text bold={isMarked} wrap="truncate">
      {gutter}
      <Text bold={isMarked || isStatusBold} color={color}>
        {status}
      </Text>
      {rest}
    </Text>
  );
});
