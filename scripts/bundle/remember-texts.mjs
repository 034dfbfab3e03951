/** Memoizes a function of one text. */

const MOST_KEPT = 500;

export const rememberTexts = make => {
  const known = new Map();
  return text => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= MOST_KEPT) known.clear();
      made = make(text);
      known.set(text, made);
    }
    return made;
  };
};
