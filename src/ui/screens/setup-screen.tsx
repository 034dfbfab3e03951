/** The screen until AWS can be asked: what is missing, why, what to do, the profiles to choose from, and the demo. */
import {Box, Text} from 'ink';
import {credentialsCommand} from '../../core/domain/credentials-command.ts';
import {reasonSentences} from '../../core/domain/error-text.ts';
import {layout, mainConnection, namedProfile, profileChoice} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {timeOf} from '../../core/text/format.ts';
import {plainText} from '../../core/text/plain-text.ts';
import {wrap} from '../../core/text/wrap.ts';
import type {FieldFeed} from '../../keys/field/input-feed.ts';
import {PROFILE_FIELD} from '../../keys/keymap/focused-field.ts';
import type {Keymap} from '../../keys/keymap/keymap.ts';
import {SelectField} from '../fields/select-field.tsx';
import {fittedLines} from '../parts/fitted-lines.ts';
import {useKeymap} from '../parts/keymap-context.ts';
import {ScreenRule} from '../parts/screen-rule.tsx';
import {useTheme} from '../parts/theme.ts';
import {withKeys} from '../parts/with-keys.ts';

interface Explanation {
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The same in fewer and fewer words, for small windows. */
  readonly shorter?: readonly (readonly string[])[] | undefined;
  readonly isFailure: boolean;
}

/** The process cannot be answered here, because all keys go to the program. */
const processExplanation = (profile: string): Explanation => ({
  title: `Waiting for the credential_process of profile ${profile} …`,
  paragraphs: [
    'It may be waiting for input that it cannot get here. If it is, quit, run this in the shell, unset AWS_PROFILE, and start again with --region and without --profile:',
    credentialsCommand(profile),
  ],
  shorter: [
    ['It may want input. Quit, run this, then start without a profile:', credentialsCommand(profile)],
    [`Quit and run: ${credentialsCommand(profile)}`],
  ],
  isFailure: false,
});

const noProfiles = (profiles: readonly string[] | undefined): readonly string[] =>
  profiles?.length === 0 ? ['No profiles found in the AWS configuration files.'] : [];

const explanationOf = (state: State): Explanation => {
  const {link, target, credentialProcess} = mainConnection(state);
  const {profiles} = state.setup;
  if (link.kind === 'unusable') {
    const again = link.retryAt === undefined ? '' : ` Next try at ${timeOf(link.retryAt)}.`;
    return {
      title: link.error.what,
      paragraphs: [...reasonSentences(link.error), ...noProfiles(profiles), `Last try at ${timeOf(link.at)}.${again}`],
      isFailure: true,
    };
  }
  if (target.kind === 'demo') return {title: 'Starting the demo …', paragraphs: [], isFailure: false};
  if (credentialProcess?.isSlow) return processExplanation(credentialProcess.profile);
  const named = namedProfile(state);
  return {
    title:
      named === undefined ? 'Looking for a region and credentials …' : `Connecting with profile ${plainText(named)} …`,
    paragraphs: [
      'Waiting for credentials: an instance role, single sign-on or a credential_process may still answer.',
      ...noProfiles(profiles),
    ],
    isFailure: false,
  };
};

/** Free columns on each side, and the length of the longest line. */
const PADDING = 2;
const LINE_MAX = 100;

const keyLines = ({keyOf}: Keymap): readonly string[] => [
  `${keyOf('setup', 'demo')}  start the demo: simulated jobs, no AWS account`,
  `${keyOf('setup', 'retry')}  retry (after \`aws sso login\`, for example)`,
];

interface SetupScreenProps {
  readonly state: State;
  readonly feed: FieldFeed;
  readonly onChoose: (profile: string) => void;
}

interface ProfilesProps extends SetupScreenProps {
  readonly gap: number;
  readonly limit: number;
}

const Profiles = ({state, feed, onChoose, gap, limit}: ProfilesProps) => {
  const {keyOf} = useKeymap();
  const {profiles = []} = state.setup;
  const choice = profileChoice(state) ?? '';
  const position = limit < profiles.length ? ` ${profiles.indexOf(choice) + 1} of ${profiles.length}` : 's';
  return (
    <Box flexDirection="column" marginTop={gap} flexShrink={0}>
      <Text wrap="truncate">{`Profile${position} (${keyOf('setup', 'use-profile')} to connect):`}</Text>
      <SelectField
        id={PROFILE_FIELD}
        items={profiles.map(name => ({label: plainText(name), value: name}))}
        value={choice}
        onChange={onChoose}
        isFocused
        limit={limit < profiles.length ? limit : undefined}
        feed={feed}
      />
    </Box>
  );
};

interface TextRoom {
  readonly width: number;
  readonly gap: number;
  /** Rows below the title. */
  readonly free: number;
}

/** The lines below the title. If there are several profiles, the heading and one of them keep their rows; a single profile does not. */
const textOf = (state: State, {paragraphs, shorter = []}: Explanation, {width, gap, free}: TextRoom) => {
  const {widthOf} = state.settings;
  const count = state.setup.profiles?.length ?? 0;
  const choice = count > 0 ? gap + 2 : 0;
  const heightOf = (texts: readonly string[]) =>
    texts.reduce((sum, t) => sum + gap + wrap(t, width, widthOf).length, 0);
  const wordings = [paragraphs, ...shorter];
  const fits = (texts: readonly string[]) => heightOf(texts) <= free - (count > 1 ? choice : 0);
  const texts = wordings.find(fits) ?? wordings.at(-1) ?? [];
  const hasChoice = count > 1 || (count === 1 && heightOf(texts) <= free - choice);
  const rows = Math.max(0, hasChoice ? free - choice : free);
  return {lines: fittedLines(texts, {width, gap, rows}, widthOf), hasChoice};
};

export const SetupScreen = ({state, feed, onChoose}: SetupScreenProps) => {
  const keymap = useKeymap();
  const theme = useTheme();
  const {columns} = layout(state);
  const {bodyRows} = layout(state);
  const gap = bodyRows > 12 ? 1 : 0;
  const explanation = explanationOf(state);
  const free = bodyRows - gap - 1;
  const {lines, hasChoice} = textOf(state, explanation, {gap, free, width: Math.min(LINE_MAX, columns - 2 * PADDING)});
  const count = state.setup.profiles?.length ?? 0;
  const limit = Math.max(1, Math.min(count, free - lines.length - gap - 1));
  const used = lines.length + (hasChoice ? gap + 1 + limit : 0);
  const keys = free - used >= gap + 2 ? keyLines(keymap) : [];
  return (
    <>
      <Text bold> Not connected to AWS</Text>
      <ScreenRule state={state} />
      <Box
        flexDirection="column"
        height={bodyRows}
        width={columns}
        paddingX={PADDING}
        paddingTop={gap}
        overflow="hidden"
      >
        <Box flexDirection="column" flexShrink={0}>
          <Text bold color={explanation.isFailure ? theme.failure : undefined} wrap="truncate">
            {explanation.title}
          </Text>
          {withKeys(lines).map(({key, line}) => (
            <Text key={key} wrap="truncate">
              {line || ' '}
            </Text>
          ))}
        </Box>
        {hasChoice ? <Profiles state={state} feed={feed} onChoose={onChoose} gap={gap} limit={limit} /> : undefined}
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
