/** The recent failures in full, as lines of text. */
import {momentOf, sentence} from './format.ts';
import type {ErrorRecord, State} from './state.ts';
import {wrap} from './wrap.ts';

export interface ErrorLine {
  readonly text: string;
  readonly isTitle: boolean;
}

const linesOf = ({at, error}: ErrorRecord, state: State): readonly ErrorLine[] => {
  const origin = [error.operation, error.requestId && `request ${error.requestId}`].filter(Boolean).join(' · ');
  const texts = [sentence(error.why), sentence(error.next), ...(origin ? [origin] : [])];
  const width = state.size.columns - 4;
  return [
    ...wrap(`${momentOf(at)}  ${error.what}`, width + 2, state.settings.widthOf).map(text => ({text, isTitle: true})),
    ...texts
      .flatMap(text => wrap(text, width, state.settings.widthOf))
      .map(text => ({text: `  ${text}`, isTitle: false})),
    {text: '', isTitle: false},
  ];
};

export const errorLines = (state: State): readonly ErrorLine[] =>
  state.errors.length === 0
    ? [{text: 'Nothing has failed since the program started.', isTitle: false}]
    : state.errors.flatMap(record => linesOf(record, state)).slice(0, -1);
