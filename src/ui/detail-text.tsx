/** Lines of a job's detail: labels quiet, a reason for failure in its colour. */
import {Text} from 'ink';
import type {DetailLine} from '../core/detail-lines.ts';
import {placed} from './placed.ts';
import {useTheme} from './theme.ts';

export interface DetailTextProps {
  readonly lines: readonly DetailLine[];
}

export const DetailText = ({lines}: DetailTextProps) => {
  const theme = useTheme();
  return placed(lines).map(({place, line: {label, text, tone}}) => (
    <Text key={place} wrap="truncate">
      <Text dimColor>{` ${label}`}</Text>
      <Text color={tone === 'failure' ? theme.failure : undefined} dimColor={tone === 'quiet'}>
        {text}
      </Text>
    </Text>
  ));
};
