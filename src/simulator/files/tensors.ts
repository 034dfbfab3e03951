/** The tensors that a model of a given shape has, by the names that transformers gives them. */
import type {Layout, ModelShape} from './model-shapes.ts';

export interface Tensor {
  readonly name: string;
  /** As safetensors names it. Simulated weights are BF16. */
  readonly type: string;
  readonly shape: readonly number[];
}

type Named = readonly [name: string, ...shape: number[]];

const attention = (at: string, {hidden, heads, keyHeads, headSize, modelType}: ModelShape): Named[] => [
  [`${at}self_attn.q_proj.weight`, heads * headSize, hidden],
  [`${at}self_attn.k_proj.weight`, keyHeads * headSize, hidden],
  [`${at}self_attn.v_proj.weight`, keyHeads * headSize, hidden],
  [`${at}self_attn.o_proj.weight`, hidden, heads * headSize],
  ...(modelType.startsWith('qwen3')
    ? ([
        [`${at}self_attn.q_norm.weight`, headSize],
        [`${at}self_attn.k_norm.weight`, headSize],
      ] satisfies Named[])
    : []),
  ...(modelType.startsWith('qwen2')
    ? ([
        [`${at}self_attn.q_proj.bias`, heads * headSize],
        [`${at}self_attn.k_proj.bias`, keyHeads * headSize],
        [`${at}self_attn.v_proj.bias`, keyHeads * headSize],
      ] satisfies Named[])
    : []),
];

const gated = (
  at: string,
  {hidden, inner}: ModelShape,
  [gate, down, up]: readonly [string, string, string],
): Named[] => [
  [`${at}${gate}.weight`, inner, hidden],
  [`${at}${down}.weight`, hidden, inner],
  [`${at}${up}.weight`, inner, hidden],
];

const PROJECTIONS = ['gate_proj', 'down_proj', 'up_proj'] as const;

/** The feed-forward part of a decoder layer. */
const FEED_FORWARD: Readonly<Record<string, (at: string, shape: ModelShape) => Named[]>> = {
  llama: (at, shape) => gated(`${at}mlp.`, shape, PROJECTIONS),
  mixtral: (at, shape) => [
    [`${at}block_sparse_moe.gate.weight`, shape.experts, shape.hidden],
    ...experts(shape, i => gated(`${at}block_sparse_moe.experts.${i}.`, shape, ['w1', 'w2', 'w3'])),
  ],
  moe: (at, shape) => [
    [`${at}mlp.gate.weight`, shape.experts, shape.hidden],
    ...experts(shape, i => gated(`${at}mlp.experts.${i}.`, shape, PROJECTIONS)),
  ],
  'fused-moe': (at, {experts: count, hidden, inner}) => [
    [`${at}mlp.router.weight`, count, hidden],
    [`${at}mlp.experts.gate_up_proj`, count, hidden, 2 * inner],
    [`${at}mlp.experts.down_proj`, count, inner, hidden],
  ],
};

const experts = ({experts: count}: ModelShape, each: (index: number) => Named[]): Named[] =>
  Array.from({length: count}, (_, i) => each(i)).flat();

const layersOf = ({layers}: ModelShape, each: (index: number) => Named[]): Named[] =>
  Array.from({length: layers}, (_, i) => each(i)).flat();

const decoder = (shape: ModelShape): Named[] => {
  const {hidden, vocabulary, layout, tower} = shape;
  const model = tower === 'vision_model.' ? 'language_model.model.' : 'model.';
  const head = tower === 'vision_model.' ? 'language_model.lm_head.weight' : 'lm_head.weight';
  return [
    [`${model}embed_tokens.weight`, vocabulary, hidden],
    ...layersOf(shape, i => {
      const at = `${model}layers.${i}.`;
      return [
        [`${at}input_layernorm.weight`, hidden],
        ...(FEED_FORWARD[layout]?.(at, shape) ?? []),
        [`${at}post_attention_layernorm.weight`, hidden],
        ...attention(at, shape),
      ];
    }),
    [`${model}norm.weight`, hidden],
    [head, vocabulary, hidden],
  ];
};

