import { bsd0, bsd2, bsd3, isc, type LicenceName, llvmException, mit, zlib } from './licence-terms.ts'

/** Something shipped that is no npm package of its own. */
export interface Part {
  readonly name: string
  readonly version?: string
  readonly licence: LicenceName
  /** Its notices and its licence; the text of the Apache licence is added where `licence` names that. */
  readonly text: string
  readonly source: string
}

/** What the build takes in although package.json does not call it a dependency of the running page. */
export const shippedByBuild: readonly string[] = [
  '@wllama/wllama-compat', // the engine for browsers that lack JSPI or 64-bit memory: its files are copied
  'rolldown', // some lines that join modules
  'vite', // some lines that load modules when they are needed
]

/**
 * Packages of whose dependencies the build takes in these only, as the modules of the built file name them: the other
 * half of the SDK is for servers, and Ajv is left out by src/mcp/without-ajv-plugin.ts.
 */
export const onlyOf: Readonly<Record<string, readonly string[]>> = {
  '@modelcontextprotocol/sdk': ['content-type', 'eventsource-parser', 'pkce-challenge', 'zod'],
}

/** Packages whose npm archive has no licence file: the one of a package of the same repository stands for it. */
export const licenceFileOf: Readonly<Record<string, string>> = {
  '@wllama/wllama-compat': '@wllama/wllama',
}

/** Packages that may be had under several licences, or name theirs loosely: the one that Hermit takes. */
export const chosenLicence: Readonly<Record<string, string>> = {
  dompurify: 'Apache-2.0',
  duck: 'BSD-2-Clause', // it says "BSD", and its text is this one
  jszip: 'MIT',
  pako: 'MIT AND Zlib', // both at once: its own and what it ports
}

/** Packages that state a licence and come without its text: the text, with the holder that the package names. */
export const ownText: Readonly<Record<string, string>> = {
  '@cfworker/json-schema': mit('Copyright (c) Jeremy Danyow'),
  'guid-typescript': isc('Copyright (c) nicolas'),
  'onnxruntime-common': mit('Copyright (c) Microsoft Corporation'),
  'onnxruntime-web': mit('Copyright (c) Microsoft Corporation'),
  pako: `${mit('Copyright (C) 2014-2017 by Vitaly Puzrin and Andrei Tuputcyn')}

What it ports of zlib 1.2.8:

${zlib('(C) 1995-2013 Jean-loup Gailly and Mark Adler\n(C) 2014-2017 Vitaly Puzrin and Andrey Tupitsin')}`,
}

/** The versions whose insides were looked through for the lists here and in licence-webllm.ts. A test holds it true. */
export const lookedThrough: Readonly<Record<string, string>> = {
  '@wllama/wllama': '3.8.1',
  '@wllama/wllama-compat': '3.8.1',
  '@mlc-ai/web-llm': '0.2.86',
  'pdfjs-dist': '5.5.207',
}

/**
 * What is compiled into wllama's two .wasm files or stands in the script that starts them, by its CMakeLists.txt,
 * its build_wasm.sh and the names found in the files.
 */
export const wllamaParts: readonly Part[] = [
  {
    name: 'llama.cpp, ggml',
    licence: 'MIT',
    source: 'https://github.com/ggml-org/llama.cpp',
    text: mit('Copyright (c) 2023-2026 The ggml authors'),
  },
  {
    name: 'JSON for Modern C++',
    version: '3.12.0',
    licence: 'MIT',
    source: 'https://github.com/nlohmann/json',
    text: mit('Copyright (c) 2013-2025 Niels Lohmann'),
  },
  {
    name: 'stb_image',
    licence: 'MIT',
    source: 'https://github.com/nothings/stb',
    text: mit('Copyright (c) 2017 Sean Barrett'),
  },
  {
    name: 'miniaudio',
    licence: 'MIT-0',
    source: 'https://github.com/mackron/miniaudio',
    text: mit('Copyright 2025 David Reid', false),
  },
  {
    name: 'sha256.c',
    licence: 'Public domain',
    source: 'https://github.com/jb55/sha256.c',
    text: '2010-06-11, Igor Pavlov: public domain. With rotate-bits.h by William Casarin: public domain.',
  },
  {
    name: 'Dawn (emdawnwebgpu)',
    licence: 'BSD-3-Clause',
    source: 'https://dawn.googlesource.com/dawn',
    text: `${bsd3('Copyright 2017-2023 The Dawn & Tint Authors')}

The headers generated for it:

${bsd3('Copyright (c) 2019, "WebGPU native" developers')}`,
  },
]

