/** The models that the simulated account imports: their families, and what they are fine-tuned for. */
import type {ModelKind} from './job-record.ts';

export interface Family extends ModelKind {
  /** The family's name as used in job names. */
  readonly stem: string;
  /** How long an import takes, in minutes: minimum and maximum. */
  readonly minutes: readonly [number, number];
}

type Row = readonly [stem: string, architecture: string, units: number, instruct: boolean, min: number, max: number];

const ROWS: readonly Row[] = [
  ['llama-3-8b', 'llama', 2, true, 8, 18],
  ['llama-3.1-8b', 'llama', 2, true, 8, 18],
  ['llama-3.1-70b', 'llama', 8, true, 28, 45],
  ['llama-3.2-3b', 'llama', 1, true, 4, 10],
  ['llama-3.2-11b-vision', 'mllama', 4, true, 12, 26],
  ['llama-3.3-70b', 'llama', 8, true, 28, 45],
  ['mistral-7b', 'mistral', 2, true, 7, 17],
  ['mixtral-8x7b', 'mixtral', 8, true, 20, 38],
  ['qwen2.5-7b', 'qwen2', 2, true, 7, 16],
  ['qwen2.5-coder-7b', 'qwen2', 2, true, 7, 16],
  ['qwen2.5-vl-7b', 'qwen2_5_vl', 2, true, 9, 19],
  ['qwen3-4b', 'qwen3', 1, false, 4, 11],
  ['qwen3-30b-a3b', 'qwen3_moe', 4, false, 16, 31],
  ['gpt-oss-20b', 'gpt_oss', 4, true, 11, 22],
  ['flan-t5-xl', 't5', 1, false, 4, 9],
  ['starcoder-15b', 'gpt_bigcode', 4, false, 10, 21],
];

export const FAMILIES: readonly Family[] = ROWS.map(([stem, architecture, units, instructSupported, min, max]) => ({
  stem,
  architecture,
  units,
  instructSupported,
  minutes: [min, max],
}));

export const TOPICS: readonly string[] = [
  'support',
  'sql',
  'claims',
  'legal',
  'triage',
  'invoices',
  'search',
  'summaries',
  'moderation',
  'tickets',
  'contracts',
  'faq',
  'intents',
  'redaction',
  'catalogue',
  'notes',
  'onboarding',
  'fraud',
];

const byLongestStem = [...FAMILIES].sort((a, b) => b.stem.length - a.stem.length);
const DEFAULT_KIND: ModelKind = {architecture: 'llama', instructSupported: true, units: 2};

/** Guesses the kind of a model from `text`, such as its name and S3 URI, because there are no weights to read. */
export const guessKind = (text: string): ModelKind => {
  const lower = text.toLowerCase();
  const found =
    byLongestStem.find(family => lower.includes(family.stem)) ??
    FAMILIES.find(family => lower.includes(family.stem.slice(0, family.stem.search(/[^a-z]/))));
  const {architecture, instructSupported, units} = found ?? DEFAULT_KIND;
  return {architecture, instructSupported, units};
};
