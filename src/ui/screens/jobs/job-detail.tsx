/** A job's detail: in the pane beside or below the list, which follows the selection, or on the whole screen. */
import {Box, Text} from 'ink';
import {paneLines} from '../../../core/screens/jobs/detail.ts';
import {detailRows} from '../../../core/screens/jobs/detail-spans.ts';
import {detailView, findText} from '../../../core/screens/jobs/detail-view.ts';
import {actingOf} from '../../../core/state/acting.ts';
import {knownJob, layout, selectedJob} from '../../../core/state/select.ts';
import type {OverlayOf, State} from '../../../core/state/state.ts';
import {cut} from '../../../core/text/wrap.ts';
import {Rule, Sides} from '../../parts/line.tsx';
import {ScreenBody} from '../../parts/screen-body.tsx';
import {useTheme} from '../../parts/theme.ts';
import {DetailRows} from './detail-rows.tsx';
import {DetailText} from './detail-text.tsx';

interface TitleProps {
  readonly width: number;
  readonly name: string;
  readonly status: string;
  readonly widthOf: (text: string) => number;
}

const Title = ({width, name, status, widthOf}: TitleProps) => {
  const theme = useTheme();
  // A status may be any text. The name keeps more than half of the line.
  const shown = cut(status, Math.floor(width / 2) - 4, widthOf);
  return (
    <Sides
      width={width}
      left={<Text bold>{cut(name, width - 4 - widthOf(shown), widthOf)}</Text>}
      right={
        <Text bold={theme.isStatusBold(status)} color={theme.statusColor(status)}>
          {shown}
        </Text>
      }
    />
  );
};

export const DetailPane = ({state}: {readonly state: State}) => {
  const {pane} = layout(state);
  if (pane.kind === 'none') return undefined;
  const job = selectedJob(state);
  const rows = pane.rows;
  return (
    <Box flexDirection="column" width={pane.width} marginLeft={pane.kind === 'side' ? 2 : 0} flexShrink={0}>
      {pane.kind === 'below' ? <Rule width={pane.width} /> : undefined}
      <Box flexDirection="column" height={rows} width={pane.width} overflow="hidden">
        {job ? (
          <>
            <Title width={pane.width} name={job.name} status={job.status} widthOf={state.settings.widthOf} />
            <DetailText lines={paneLines(state, job.arn, {width: pane.width, rows: rows - 1})} />
          </>
        ) : undefined}
      </Box>
    </Box>
  );
};

interface DetailScreenProps {
  readonly state: State;
  readonly overlay: OverlayOf<'detail'>;
}

export const DetailScreen = ({state, overlay}: DetailScreenProps) => {
  const {columns} = layout(state);
  const job = knownJob(state, overlay.arn);
  const model = actingOf(state)?.detailOf(state, overlay.arn);
  const count = detailView(state, overlay).rows.length;
  return (
    <>
      <Title
        width={columns}
        name={model?.title ?? job?.name ?? overlay.arn}
        status={model?.status ?? job?.status ?? ''}
        widthOf={state.settings.widthOf}
      />
      <ScreenBody state={state} scroll={overlay.scroll} count={count} text={findText(state, overlay)}>
        {(from, to) => <DetailRows rows={detailRows(state, overlay, [from, to])} />}
      </ScreenBody>
    </>
  );
};