/** What Emscripten puts into the .wasm files and the scripts that start them, whatever was compiled. */
export const emscriptenParts: readonly Part[] = [
  {
    name: 'Emscripten',
    licence: 'MIT',
    source: 'https://github.com/emscripten-core/emscripten',
    text: `4.0.20 in @wllama/wllama, 3.1.69 in the model library; the files in @mlc-ai/web-llm do not say theirs.

${mit('Copyright (c) 2010-2014 Emscripten authors, see AUTHORS file.')}`,
  },
  {
    name: 'musl',
    licence: 'MIT',
    source: 'https://musl.libc.org',
    text: `${mit('Copyright © 2005-2020 Rich Felker, et al.')}

Most of its mathematical functions are
Copyright © 1993,2004 Sun Microsystems or
Copyright © 2003-2011 David Schultz or
Copyright © 2003-2009 Steven G. Kargl or
Copyright © 2003-2009 Bruce D. Evans or
Copyright © 2008 Stephen L. Moshier or
Copyright © 2017-2018 Arm Limited
and its smoothsort is Copyright © 2011 Valentin Ochs,
all under similarly permissive terms.`,
  },
  {
    name: 'dlmalloc',
    version: '2.8.6',
    licence: 'Public domain',
    source: 'https://gee.cs.oswego.edu/dl/html/malloc.html',
    text: `Written by Doug Lea and released to the public domain, as explained at
http://creativecommons.org/publicdomain/zero/1.0/`,
  },
  {
    name: 'LLVM (libc++, libc++abi, libunwind, compiler-rt)',
    licence: 'Apache-2.0 WITH LLVM-exception',
    source: 'https://llvm.org',
    text: `Copyright (c) the LLVM Project contributors

${llvmException}`,
  },
]

/** What else is inside the scripts of a package. */
export const scriptParts: readonly Part[] = [
  {
    name: 'SHA-256 of RHash',
    licence: '0BSD',
    source: 'https://github.com/rhash/RHash',
    text: bsd0(
      'Copyright (c) 2010, Aleksey Kravchenko <rhash.admin@gmail.com>\nModified for hash-wasm by Dani Biró',
    ),
  },
  {
    name: 'MD5 of Solar Designer',
    licence: 'Public domain',
    source: 'http://openwall.info/wiki/people/solar/software/public-domain-source-code/md5',
    text: `This software was written by Alexander Peslyak in 2001. No copyright is claimed, and the software is hereby
placed in the public domain. In case this attempt to disclaim copyright and place the software in the public domain
is deemed null and void, then the software is Copyright (c) 2001 Alexander Peslyak and it is hereby released to the
general public under the following terms:

Redistribution and use in source and binary forms, with or without modification, are permitted.

There's ABSOLUTELY NO WARRANTY, express or implied.

Modified for hash-wasm by Dani Biró`,
  },
  {
    name: 'SHA-1 of Steve Reid',
    licence: 'Public domain',
    source: 'https://github.com/Daninet/hash-wasm',
    text: `SHA-1 in C
By Steve Reid <steve@edmweb.com>
100% Public Domain

Modified for hash-wasm by Dani Biró`,
  },
  {
    name: 'xxHash',
    licence: 'BSD-2-Clause',
    source: 'https://github.com/Cyan4973/xxHash',
    text: bsd2('Copyright (C) 2012-2020 Yann Collet\nModified for hash-wasm by Dani Biró'),
  },
  {
    name: 'tslib',
    licence: '0BSD',
    source: 'https://github.com/microsoft/tslib',
    text: bsd0('Copyright (c) Microsoft Corporation.'),
  },
]

/** The language model that comes with the page. */
export const model: Part = {
  name: 'SmolLM2 135M Instruct',
  version: 'Q4_1',
  licence: 'Apache-2.0',
  source: 'https://huggingface.co/HuggingFaceTB/SmolLM2-135M-Instruct',
  text: `SmolLM2-135M-Instruct by HuggingFaceTB, licensed under the Apache License, Version 2.0.
Changes: quantised to Q4_1 by QuantFactory; split into several files for Hermit.`,
}