/** A vision tower, much simplified. */
const vision = ({tower, hidden}: ModelShape): Named[] =>
  tower === ''
    ? []
    : [
        [`${tower}patch_embed.proj.weight`, 1280, 3, 14, 14],
        ...Array.from({length: 32}, (_, i): Named[] => [
          [`${tower}blocks.${i}.attn.qkv.weight`, 3840, 1280],
          [`${tower}blocks.${i}.attn.proj.weight`, 1280, 1280],
          [`${tower}blocks.${i}.mlp.up_proj.weight`, 5120, 1280],
          [`${tower}blocks.${i}.mlp.down_proj.weight`, 1280, 5120],
        ]).flat(),
        [`${tower}merger.mlp.weight`, hidden, 1280],
      ];

const t5 = (shape: ModelShape): Named[] => {
  const {hidden, inner, vocabulary, layers} = shape;
  const self = (at: string): Named[] => ['q', 'k', 'v', 'o'].map(name => [`${at}.${name}.weight`, hidden, hidden]);
  const dense = (at: string): Named[] => gated(`${at}.DenseReluDense.`, {...shape, inner}, ['wi_0', 'wo', 'wi_1']);
  return [
    ['shared.weight', vocabulary, hidden],
    ...Array.from({length: layers}, (_, i): Named[] => [
      ...self(`encoder.block.${i}.layer.0.SelfAttention`),
      ...dense(`encoder.block.${i}.layer.1`),
      ...self(`decoder.block.${i}.layer.0.SelfAttention`),
      ...self(`decoder.block.${i}.layer.1.EncDecAttention`),
      ...dense(`decoder.block.${i}.layer.2`),
    ]).flat(),
    ['encoder.final_layer_norm.weight', hidden],
    ['decoder.final_layer_norm.weight', hidden],
    ['lm_head.weight', vocabulary, hidden],
  ];
};

const bigCode = (shape: ModelShape): Named[] => {
  const {hidden, inner, vocabulary, context, headSize} = shape;
  return [
    ['transformer.wte.weight', vocabulary, hidden],
    ['transformer.wpe.weight', context, hidden],
    ...layersOf(shape, i => [
      [`transformer.h.${i}.ln_1.weight`, hidden],
      [`transformer.h.${i}.attn.c_attn.weight`, hidden + 2 * headSize, hidden],
      [`transformer.h.${i}.attn.c_proj.weight`, hidden, hidden],
      [`transformer.h.${i}.ln_2.weight`, hidden],
      [`transformer.h.${i}.mlp.c_fc.weight`, inner, hidden],
      [`transformer.h.${i}.mlp.c_proj.weight`, hidden, inner],
    ]),
    ['transformer.ln_f.weight', hidden],
    ['lm_head.weight', vocabulary, hidden],
  ];
};

const OTHER_LAYOUTS: Readonly<Partial<Record<Layout, (shape: ModelShape) => Named[]>>> = {t5, bigcode: bigCode};

export const tensorsOf = (shape: ModelShape): readonly Tensor[] => {
  const named = OTHER_LAYOUTS[shape.layout]?.(shape) ?? [...decoder(shape), ...vision(shape)];
  return named.map(([name, ...dimensions]) => ({name, type: 'BF16', shape: dimensions}));
};

/** In a layer of the language model, and not one of its experts. */
const IS_ADAPTED = /^(?!vis).*\.\d+\.(?!.*(?:experts|router|\.gate\.))/;

/** The tensors of a LoRA adapter for all linear layers: two small matrices in 32 bits for each. */
export const adapterTensorsOf = (shape: ModelShape, rank: number): readonly Tensor[] =>
  tensorsOf(shape).flatMap(({name, shape: [rows = 0, columns, ...more]}): readonly Tensor[] => {
    if (columns === undefined || more.length > 0 || !IS_ADAPTED.test(name)) return [];
    const at = `base_model.model.${name.replace(/weight$/, '')}`;
    return [
      {name: `${at}lora_A.weight`, type: 'F32', shape: [rank, columns]},
      {name: `${at}lora_B.weight`, type: 'F32', shape: [rows, rank]},
    ];
  });
