/** One row of the list. It gets text that is cut to its columns already, and is drawn again only when that changes. */
import {Text} from 'ink';
import {memo} from 'react';

export interface JobRowProps {
  readonly isSelected: boolean;
  /** The job has just ended or come in. */
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
