/** What a model writes before and after what it thinks. */
export interface ThoughtTags {
  readonly open: string
  readonly close: string
}

/** What most models write: DeepSeek R1, Qwen 3, SmolLM 3, GLM, MiniMax and what was distilled from them. */
export const commonTags: ThoughtTags = { open: '<think>', close: '</think>' }

/** The ways there are, the common one first: further ones of Magistral, Kimi, Seed, Command A, and by prompt alone. */
export const thoughtTags: readonly ThoughtTags[] = [
  commonTags,
  { open: '<thinking>', close: '</thinking>' },
  { open: '<reasoning>', close: '</reasoning>' },
  { open: '<thought>', close: '</thought>' },
  { open: '[THINK]', close: '[/THINK]' },
  { open: '◁think▷', close: '◁/think▷' },
  { open: '<seed:think>', close: '</seed:think>' },
  { open: '<|START_THINKING|>', close: '<|END_THINKING|>' },
]
