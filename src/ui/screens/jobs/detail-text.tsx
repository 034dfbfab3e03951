/** Lines of a job's detail. Labels are dim; a reason for failure has its colour in its first line. */
import {Text} from 'ink';
import type {DetailLine} from '../../../core/screens/jobs/detail.ts';
import {useTheme} from '../../parts/theme.ts';
import {withKeys} from '../../parts/with-keys.ts';

interface DetailTextProps {
  readonly lines: readonly DetailLine[];
}

/** The tone of each line. Only the first line of a failure keeps its tone: a whole paragraph in red is hard to read. */
export const detailTones = (lines: readonly DetailLine[]): readonly DetailLine['tone'][] =>
  lines.map(({label, tone}) => (tone === 'failure' && label.trim() === '' ? undefined : tone));

export const DetailText = ({lines}: DetailTextProps) => {
  const theme = useTheme();
  const tones = detailTones(lines);
  return withKeys(lines).map(({key, line: {label, text}}) => {
    const isFailure = tones[key] === 'failure';
    return (
      <Text key={key} wrap="truncate">
        <Text dimColor={!isFailure} color={isFailure ? theme.failure : undefined}>{` ${label}`}</Text>
        <Text color={isFailure ? theme.failure : undefined} dimColor={tones[key] === 'quiet'}>
          {text}
        </Text>
      </Text>
    );
  });
};
