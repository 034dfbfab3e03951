/** The first line: what the program is connected to, how many jobs of each status are loaded, and from when they are. */
import {Text} from 'ink';
import {memo} from 'react';
import {Sides} from './line.tsx';

interface HeaderProps {
  readonly width: number;
  readonly title: string;
  readonly place: string;
  readonly counts: string;
  readonly updated: string;
}

const joined = (parts: readonly string[]): string => parts.filter(part => part !== '').join('   ');

export const Header = memo(function Header({width, title, place, counts, updated}: HeaderProps) {
  return (
    <Sides
      width={width}
      left={
        <Text wrap="truncate">
          <Text bold>{title}</Text>
          {title && place ? '  ' : ''}
          {place}
        </Text>
      }
      right={<Text>{joined([counts, updated])}</Text>}
    />
  );
});
