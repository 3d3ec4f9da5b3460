import { useId, useState } from 'react'
import { Button, IconButton } from '../../ui/Button.tsx'
import { usePresetsText } from '../../ui/i18n/presets-dialogs.ts'
import { DiceIcon } from '../../ui/icons.tsx'
import type { Sampling } from '../chat-settings.ts'
import {
  highestSeed,
  parseNumber,
  type SamplingField,
  samplingFields,
  withSampling,
} from './sampling-fields.ts'

interface SamplingControlsProps {
  readonly sampling: Sampling | undefined
  readonly onChange: (sampling: Sampling | undefined) => void
}

/** How the next word is chosen, each control with what it means; what is not set is Hermit's choice. */
export function SamplingControls({ sampling, onChange }: SamplingControlsProps) {
  const words = usePresetsText()
  const id = useId()
  const set = (name: keyof Sampling, value: number | undefined) =>
    onChange(withSampling(sampling, name, value))
  return (
    <section className="sampling" aria-labelledby={id}>
      <h3 id={id}>{words.sampling}</h3>
      {samplingFields.map(field => (
        <RangeControl
          key={field.name}
          field={field}
          value={sampling?.[field.name]}
          onChange={value => set(field.name, value)}
        />
      ))}
      <SeedControl
        value={sampling?.seed}
        isIdle={(sampling?.temperature ?? 0) === 0}
        onChange={value => set('seed', value)}
      />
    </section>
  )
}

interface RangeControlProps {
  readonly field: SamplingField
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
}

function RangeControl({ field, value, onChange }: RangeControlProps) {
  const words = usePresetsText()
  const id = useId()
  const { name, min, max, step, rest } = field
  return (
    <div className="sampling-control">
      <ControlHead label={words[name]} isSet={value !== undefined} onReset={() => onChange(undefined)} />
      <div className="field-line">
        <input
          type="range"
          aria-label={words[name]}
          aria-describedby={id}
          aria-valuetext={value === undefined ? words.hermitsChoice : undefined}
          data-unset={value === undefined}
          min={min}
          max={max}
          step={step}
          value={Math.min(value ?? rest, max)}
          onChange={event => onChange(event.target.valueAsNumber)}
        />
        <NumberField
          label={words[name]}
          describedBy={id}
          value={value}
          bounds={{ min, max, isWhole: name === 'maxTokens' }}
          step={step}
          onChange={onChange}
        />
      </div>
      <p id={id} className="hint">
        {words[`${name}Hint`]}
      </p>
    </div>
  )
}

interface SeedControlProps {
  readonly value: number | undefined
  /** No dice are thrown at this temperature. */
  readonly isIdle: boolean
  readonly onChange: (value: number | undefined) => void
}

function SeedControl({ value, isIdle, onChange }: SeedControlProps) {
  const words = usePresetsText()
  const id = useId()
  const roll = () => onChange((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % 1_000_000)
  return (
    <div className="sampling-control">
      <ControlHead label={words.seed} isSet={value !== undefined} onReset={() => onChange(undefined)} />
      <div className="field-line">
        <NumberField
          label={words.seed}
          describedBy={id}
          value={value}
          bounds={{ min: 0, max: highestSeed, isWhole: true }}
          step={1}
          onChange={onChange}
        />
        <IconButton label={words.rollDice} onClick={roll}>
          <DiceIcon />
        </IconButton>
      </div>
      <p id={id} className="hint">
        {words.seedHint} {isIdle && value !== undefined && words.seedIdle}
      </p>
    </div>
  )
}

interface ControlHeadProps {
  readonly label: string
  readonly isSet: boolean
  readonly onReset: () => void
}

function ControlHead({ label, isSet, onReset }: ControlHeadProps) {
  const words = usePresetsText()
  return (
    <div className="field-head">
      <span className="sampling-name">{label}</span>
      <Button kind="text" aria-label={words.reset(label)} disabled={!isSet} onClick={onReset}>
        {words.hermitsChoice}
      </Button>
    </div>
  )
}

interface NumberFieldProps {
  readonly label: string
  readonly describedBy: string
  readonly value: number | undefined
  readonly bounds: { readonly min: number; readonly max: number; readonly isWhole: boolean }
  readonly step: number
  readonly onChange: (value: number | undefined) => void
}

/** A number as it is typed; what is half typed or out of bounds is not taken, and an empty field is no choice. */
function NumberField({ label, describedBy, value, bounds, step, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? (value === undefined ? '' : String(value))
  const isWrong = typed !== undefined && typed !== '' && parseNumber(typed, bounds) === undefined
  return (
    <input
      className="field numbers"
      type="number"
      inputMode={bounds.isWhole ? 'numeric' : 'decimal'}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={isWrong}
      placeholder="–"
      min={bounds.min}
      max={bounds.max}
      step={bounds.isWhole ? 1 : step}
      value={shown}
      onChange={event => {
        const { value: next } = event.target
        setTyped(next)
        const number = parseNumber(next, bounds)
        if (number !== undefined || next === '') onChange(number)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
