/** The screen of imported models: the query line, the rule, the list, and the pane of the selected model. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import {modelPaneLines} from '../../core/acting/models/model-lines.ts';
import {modelEntry, modelsOf, selectedModel, targetOfModel} from '../../core/acting/models/model-state.ts';
import {modelGapText, modelsConnectionsLine} from '../../core/acting/models/models-connections.ts';
import {modelQueryLine, modelsRule, noModels} from '../../core/acting/models/models-words.ts';
import {spokenModelLines} from '../../core/acting/models/spoken-models.ts';
import {GUTTER} from '../../core/list/columns.ts';
import {headingText, rowText} from '../../core/list/row-text.ts';
import {visibleRows} from '../../core/list/window.ts';
import {MODELS} from '../../core/models/model-list.ts';
import {modelScreenColumns} from '../../core/models/screen-columns.ts';
import {hasSeveral} from '../../core/state/loaded.ts';
import {placesOf} from '../../core/state/places.ts';
import {layout} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import {cut} from '../../core/text/wrap.ts';
import {ExplanationText} from '../parts/explanation-text.tsx';
import {useKeymap} from '../parts/keymap-context.ts';
import {Rule, Sides} from '../parts/line.tsx';
import {DetailText} from '../screens/jobs/detail-text.tsx';
import {JobRow} from '../screens/jobs/job-row.tsx';

const profileOf = (state: State, arn: string): string | undefined => {
  const link = state.connections.get(targetOfModel(state, arn))?.link;
  return link?.kind === 'connected' ? link.resolved.profile : undefined;
};

/** Where models of a connection are missing. */
const GapLine = ({text}: {readonly text: string}) => (
  <Text wrap="truncate" bold>
    {`  ${text}`}
  </Text>
);

const ModelRows = ({state}: {readonly state: State}) => {
  const list = modelsOf(state);
  const {listWidth, listRows} = layout(state);
  if (!list) return undefined;
  const columns = modelScreenColumns(listWidth, placesOf(state));
  const measure = {columns, width: listWidth, now: state.clock, widthOf: state.settings.widthOf};
  const {items, first, gaps} = visibleRows(MODELS, list, listRows);
  const gapLines = (before: number) =>
    gaps
      .filter(gap => gap.before === before)
      .map(gap => <GapLine key={`gap ${gap.target}`} text={modelGapText(state, gap, listWidth - GUTTER)} />);
  return (
    <Box flexDirection="column" width={listWidth} height={listRows + 1}>
      <Text dimColor wrap="truncate">{`  ${headingText(columns)}`}</Text>
      {gapLines(0)}
      {items.map((model, i) => {
        const row = (
          <JobRow
            key={model.arn}
            isSelected={model.arn === list.selected}
            isMarked={false}
            isNew={false}
            color={undefined}
            {...rowText(
              {model, detail: modelEntry(state, model.arn)?.value, profile: profileOf(state, model.arn)},
              measure,
            )}
          />
        );
        return gaps.length === 0 ? row : [row, ...gapLines(first + i + 1)];
      })}
    </Box>
  );
};

const ModelPane = ({state}: {readonly state: State}) => {
  const {pane} = layout(state);
  const model = selectedModel(state);
  if (pane.kind === 'none' || !model) return undefined;
  const {widthOf} = state.settings;
  const {width, rows} = pane;
  const architecture = cut(model.architecture ?? '', Math.floor(width / 2) - 4, widthOf);
  const name = cut(model.name, width - 4 - widthOf(architecture), widthOf);
  return (
    <Box flexDirection="column" width={width} marginLeft={pane.kind === 'side' ? 2 : 0} flexShrink={0}>
      {pane.kind === 'below' ? <Rule width={width} /> : undefined}
      <Box flexDirection="column" height={rows} width={width} overflow="hidden">
        <Sides width={width} left={<Text bold>{name}</Text>} right={<Text>{architecture}</Text>} />
        <DetailText lines={modelPaneLines(state, model, {width, rows: rows - 1})} />
      </Box>
    </Box>
  );
};

const Empty = ({state, rows}: {readonly state: State; readonly rows: number}): ReactNode => {
  const {keyOf} = useKeymap();
  const {columns} = layout(state);
  const keys = {
    importing: keyOf('models', 'import'),
    clearing: keyOf('models', 'close'),
    retrying: keyOf('models', 'refresh'),
    searching: keyOf('model-search', 'submit-model-search'),
  };
  const {widthOf} = state.settings;
  return <ExplanationText {...noModels(state, keys)} width={columns} rows={rows} widthOf={widthOf} />;
};

/** The list for a screen reader: the selected model comes first, and is the only one. */
const SpokenModels = ({state, hasRows}: {readonly state: State; readonly hasRows: boolean}) => (
  <Box flexDirection="column">
    {hasRows ? undefined : <Empty state={state} rows={layout(state).rows - 4} />}
    {spokenModelLines(state).map(line => (
      <Text key={line}>{line}</Text>
    ))}
  </Box>
);

const Connections = ({state}: {readonly state: State}) => {
  const {columns} = layout(state);
  return (
    <Box width={columns} height={1} paddingX={1}>
      <Text wrap="truncate">{modelsConnectionsLine(state, columns - 2)}</Text>
    </Box>
  );
};

const TITLE = 'Models  ';

export const ModelsScreen = ({state}: {readonly state: State}) => {
  const {keyOf} = useKeymap();
  const {columns, pane, bodyRows} = layout(state);
  const list = modelsOf(state);
  const isScreenReader = useIsScreenReaderEnabled();
  const hasRows = list !== undefined && MODELS.rowsOf(list).count > 0;
  if (isScreenReader) return <SpokenModels state={state} hasRows={hasRows} />;
  const {left, right} = modelQueryLine(state, columns - 2 - TITLE.length);
  const rule = modelsRule(state);
  return (
    <>
      <Sides
        width={columns}
        left={
          <Text wrap="truncate">
            <Text bold>{TITLE}</Text>
            {left}
          </Text>
        }
        right={<Text>{right}</Text>}
      />
      {hasSeveral(state) ? <Connections state={state} /> : undefined}
      <Rule width={columns} more={rule?.isFailure ? `${keyOf('models', 'errors')} shows all` : undefined} {...rule} />
      <Box flexGrow={1} flexDirection={pane.kind === 'side' ? 'row' : 'column'}>
        {hasRows ? <ModelRows state={state} /> : <Empty state={state} rows={bodyRows - (hasSeveral(state) ? 1 : 0)} />}
        {hasRows ? <ModelPane state={state} /> : undefined}
      </Box>
    </>
  );
};
