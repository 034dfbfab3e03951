/** The keymap for every component that names a key. */
import {createContext, useContext} from 'react';
import type {Keymap} from '../../keys/keymap/keymap.ts';

export const KeymapContext = createContext<Keymap | undefined>(undefined);

/** The keymap that App was given. */
export const useKeymap = (): Keymap => {
  const keymap = useContext(KeymapContext);
  if (!keymap) throw new Error('no keymap: KeymapContext is missing');
  return keymap;
};
