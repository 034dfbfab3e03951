/** The screen of imported models: the query line, the rule, the list, and the pane of the selected model. */
import {Box, Text, useIsScreenReaderEnabled} from 'ink';
import type {ReactNode} from 'react';
import {modelPaneLines} from '../../core/acting/models/model-lines.ts';
import {modelEntry, modelsOf, selectedModel, targetOfModel} from '../../core/acting/models/model-state.ts';
import {modelGapText, modelsConnectionsLine} from '../../core/acting/models/models-connections.ts';
import {modelsReaderLines} from '../../core/acting/models/models-reader.ts';
import {modelQueryLine, modelsRule, noModels} from '../../core/acting/models/models-words.ts';
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

const ModelRows = ({state}: {readonly state: State}) => {
  const list = modelsOf(state);
  const {listWidth, listRows} = layout(state);
  if (!list) return undefined;
  const columns = modelScreenColumns(listWidth, placesOf(state));
  const measure = {columns, width: listWidth, now: state.clock, widthOf: state.settings.widthOf};
  const {items, first, gaps} = visibleRows(MODELS, list, listRows);
  /** Where models of a connection are missing. */
  const gapLines = (before: number) =>
    gaps
      .filter(gap => gap.before === before)
      .map(gap => (
        <Text key={`gap ${gap.target}`} wrap="truncate" bold>
          {`  ${modelGapText(state, gap, listWidth - GUTTER)}`}
        </Text>
      ));
  return (
    <Box flexDirection="column" width={listWidth} height={listRows + 1}>
      <Text dimColor wrap="truncate">{`  ${headingText(columns)}`}</Text>
      {gapLines(0)}
      {items.flatMap((model, i) => [
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
        />,
        ...gapLines(first + i + 1),
      ])}
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

const Empty = ({state}: {readonly state: State}): ReactNode => {
  const {keyOf} = useKeymap();
  const {columns, bodyRows} = layout(state);
  const keys = {
    importing: keyOf('models', 'import'),
    clearing: keyOf('models', 'close'),
    retrying: keyOf('models', 'refresh'),
    searching: keyOf('model-search', 'submit-model-search'),
  };
  return (
    <ExplanationText
      {...noModels(state, keys)}
      width={columns}
      rows={bodyRows - (hasSeveral(state) ? 1 : 0)}
      widthOf={state.settings.widthOf}
    />
  );
};

/** Each frame is read from its start, so the selected model comes first, and is the only one. */
const ReaderScreen = ({state}: {readonly state: State}) => {
  const list = modelsOf(state);
  return (
    <Box flexDirection="column">
      {list && MODELS.rowsOf(list).count > 0 ? undefined : <Empty state={state} />}
      {modelsReaderLines(state).map(line => (
        <Text key={line}>{line}</Text>
      ))}
    </Box>
  );
};

export const ModelsScreen = ({state}: {readonly state: State}) =>
  useIsScreenReaderEnabled() ? <ReaderScreen state={state} /> : <SeenScreen state={state} />;

const SeenScreen = ({state}: {readonly state: State}) => {
  const {keyOf} = useKeymap();
  const {columns, pane} = layout(state);
  const list = modelsOf(state);
  const rule = modelsRule(state);
  const {left, right} = modelQueryLine(state, columns - 2 - TITLE.length);
  const hasRows = list !== undefined && MODELS.rowsOf(list).count > 0;
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
      {hasSeveral(state) ? (
        <Box width={columns} height={1} paddingX={1}>
          <Text wrap="truncate">{modelsConnectionsLine(state, columns - 2)}</Text>
        </Box>
      ) : undefined}
      <Rule width={columns} more={rule?.isFailure ? `${keyOf('models', 'errors')} shows all` : undefined} {...rule} />
      <Box flexGrow={1} flexDirection={pane.kind === 'side' ? 'row' : 'column'}>
        {hasRows ? <ModelRows state={state} /> : <Empty state={state} />}
        {hasRows ? <ModelPane state={state} /> : undefined}
      </Box>
    </>
  );
};

const TITLE = 'Models  ';
