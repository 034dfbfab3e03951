/** Reads CSV as RFC 4180 has it, with a line feed for its line break, and refuses what is none. */

const FIELD = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;

/** The records of a text in which each ends in a line feed. */
export const readCsv = (text: string): readonly (readonly string[])[] => {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(text);
    if (!match) throw new Error(`No field at ${at}`);
    const [whole, quoted, bare = ''] = match;
    record.push(quoted?.replaceAll('""', '"') ?? bare);
    at += whole.length;
    const mark = text[at++];
    if (mark === ',') continue;
    if (mark !== '\n') throw new Error(`${JSON.stringify(mark)} after the field that ends at ${at}`);
    records.push(record);
    record = [];
  }
  if (record.length > 0) throw new Error('The last record has no end');
  return records;
};
