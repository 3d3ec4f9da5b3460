/** Rows and columns of the matrix: a layer of a model with 8B parameters. */
export const rows = 4096
export const columns = 4096
/** As WebLLM keeps weights of 4 bits beside floats of 32: 16 bytes and a scale for 32 weights. */
export const blockWeights = 32
/** Tokens of a prompt that are read at once. */
export const tokens = 32

/** A way to compute a product, and the workgroups that one takes. */
export interface Kernel {
  readonly code: string
  readonly groups: number
}

/** A way to multiply by a vector; `wide` reads the same bytes as half as many weights of twice the bits. */
export interface VectorKernel extends Kernel {
  readonly wide: string
}

const blocks = columns / blockWeights
const xColumns = columns / 4

const bindings = (scale: 'f32' | 'vec4f') => /* wgsl */ `
@group(0) @binding(0) var<storage, read> weights: array<vec4u>;
@group(0) @binding(1) var<storage, read> scales: array<${scale}>;
@group(0) @binding(2) var<storage, read> x: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> y: array<${scale}>;`

// For GPUs that are made to run a hundred thousand threads: the threads of a workgroup share what each has read.

const unpack = /* wgsl */ `
fn low(word: u32) -> vec4f { return vec4f((vec4u(word) >> vec4u(0u, 4u, 8u, 12u)) & vec4u(15u)); }
fn high(word: u32) -> vec4f { return vec4f((vec4u(word) >> vec4u(16u, 20u, 24u, 28u)) & vec4u(15u)); }`

/** Matrix times vector, a row for a workgroup. `line` adds the product of the words of a block to `sum`. */
const sharedVectorOf = (unpackLines: string, line: string) => /* wgsl */ `${bindings('f32')}${unpackLines}
var<workgroup> sums: array<f32, 64>;
@compute @workgroup_size(64)
fn run(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) at: u32) {
  var sum = 0.0;
  for (var block = at; block < ${blocks}u; block += 64u) {
    let words = weights[group.x * ${blocks}u + block];
${line}
  }
  sums[at] = sum;
  for (var half = 32u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (at < half) { sums[at] += sums[at + half]; }
  }
  if (at == 0u) { y[group.x] = sums[0]; }
}`

const sharedVector = sharedVectorOf(
  unpack,
  /* wgsl */ `    let first = block * 8u;
    let part = dot(low(words.x), x[first]) + dot(high(words.x), x[first + 1u])
      + dot(low(words.y), x[first + 2u]) + dot(high(words.y), x[first + 3u])
      + dot(low(words.z), x[first + 4u]) + dot(high(words.z), x[first + 5u])
      + dot(low(words.w), x[first + 6u]) + dot(high(words.w), x[first + 7u]);
    sum += part * scales[group.x * ${blocks}u + block];`,
)

/** The same bytes as half as many weights of 8 bits. */
const sharedVector8 = sharedVectorOf(
  /* wgsl */ `
fn four(word: u32) -> vec4f { return vec4f((vec4u(word) >> vec4u(0u, 8u, 16u, 24u)) & vec4u(255u)); }`,
  /* wgsl */ `    let first = block * 4u;
    let part = dot(four(words.x), x[first]) + dot(four(words.y), x[first + 1u])
      + dot(four(words.z), x[first + 2u]) + dot(four(words.w), x[first + 3u]);
    sum += part * scales[group.x * ${blocks / 2}u + block / 2u];`,
)

/** Matrix times matrix in tiles of 32 rows by 32 tokens, sixteen results a thread. */
const sharedMatrix = /* wgsl */ `${bindings('f32')}${unpack}
var<workgroup> left: array<vec4f, 256>;
var<workgroup> right: array<vec4f, 256>;
@compute @workgroup_size(8, 8)
fn run(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_id) id: vec3u,
  @builtin(local_invocation_index) at: u32,
) {
  var sums: array<vec4f, 4>;
  for (var block = 0u; block < ${blocks}u; block++) {
    for (var i = at; i < 256u; i += 64u) {
      left[i] = x[(i / 8u) * ${xColumns}u + block * 8u + i % 8u];
    }
    for (var i = at; i < 128u; i += 64u) {
      let place = (group.x * 32u + i / 4u) * ${blocks}u + block;
      let word = weights[place][i % 4u];
      right[i * 2u] = low(word) * scales[place];
      right[i * 2u + 1u] = high(word) * scales[place];
    }
    workgroupBarrier();
    for (var k = 0u; k < 8u; k++) {
      let row = id.x * 32u + k;
      for (var token = 0u; token < 4u; token++) {
        let l = left[(id.y * 4u + token) * 8u + k];
        sums[token] += vec4f(dot(l, right[row]), dot(l, right[row + 8u]), dot(l, right[row + 16u]), dot(l, right[row + 24u]));
      }
    }
    workgroupBarrier();
  }
  for (var token = 0u; token < 4u; token++) {
    for (var i = 0u; i < 4u; i++) {
      y[(id.y * 4u + token) * ${rows}u + group.x * 32u + id.x * 4u + i] = sums[token][i];
    }
  }
}`

