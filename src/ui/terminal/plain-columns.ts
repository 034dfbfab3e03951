/**
 * Text of which every character takes one column in every terminal, alone and beside any other: ASCII, Latin, the
 * punctuation of these texts, arrows, lines. Its width is its length; all other text is measured by string-width.
 */
export const PLAIN = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u257f]*$/;
