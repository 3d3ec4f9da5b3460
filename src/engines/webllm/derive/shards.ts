import { type Parameter, type ParameterGroup, parameterBytes } from './parameters.ts'

/** A shard is full before it gets larger than this, unless one parameter alone is. */
const fullShardBytes = 24 * 1024 * 1024

/** One file of parameters, lying one after the other. */
export interface Shard {
  readonly name: string
  readonly bytes: number
  readonly parameters: readonly PlacedParameter[]
}

interface PlacedParameter {
  readonly parameter: Parameter
  readonly byteOffset: number
  readonly group: ParameterGroup
  /** Which of its group's parameters this is. */
  readonly member: number
}

/** Lays the parameters into shards, in their order. */
export function layShards(groups: readonly ParameterGroup[]): Shard[] {
  const shards: { bytes: number; parameters: PlacedParameter[] }[] = []
  for (const group of groups) {
    group.parameters.forEach((parameter, member) => {
      const bytes = parameterBytes(parameter)
      let shard = shards.at(-1)
      if (!shard || shard.bytes + bytes > fullShardBytes) {
        shard = { bytes: 0, parameters: [] }
        shards.push(shard)
      }
      shard.parameters.push({ parameter, byteOffset: shard.bytes, group, member })
      shard.bytes += bytes
    })
  }
  return shards.map((shard, index) => ({ ...shard, name: `params_shard_${index}.bin` }))
}

/** Makes a shard's bytes. A group's tensors are read once, also where it has several parameters in the shard. */
export async function fillShard({ bytes, parameters }: Shard): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = new ArrayBuffer(bytes)
  const targets = new Map<ParameterGroup, (Uint32Array | undefined)[]>()
  for (const { parameter, byteOffset, group, member } of parameters) {
    const into = targets.get(group) ?? group.parameters.map(() => undefined)
    into[member] = new Uint32Array(buffer, byteOffset, parameterBytes(parameter) / 4)
    targets.set(group, into)
  }
  for (const [group, into] of targets) await group.fill(into)
  return new Uint8Array(buffer)
}

/** The contents of `tensor-cache.json`: where WebLLM finds each parameter. */
export function tensorCache(shards: readonly Shard[]): object {
  return {
    metadata: {
      ParamSize: shards.reduce((sum, { parameters }) => sum + parameters.length, 0),
      ParamBytes: shards.reduce((sum, { bytes }) => sum + bytes, 0),
    },
    records: shards.map(({ name, bytes, parameters }) => ({
      dataPath: name,
      format: 'raw-shard',
      nbytes: bytes,
      records: parameters.map(({ parameter, byteOffset }) => ({
        ...parameter,
        format: 'raw',
        nbytes: parameterBytes(parameter),
        byteOffset,
      })),
    })),
  }
}