// For what has few threads, or only plays a GPU: four rows a thread, their words side by side, nothing shared.

const each = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('\n')
const nibble = (at: number) => `vec4f((words >> vec4u(${at * 4}u)) & vec4u(15u))`
const component = (at: number) => 'xyzw'[at % 4]

const aloneVector = /* wgsl */ `${bindings('vec4f')}
@compute @workgroup_size(16)
fn run(@builtin(global_invocation_id) id: vec3u) {
  var sum = vec4f();
  for (var block = 0u; block < ${blocks}u; block++) {
    var part = vec4f();
    for (var k = block * 4u; k < block * 4u + 4u; k++) {
      let words = weights[k * ${rows / 4}u + id.x];
      let first = x[k * 2u];
      let second = x[k * 2u + 1u];
      ${each(8, at => `part += ${nibble(at)} * ${at < 4 ? 'first' : 'second'}.${component(at)};`)}
    }
    sum += part * scales[block * ${rows / 4}u + id.x];
  }
  y[id.x] = sum;
}`

const octet = (at: number) => `vec4f((words >> vec4u(${at * 8}u)) & vec4u(255u))`

/** The same bytes as half as many weights of 8 bits. */
const aloneVector8 = /* wgsl */ `${bindings('vec4f')}
@compute @workgroup_size(16)
fn run(@builtin(global_invocation_id) id: vec3u) {
  var sum = vec4f();
  for (var block = 0u; block < ${blocks / 2}u; block++) {
    var part = vec4f();
    for (var k = block * 8u; k < block * 8u + 8u; k++) {
      let words = weights[k * ${rows / 4}u + id.x];
      let four = x[k];
      ${each(4, at => `part += ${octet(at)} * four.${component(at)};`)}
    }
    sum += part * scales[block * ${rows / 4}u + id.x];
  }
  y[id.x] = sum;
}`

const aloneTokens = 8
const aloneMatrix = /* wgsl */ `${bindings('vec4f')}
@compute @workgroup_size(16)
fn run(@builtin(global_invocation_id) id: vec3u) {
  let column = id.x % ${rows / 4}u;
  let token = id.x / ${rows / 4}u * ${aloneTokens}u;
  ${each(aloneTokens, t => `var sum${t} = vec4f();`)}
  for (var k = 0u; k < ${columns / 8}u; k++) {
    let words = weights[k * ${rows / 4}u + column];
    let scale = scales[k / 4u * ${rows / 4}u + column];
    ${each(8, at => `let w${at} = ${nibble(at)} * scale;`)}
    ${each(
      aloneTokens,
      t => `{
      let first = x[(token + ${t}u) * ${xColumns}u + k * 2u];
      let second = x[(token + ${t}u) * ${xColumns}u + k * 2u + 1u];
      sum${t} += ${Array.from({ length: 8 }, (_, at) => `w${at} * ${at < 4 ? 'first' : 'second'}.${component(at)}`).join(' + ')};
    }`,
    )}
  }
  ${each(aloneTokens, t => `y[(token + ${t}u) * ${rows / 4}u + column] = sum${t};`)}
}`

/** Matrix times vector, what decoding a token does, in two ways. */
export const vectorKernels: readonly VectorKernel[] = [
  { code: aloneVector, wide: aloneVector8, groups: rows / 4 / 16 },
  { code: sharedVector, wide: sharedVector8, groups: rows },
]
/** Matrix times matrix, what reading a prompt does, in two ways. */
export const matrixKernels: readonly Kernel[] = [
  { code: aloneMatrix, groups: ((rows / 4) * (tokens / aloneTokens)) / 16 },
  { code: sharedMatrix, groups: rows / 32 },
]

/** Next to nothing, after what went before: what a dispatch costs by itself. */
export const touchShader = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<uniform> step: vec4f;
@compute @workgroup_size(64)
fn run(@builtin(global_invocation_id) id: vec3u) { y[id.x] += step.x; }`
