import type { StepFailure } from '../engines/ladder.ts'
import { type DeviceRecord, deviceRecordSchema } from './device-record.ts'

/** What is known of this device from earlier runs. */
export interface DeviceMemory {
  failures(): readonly StepFailure[]
  addFailure(failure: StepFailure): void
  forgetFailures(): void
  isChecked(key: string): boolean
  setChecked(key: string): void
  /** Tokens a second as last measured. */
  rate(engineId: string, modelId: string): number | undefined
  noteRate(engineId: string, modelId: string, tokensPerSecond: number): void
  speed(): DeviceRecord['speed']
  setSpeed(speed: NonNullable<DeviceRecord['speed']>, now: number): void
  measuredAt(): number | undefined
  /** What follows is about this GPU and browser; what was known of another is forgotten. */
  identify(device: string): void
}

/** A rate that differs by less is noise and not worth a write. */
const rateNoise = 0.1

/** Builds the memory over a record that someone else keeps. */
export function createDeviceMemory(
  read: () => DeviceRecord,
  write: (record: DeviceRecord) => void,
): DeviceMemory {
  const change = (changes: Partial<DeviceRecord>) => write({ ...read(), ...changes })
  return {
    failures: () => read().failures,
    addFailure(failure) {
      const { failures } = read()
      if (!failures.some(({ key }) => key === failure.key)) change({ failures: [...failures, failure] })
    },
    forgetFailures: () => change({ failures: [], checked: [] }),
    isChecked: key => read().checked.includes(key),
    setChecked(key) {
      const { checked } = read()
      if (!checked.includes(key)) change({ checked: [...checked, key] })
    },
    rate: (engineId, modelId) => read().rates[`${engineId}:${modelId}`],
    noteRate(engineId, modelId, tokensPerSecond) {
      if (!Number.isFinite(tokensPerSecond) || tokensPerSecond <= 0) return
      const key = `${engineId}:${modelId}`
      const known = read().rates[key]
      if (known !== undefined && Math.abs(known / tokensPerSecond - 1) < rateNoise) return
      change({ rates: { ...read().rates, [key]: tokensPerSecond } })
    },
    speed: () => read().speed,
    setSpeed: (speed, now) => change({ speed, measuredAt: now }),
    measuredAt: () => read().measuredAt,
    identify(device) {
      if (read().device !== device) write({ ...deviceRecordSchema.parse({}), device })
    },
  }
}
