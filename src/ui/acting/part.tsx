/** How the part that acts is drawn: its screens, and the line of a search. It is loaded after the first page, together with its rules. */
import {useIsScreenReaderEnabled} from 'ink';
import {modelNameProblem} from '../../core/domain/model-query.ts';
import {inMinutes} from '../../core/screens/shared/reader.ts';
import {overlayOf} from '../../core/state/select.ts';
import type {State} from '../../core/state/state.ts';
import type {FieldFeed} from '../../keys/field/input-feed.ts';
import {MODEL_SEARCH_FIELD} from '../../keys/keymap/focused-field.ts';
import type {Store} from '../../runtime/store.ts';
import {InputLine} from '../parts/footer.tsx';
import {FormScreen} from './form-screen.tsx';
import {ModelCopyMenu} from './model-copy-menu.tsx';
import {ModelsScreen} from './models-screen.tsx';
import {QuitScreen} from './quit-screen.tsx';
import {ReaderForm} from './reader-form.tsx';
import {ReviewScreen} from './review-screen.tsx';
import {TagsScreen} from './tags-screen.tsx';

export {ACTING} from '../../core/acting/part.ts';

interface ActingProps {
  readonly state: State;
  readonly store: Store;
  readonly feed: FieldFeed;
}

/** The top overlay, which is one of this part. */
export const ActingBody = ({state, store, feed}: ActingProps) => {
  const isScreenReader = useIsScreenReaderEnabled();
  const overlay = overlayOf(state);
  switch (overlay?.kind) {
    case 'models':
    case 'model-search':
      return <ModelsScreen state={state} />;
    case 'model-copy':
      return <ModelCopyMenu state={state} overlay={overlay} />;
    case 'tags':
      return <TagsScreen state={state} overlay={overlay} />;
    case 'form': {
      const onEdit = (field: string, value: string) =>
        store.dispatch({kind: 'acted', action: {kind: 'form-edited', field, value}});
      const Form = isScreenReader ? ReaderForm : FormScreen;
      return <Form state={state} overlay={overlay} feed={feed} onEdit={onEdit} />;
    }
    case 'review':
      return <ReviewScreen state={isScreenReader ? inMinutes(state) : state} overlay={overlay} />;
    case 'quit':
      return <QuitScreen state={state} />;
    default:
      return undefined;
  }
};

/** The line of the name that is searched for. */
export const ModelSearchLine = ({state, store, feed}: ActingProps) => {
  const overlay = overlayOf(state);
  if (overlay?.kind !== 'model-search') return undefined;
  return (
    <InputLine
      state={state}
      feed={feed}
      id={MODEL_SEARCH_FIELD}
      value={overlay.draft}
      problem={modelNameProblem(overlay.draft)}
      subject="models"
      onEdit={text => store.dispatch({kind: 'acted', action: {kind: 'model-search-edited', text}})}
    />
  );
};
