/** The lines below the rows of a screen: the whole text of what is selected, and charts. */
import {Text} from 'ink';
import type {BelowLine} from '../../../core/screens/reasons/below.ts';
import {withKeys} from '../../parts/with-keys.ts';

export const BelowLines = ({lines}: {readonly lines: readonly BelowLine[]}) =>
  withKeys(lines).map(({key, line: {text, look}}) => (
    <Text key={key} bold={look === 'title'} dimColor={look === 'heading'} wrap="truncate">
      {text === '' ? ' ' : ` ${text}`}
    </Text>
  ));
