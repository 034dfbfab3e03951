/** What stands here until AWS can be asked: what is missing, why, what to do, which profiles there are, and the demo. */
import {Box, Text} from 'ink';
import {exportCommand} from '../core/credential-process.ts';
import {sentence, timeOf} from '../core/format.ts';
import {layout} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {wrap} from '../core/wrap.ts';
import {keyOf} from '../keys/bindings.ts';
import {Rule} from './line.tsx';
import {placed} from './placed.ts';
import {useTheme} from './theme.ts';

const profilesText = (profiles: readonly string[] | undefined): string | undefined => {
  if (profiles === undefined) return undefined;
  return profiles.length === 0
    ? 'No profiles were found in the AWS configuration files.'
    : `Profiles found: ${profiles.join(', ')}. Choose one with --profile NAME or AWS_PROFILE.`;
};

interface Words {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly isFailure: boolean;
}

/** It cannot be answered here: the keys are the program's. */
const processWords = (profile: string): Words => ({
  title: `Waiting for the credential_process of profile ${profile} …`,
  paragraphs: [
    'It may be waiting for input that it cannot get here. If it is, quit, run this in the shell, and start again without a profile:',
    exportCommand(profile),
  ],
  isFailure: false,
});

const wordsOf = ({link, profiles, credentialProcess}: State): Words => {
  const text = profilesText(profiles);
  const found = text === undefined ? [] : [text];
  if (link.kind === 'unusable') {
    const {what, why, next} = link.error;
    const again = link.retryAt === undefined ? '' : ` The next try is at ${timeOf(link.retryAt)}.`;
    return {
      title: what,
      paragraphs: [sentence(why), sentence(next), ...found, `Looked at ${timeOf(link.at)}.${again}`],
      isFailure: true,
    };
  }
  if (credentialProcess?.isSlow) return processWords(credentialProcess.profile);
  return {
    title: 'Looking for a region and credentials …',
    paragraphs: [
      'The environment and the profile have not given them yet. An instance role, a single sign-on or a credential process may still answer.',
      ...found,
    ],
    isFailure: false,
  };
};

export const SetupScreen = ({state}: {readonly state: State}) => {
  const theme = useTheme();
  const {columns} = state.size;
  const {bodyRows} = layout(state);
  const {title, paragraphs, isFailure} = wordsOf(state);
  const gap = bodyRows > 12 ? 1 : 0;
  const keys = [
    `${keyOf('setup', 'demo')}  try the program on simulated jobs, without AWS`,
    `${keyOf('setup', 'retry')}  look again, as after aws sso login`,
  ];
  return (
    <>
      <Text bold> Not connected to AWS</Text>
      <Rule width={columns} />
      <Box flexDirection="column" height={bodyRows} width={columns} paddingX={2} paddingTop={gap} overflow="hidden">
        <Box flexShrink={0}>
          <Text bold color={isFailure ? theme.failure : undefined} wrap="truncate">
            {title}
          </Text>
        </Box>
        {paragraphs.map(paragraph => (
          <Box key={paragraph} flexDirection="column" marginTop={gap} flexShrink={0}>
            {placed(wrap(paragraph, Math.min(100, columns - 4), state.settings.widthOf)).map(({place, line}) => (
              <Text key={place}>{line}</Text>
            ))}
          </Box>
        ))}
        <Box flexDirection="column" marginTop={gap} flexShrink={0}>
          {keys.map(line => (
            <Text key={line} wrap="truncate">
              {line}
            </Text>
          ))}
        </Box>
      </Box>
    </>
  );
};
