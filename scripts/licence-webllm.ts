import type { Part } from './licence-parts.ts'
import { bsd2, bsd3, mit, unicode } from './licence-terms.ts'

/**
 * What is inside the one file of @mlc-ai/web-llm, by the `sources` of its source map, the names found in the
 * WebAssembly files that it carries (two, in base64: the tokenizer's and the grammar's) and the build files of
 * the packages named there. To be looked through when web-llm is updated: the test fails on another version.
 * tokenizers-cpp can also read RWKV's vocabularies, with msgpack: of neither is there a trace in the file.
 */
export const webllmParts: readonly Part[] = [
  {
    name: 'TVM web runtime (@mlc-ai/web-runtime)',
    version: '0.28.0-dev0',
    licence: 'Apache-2.0',
    source: 'https://github.com/apache/tvm/tree/main/web',
    text: `Apache TVM
Copyright 2019-2023 The Apache Software Foundation

This product includes software developed at
The Apache Software Foundation (http://www.apache.org/).`,
  },
  {
    name: 'openai-node',
    licence: 'Apache-2.0',
    source: 'https://github.com/openai/openai-node',
    text: `Copyright 2024 OpenAI
The shapes of requests and replies, directly adopted by the WebLLM team with small tweaks.`,
  },
  {
    name: 'Rollup commonjs plugin',
    licence: 'MIT',
    source: 'https://github.com/rollup/plugins',
    text: `Some lines that join modules.

${mit('Copyright (c) 2019 RollupJS Plugin Contributors (https://github.com/rollup/plugins/graphs/contributors)')}`,
  },
  {
    name: 'XGrammar (@mlc-ai/web-xgrammar)',
    version: '0.1.27',
    licence: 'Apache-2.0',
    source: 'https://github.com/mlc-ai/xgrammar',
    text: `XGrammar

Copyright (c) 2024 by XGrammar Contributors`,
  },
  {
    name: 'PicoJSON',
    licence: 'BSD-2-Clause',
    source: 'https://github.com/kazuho/picojson',
    text: bsd2(`Copyright 2009-2010 Cybozu Labs, Inc.
Copyright 2011-2014 Kazuho Oku
All rights reserved.`),
  },
  {
    name: 'tokenizers-cpp (@mlc-ai/web-tokenizers)',
    version: '0.1.6',
    licence: 'Apache-2.0',
    source: 'https://github.com/mlc-ai/tokenizers-cpp',
    text: 'Copyright (c) 2023 by Contributors',
  },
  {
    name: 'SentencePiece',
    licence: 'Apache-2.0',
    source: 'https://github.com/google/sentencepiece',
    text: `Copyright 2016 Google Inc.

With parts of Abseil: Copyright 2017 The Abseil Authors, under the same licence.`,
  },
  {
    name: 'Darts-clone',
    licence: 'BSD-3-Clause',
    source: 'https://github.com/s-yata/darts-clone',
    text: bsd3('Copyright (c) 2008-2011, Susumu Yata\nAll rights reserved.', {
      liable: 'COPYRIGHT OWNER OR CONTRIBUTORS',
    }),
  },
  {
    name: 'Protocol Buffers (lite)',
    licence: 'BSD-3-Clause',
    source: 'https://github.com/protocolbuffers/protobuf',
    text: bsd3('Copyright 2008 Google Inc.  All rights reserved.', {
      holder: 'Google Inc.',
      liable: 'COPYRIGHT OWNER OR CONTRIBUTORS',
    }),
  },
  {
    name: 'Oniguruma',
    licence: 'BSD-2-Clause',
    source: 'https://github.com/kkos/oniguruma',
    text: bsd2('Copyright (c) 2002-2021  K.Kosako  <kkosako0@gmail.com>\nAll rights reserved.', {
      provider: 'AUTHOR AND CONTRIBUTORS',
      liable: 'AUTHOR OR CONTRIBUTORS',
    }),
  },
  {
    name: 'Rust crates under the Apache licence',
    licence: 'Apache-2.0',
    source: 'https://crates.io',
    text: `Compiled into the tokenizer's file. Where a version stands, the file itself names the crate. The others are
what those need: their versions, and how much of them the compiler kept, cannot be read from the file.
Most are offered under the Apache License, Version 2.0, or another licence; Hermit takes the Apache License.

tokenizers 0.21.1, esaxx-rs, spm_precompiled 0.1.4: by Hugging Face and Nicolas Patry
itoa, monostate, ryu, thiserror: by David Tolnay
serde 1.0.204, serde_json 1.0.121: by Erick Tryzelaar and David Tolnay
once_cell 1.19.0: by Aleksey Kladov
base64 0.13.1: Copyright (c) 2015 Alice Maz
bitflags, log 0.4.22, regex 1.10.5, regex-automata 0.4.7, regex-syntax 0.8.4:
  Copyright (c) 2014 The Rust Project Developers
cfg-if: Copyright (c) 2014 Alex Crichton
crossbeam-deque 0.8.5, crossbeam-epoch 0.9.18, crossbeam-utils:
  Copyright (c) 2019 The Crossbeam Project Developers
derive_builder: Copyright (c) 2016 rust-derive-builder contributors
either, itertools: Copyright (c) 2015, by bluss
getrandom: Copyright (c) 2018-2024 The rust-random Project Developers,
  Copyright (c) 2014 The Rust Project Developers
lazy_static 1.5.0, rayon 1.10.0, rayon-core 1.12.1: Copyright (c) 2010 The Rust Project Developers
libc: Copyright (c) The Rust Project Developers
macro_rules_attribute: Copyright 2019 Daniel Henry-Mantilla <daniel.henry.mantilla@gmail.com>
minimal-lexical: by Alex Huszagh
ppv-lite86: Copyright 2019 The CryptoCorrosion Contributors
rand 0.8.5, rand_chacha 0.3.1, rand_core: Copyright 2018 Developers of the Rand project,
  Copyright (c) 2014 The Rust Project Developers
rayon-cond: Copyright (c) 2018 Josh Stone
smallvec 1.13.2: Copyright (c) 2018 The Servo Project Developers
unicode-normalization-alignments 0.1.12, unicode-segmentation 1.11.0:
  Copyright (c) 2015 The Rust Project Developers
unicode_categories: Copyright (c) 2015 The unicode-categories Developers
zerocopy: Copyright 2023 The Fuchsia Authors
Rust standard library 1.86.0: Copyright (c) The Rust Project Contributors
hashbrown 0.15.2: Copyright (c) 2016 Amanieu d'Antras`,
  },
  {
    name: 'Rust crates under the MIT licence',
    licence: 'MIT',
    source: 'https://crates.io',
    text: mit(`Compiled into the tokenizer's file. Where a version stands, the file itself names the crate.

aho-corasick 1.1.3, memchr 2.7.4: Copyright (c) 2015 Andrew Gallant
nom: Copyright (c) 2014-2019 Geoffroy Couprie
onig 6.4.0, onig_sys: Copyright (c) 2015 Will Speak <will@willspeak.me>, Ivan Ivashchenko
  <defuz@me.com>, and contributors.`),
  },
  {
    name: 'Unicode character data',
    licence: 'Unicode-DFS-2016',
    source: 'https://www.unicode.org',
    text: `Tables in the Rust crates and in Oniguruma.\n\n${unicode}`,
  },
]

/**
 * What is compiled into the model library for WebGPU beside Hermit's own kernels and its own description of
 * the model: the sources that its recipe names and the system libraries that its linker took.
 */
export const modelLibraryParts: readonly Part[] = [
  {
    name: 'Apache TVM',
    version: '0.27.0.post1',
    licence: 'Apache-2.0',
    source: 'https://github.com/apache/tvm',
    text: `Apache TVM
Copyright 2019-2023 The Apache Software Foundation

This product includes software developed at
The Apache Software Foundation (http://www.apache.org/).

Changes: without its remote procedure calls and its sort for processors; a few support headers are Hermit's own.`,
  },
  {
    name: 'Apache TVM FFI',
    version: '0.1.15.post2',
    licence: 'Apache-2.0',
    source: 'https://github.com/apache/tvm-ffi',
    text: `Apache TVM FFI
Copyright 2024-present The Apache Software Foundation

This product includes software developed at
The Apache Software Foundation (http://www.apache.org/).`,
  },
  {
    name: 'DLPack',
    licence: 'Apache-2.0',
    source: 'https://github.com/dmlc/dlpack',
    text: 'Copyright 2017 by Contributors\n\nXGrammar, inside @mlc-ai/web-llm, is built with its headers too.',
  },
]
