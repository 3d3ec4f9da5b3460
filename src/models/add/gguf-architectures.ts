/** Language models that the llama.cpp in wllama 3.8.1 runs, by general.architecture. A test holds it to the wasm. */
const chatting = `
  afmoe apertus arcee arctic arwkv7 baichuan bailingmoe bailingmoe2 bailingmoe3 bitnet bloom chameleon chatglm
  codeshell cogvlm cohere2 cohere2moe command-r dbrx deci deepseek deepseek2 deepseek2-ocr deepseek32 deepseek4 dots1
  dots3note ernie4_5 ernie4_5-moe exaone exaone-moe exaone4 falcon falcon-h1 gemma gemma2 gemma3 gemma3n gemma4
  glm-dsa glm4 glm4moe glm5-next gpt-oss gpt2 gptneox granite granite_swa granitehybrid granitemoe graniteswitch grok
  grovemoe hrm_text hunyuan-dense hunyuan-moe hunyuan_vl hy_v3 hy_v4 internlm2 jais jais2 jamba kimi-k3 kimi-linear
  laguna lfm2 lfm2moe llama llama4 maincoder mamba mamba2 maple mellum mimo2 minicpm minicpm3 minimax-01 minimax-m2
  minimax-m3 mistral3 mistral4 mpt muse-glimmer nanbeige nemotron nemotron_h nemotron_h_moe olmo olmo2 olmoe openelm
  orion paddleocr pangu-embedded phi2 phi3 phimoe plamo plamo2 plamo3 plm qwen qwen2 qwen2moe qwen2vl qwen3 qwen35
  qwen35moe qwen3moe qwen3next qwen3vl qwen3vlmoe qwen4exp refact rwkv6 rwkv6qwen2 rwkv7 seed_oss smallthinker smollm3
  spark2_5 stablelm starcoder starcoder2 step35 talkie xverse`

/** What it knows too, and why Hermit cannot chat with it. */
const others = {
  'an embedding model, which does not write text':
    'bert eurobert gemma-embedding jina-bert-v2 jina-bert-v3 llama-embed modern-bert neo-bert nomic-bert nomic-bert-moe t5encoder',
  'a part for pictures or sound, not a language model': 'clip pockettts qwen3tts wavtokenizer-dec',
  'a helper of another model': 'dflash eagle3 gemma4-assistant',
  'a diffusion model, which does not write from left to right': 'dream llada llada-moe rnd1',
  'an encoder and decoder, which cannot chat': 't5',
}

const words = (text: string) => text.trim().split(/\s+/)

/** Architectures that run here. */
export const runnableArchitectures: ReadonlySet<string> = new Set(words(chatting))

/** Why an architecture does not run here, where llama.cpp knows it. */
export const otherArchitectures: ReadonlyMap<string, string> = new Map(
  Object.entries(others).flatMap(([why, names]) => words(names).map(name => [name, why] as const)),
)
