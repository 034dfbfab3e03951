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
  /** Where a search stands in `rest`: “12-17 30-33”. */
  readonly found?: string | undefined;
  readonly color: string | undefined;
  readonly isFirstBold?: boolean;
}

/** A text in which what was found is underlined. */
const FoundText = ({text, found}: {readonly text: string; readonly found: string}) => {
  let at = 0;
  const parts = found.split(' ').flatMap(range => {
    const [from = 0, to = 0] = range.split('-').map(Number);
    const before = text.slice(at, from);
    at = to;
    return [
      before,
      <Text key={range} underline>
        {text.slice(from, to)}
      </Text>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
};

export const JobRow = memo(function JobRow({
  isSelected,
  isNew,
  isMarked,
  first,
  rest,
  found,
  color,
  isFirstBold = false,
}: JobRowProps) {
  const sign = isMarked ? (isNew ? '#' : '+') : isNew ? '*' : ' ';
  const gutter = (isSelected ? '>' : ' ') + sign;
  if (isSelected) {
    return (
      <Text inverse bold={isNew} wrap="truncate">
        {gutter + first}
        {found === undefined ? rest : <FoundText text={rest} found={found} />}
      </Text>
    );
  }
  return (
    <Text bold={isNew} wrap="truncate">
      {gutter}
      <Text bold={isNew || isFirstBold} color={color}>
        {first}
      </Text>
      {found === undefined ? rest : <FoundText text={rest} found={found} />}
    </Text>
  );
});
