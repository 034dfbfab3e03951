/** What stands here until AWS can be asked: what is missing, why, what to do, the profiles to choose from, and the demo. */
import {Box, Text} from 'ink';
import {exportCommand} from '../core/credential-process.ts';
import {sentence, timeOf} from '../core/format.ts';
import {layout, profileChoice} from '../core/select.ts';
import type {State} from '../core/state.ts';
import {cutLines, wrap} from '../core/wrap.ts';
import {keyOf} from '../keys/bindings.ts';
import {PROFILE_FIELD} from '../keys/field-in-force.ts';
import type {FieldFeed} from '../keys/input-feed.ts';
import {Rule} from './line.tsx';
import {placed} from './placed.ts';
import {SelectField} from './select-field.tsx';
import {useTheme} from './theme.ts';

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

const noProfiles = (profiles: readonly string[] | undefined): readonly string[] =>
  profiles?.length === 0 ? ['No profiles found in the AWS configuration files.'] : [];

const wordsOf = ({link, profile, profiles, credentialProcess}: State): Words => {
  if (link.kind === 'unusable') {
    const {what, why, next} = link.error;
    const again = link.retryAt === undefined ? '' : ` Next try at ${timeOf(link.retryAt)}.`;
    return {
      title: what,
      paragraphs: [sentence(why), sentence(next), ...noProfiles(profiles), `Last try at ${timeOf(link.at)}.${again}`],
      isFailure: true,
    };
  }
  if (credentialProcess?.isSlow) return processWords(credentialProcess.profile);
  return {
    title: profile === undefined ? 'Looking for a region and credentials …' : `Connecting with profile ${profile} …`,
    paragraphs: [
      'None in the environment or the profile yet. An instance role, single sign-on or a credential_process may still answer.',
      ...noProfiles(profiles),
    ],
    isFailure: false,
  };
};

/** Columns free on each side, and the most that a line of text is long. */
const PADDING = 2;
const LINE_MAX = 100;

interface Room {
  readonly width: number;
  readonly rows: number;
  /** Empty lines before each paragraph. */
  readonly gap: number;
}

/** The paragraphs in lines. If they do not fit, the first, which is AWS's reason, is cut before the second, which says what to do. */
const linesOf = ({paragraphs}: Words, {width, rows, gap}: Room, {settings}: State): readonly string[] => {
  const [first = [], second = [], ...others] = paragraphs.map(paragraph => wrap(paragraph, width, settings.widthOf));
  const kept = Math.max(1, Math.min(first.length, rows - second.length - 2 * gap));
  const blocks = [cutLines(first, {width, rows: kept}, settings.widthOf), second, ...others];
  const lines = blocks.flatMap(block => (block.length > 0 ? [...Array<string>(gap).fill(''), ...block] : []));
  // What follows, the time of the last try, goes without a mark: it says nothing about what is wrong.
  return lines.length > rows && kept + second.length <= rows
    ? lines.slice(0, Math.max(kept + second.length + 2 * gap, 0))
    : cutLines(lines, {width, rows}, settings.widthOf);
};

const keyLines = (): readonly string[] => [
  `${keyOf('setup', 'demo')}  start the demo: simulated jobs, no AWS account`,
  `${keyOf('setup', 'retry')}  retry (after \`aws sso login\`, for example)`,
];

export interface SetupScreenProps {
  readonly state: State;
  readonly feed: FieldFeed;
  readonly onChoose: (profile: string) => void;
}

interface ProfilesProps extends SetupScreenProps {
  readonly gap: number;
  readonly limit: number;
}

const Profiles = ({state, feed, onChoose, gap, limit}: ProfilesProps) => {
  const {profiles = []} = state;
  const choice = profileChoice(state) ?? '';
  const place = limit < profiles.length ? ` (${profiles.indexOf(choice) + 1} of ${profiles.length})` : '';
  return (
    <Box flexDirection="column" marginTop={gap} flexShrink={0}>
      <Text wrap="truncate">{`Profiles${place}; ${keyOf('setup', 'use-profile')} connects:`}</Text>
      <SelectField
        id={PROFILE_FIELD}
        items={profiles.map(name => ({label: name, value: name}))}
        value={choice}
        onChange={onChoose}
        isFocused
        limit={limit < profiles.length ? limit : undefined}
        feed={feed}
      />
    </Box>
  );
};

export const SetupScreen = ({state, feed, onChoose}: SetupScreenProps) => {
  const theme = useTheme();
  const {columns} = state.size;
  const {bodyRows} = layout(state);
  const {profiles = []} = state;
  const gap = bodyRows > 12 ? 1 : 0;
  const words = wordsOf(state);
  const width = Math.min(LINE_MAX, columns - 2 * PADDING);
  // The title, and a heading with one profile at the least, have their places.
  const free = bodyRows - gap - 1;
  const choice = profiles.length > 0 ? gap + 2 : 0;
  const lines = linesOf(words, {width, gap, rows: Math.max(0, free - choice)}, state);
  const limit = Math.max(1, Math.min(profiles.length, free - lines.length - gap - 1));
  const used = lines.length + (profiles.length > 0 ? gap + 1 + limit : 0);
  const keys = free - used >= gap + 2 ? keyLines() : [];
  return (
    <>
      <Text bold> Not connected to AWS</Text>
      <Rule width={columns} />
      <Box
        flexDirection="column"
        height={bodyRows}
        width={columns}
        paddingX={PADDING}
        paddingTop={gap}
        overflow="hidden"
      >
        <Box flexDirection="column" flexShrink={0}>
          <Text bold color={words.isFailure ? theme.failure : undefined} wrap="truncate">
            {words.title}
          </Text>
          {placed(lines).map(({place, line}) => (
            <Text key={place} wrap="truncate">
              {line || ' '}
            </Text>
          ))}
        </Box>
        {profiles.length > 0 ? (
          <Profiles state={state} feed={feed} onChoose={onChoose} gap={gap} limit={limit} />
        ) : undefined}
        {keys.length > 0 ? (
          <Box flexDirection="column" marginTop={gap} flexShrink={0}>
            {keys.map(line => (
              <Text key={line} wrap="truncate">
                {line}
              </Text>
            ))}
          </Box>
        ) : undefined}
      </Box>
    </>
  );
};
