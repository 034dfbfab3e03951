/** Reduces a failure message to its kind: what differs between two jobs that failed for the same reason becomes “…”. */

/** The API's limit for a failure message. Nothing after it is read. */
const MESSAGE_MAX = 2048;
/** Longer texts that are alike up to here count as one reason: AWS cuts a message that is too long, and not always in the same place. */
const REASON_MAX = 600;

const GAP = '…';

/** These names say what is wrong, unlike the names that people and programs give to their own files. */
const FIXED_FILES: ReadonlySet<string> = new Set([
  'adapter_config.json',
  'adapter_model.safetensors',
  'chat_template.jinja',
  'chat_template.json',
  'config.json',
  'generation_config.json',
  'merges.txt',
  'model.safetensors',
  'model.safetensors.index.json',
  'preprocessor_config.json',
  'special_tokens_map.json',
  'tokenizer.json',
  'tokenizer.model',
  'tokenizer_config.json',
  'vocab.json',
]);
const FILE = /\.(?:bin|gguf|h5|jinja|json|jsonl|md|model|msgpack|onnx|pkl|pt|pth|py|safetensors|txt|ya?ml|zip)$/i;

/** bedrock.amazonaws.com: who a policy has to trust. */
const SERVICE = /^[a-z0-9-]+\.amazonaws\.com$/;

/** Words with dots: a file, or the name of a tensor or a host. A word with a single dot may be two sentences without a space. */
const dotted = (word: string): string => {
  if (FIXED_FILES.has(word) || SERVICE.test(word)) return word;
  return FILE.test(word) || word.split('.').length > 2 ? GAP : word;
};

type Rule = readonly [pattern: RegExp, replacement: string | ((...match: string[]) => string)];

/** Each pattern takes time in proportion to the text: what repeats without limit never overlaps with what follows. The order counts. */
const RULES: readonly Rule[] = [
  [/\s+/g, ' '],
  // URIs and ARNs, without the punctuation that follows them.
  [/\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s'"“”<>]*[^\s'"“”<>.,:;!?)\]]/gi, GAP],
  [/\barn:[^\s'"“”<>]*[^\s'"“”<>.,:;!?)\]]/gi, GAP],
  // Quoted names. An apostrophe is none: a letter stands before it, or after the next one.
  [/(?<!\w)'[^'\n]{1,200}'(?!\w)/g, GAP],
  [/"[^"\n]{1,200}"|“[^”\n]{1,200}”|‘[^’\n]{1,200}’|`[^`\n]{1,200}`/g, GAP],
  // Tensor shapes.
  [/\[[\d\s,.x×-]+\]|\b\d+(?:\s?[x×]\s?\d+)+\b/g, GAP],
  [/(?<![\w./-])(?:\/[\w.~+-]+|[\w.~+-]+\/[\w.~+-]+\/)[\w./~+-]*[\w/]/g, GAP],
  [/(?<![\w-])[\w-]+(?:\.[\w-]+)+/g, dotted],
  // Classes of models and tokenizers. Other capitalised words, such as AccessDenied, say what happened.
  [/\b[A-Z]\w*(?:For[A-Z]\w+|[a-z0-9](?:Model|Config|Tokenizer|TokenizerFast))\b/g, GAP],
  // UUIDs and ids.
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, GAP],
  [/\b(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{10,}\b/g, GAP],
  // A name after the word for what it names.
  [/\b(bucket) [a-z0-9]+(?:[.-][a-z0-9]+)+\b/gi, `$1 ${GAP}`],
  [/\b(directory|job|key|model|object|prefix|role|tensor|user) (?=[\w-]*[\d_])[\w-]+/gi, `$1 ${GAP}`],
  // Times, then numbers with their units.
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/g, GAP],
  [
    /(?<!\w|\w\.)\d+(?:[.,:]\d+)*(?:\s?(?:[KMGTP]i?B|bytes?|[KMBk]|%|ms|s|sec|seconds?|min|minutes?|hours?|days?))?(?!\w)/g,
    GAP,
  ],
  // A list that has got longer is the same list.
  [/…(?:(?:, and |, or |, | and | or )…)+/g, GAP],
  [/…(?: ?…)+/g, GAP],
];

/** The reason that the message gives. Empty if it says nothing. `message` as plain text. */
export const reasonOf = (message: string): string => {
  let text = message.slice(0, MESSAGE_MAX);
  for (const [pattern, replacement] of RULES) text = text.replace(pattern, replacement as string);
  text = text.trim();
  return text.length > REASON_MAX ? `${text.slice(0, REASON_MAX).trimEnd()}${GAP}` : text;
};
