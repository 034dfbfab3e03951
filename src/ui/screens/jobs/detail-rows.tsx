/** Rows of the full-screen detail: labels, coloured JSON, and what was found. */
import {Text} from 'ink';
import type {DetailRow, Span} from '../../../core/screens/jobs/detail-spans.ts';
import {useTheme} from '../../parts/theme.ts';
import {withKeys} from '../../parts/with-keys.ts';

interface SpanTextProps {
  readonly span: Span;
  readonly tone: DetailRow['tone'];
}

/** A match is underlined, the present one inverse: both can be seen without colour. */
const SpanText = ({span: {text, token, found}, tone}: SpanTextProps) => {
  const theme = useTheme();
  return (
    <Text
      bold={token === 'name'}
      color={tone === 'failure' ? theme.failure : theme.tokenColor(token)}
      dimColor={tone === 'quiet'}
      underline={found === 'match'}
      inverse={found === 'current'}
    >
      {text}
    </Text>
  );
};

export const DetailRows = ({rows}: {readonly rows: readonly DetailRow[]}) => {
  const theme = useTheme();
  return withKeys(rows).map(({key, line: {label, tone, indent, spans}}) => (
    <Text key={key} wrap="truncate">
      <Text dimColor={tone !== 'failure'} color={tone === 'failure' ? theme.failure : undefined}>
        {` ${label}${' '.repeat(indent)}`}
      </Text>
      {withKeys(spans).map(({key: part, line: span}) => (
        <SpanText key={part} span={span} tone={tone} />
      ))}
    </Text>
  ));
};
