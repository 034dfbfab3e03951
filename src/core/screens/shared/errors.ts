/** The request errors in full, as lines of text. */
import {reasonSentences} from '../../domain/error-text.ts';
import {layout} from '../../state/select.ts';
import type {ErrorRecord, State} from '../../state/state.ts';
import {momentOf} from '../../text/format.ts';
import {wrap} from '../../text/wrap.ts';

interface ErrorLine {
  readonly text: string;
  /** Only the first line of a title is drawn as a failure: a paragraph in red is hard to read. */
  readonly kind: 'title' | 'title-rest' | 'text';
}

const linesOf = ({at, error}: ErrorRecord, state: State): readonly ErrorLine[] => {
  const origin = [error.operation, error.requestId && `request ${error.requestId}`].filter(Boolean).join(' · ');
  const texts = [...reasonSentences(error), ...(origin ? [origin] : [])];
  const width = layout(state).columns - 4;
  return [
    ...wrap(`${momentOf(at)}  ${error.what}`, width + 2, state.settings.widthOf).map(
      (text, i): ErrorLine => ({text, kind: i === 0 ? 'title' : 'title-rest'}),
    ),
    ...texts
      .flatMap(text => wrap(text, width, state.settings.widthOf))
      .map((text): ErrorLine => ({text: `  ${text}`, kind: 'text'})),
    {text: '', kind: 'text'},
  ];
};

export const errorLines = (state: State): readonly ErrorLine[] =>
  state.errors.length === 0
    ? [{text: 'No request to AWS has failed so far.', kind: 'text'}]
    : state.errors.flatMap(record => linesOf(record, state)).slice(0, -1);
