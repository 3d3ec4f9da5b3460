import type { ModelsText } from '../../ui/i18n/models-dialog.ts'
import type { Build } from '../catalogue/offer.ts'
import type { BuildFit } from '../fit/fit.ts'

/** How fast it is here: measured beside predicted, or predicted alone; empty where nothing is known. */
export function speedText(text: ModelsText, fit: BuildFit | undefined): string {
  if (fit?.tokensPerSecond === undefined) return ''
  const { tokensPerSecond, basis, predicted } = fit
  if (basis !== 'measured') return text.speedHere(tokensPerSecond)
  return predicted === undefined
    ? text.speedMeasured(tokensPerSecond)
    : text.speedBoth(tokensPerSecond, predicted)
}

/** The same in few words, for a row. */
export function shortSpeedText(text: ModelsText, fit: BuildFit | undefined): string {
  if (fit?.tokensPerSecond === undefined) return ''
  return fit.basis === 'measured'
    ? text.speedMeasured(fit.tokensPerSecond)
    : text.speedHere(fit.tokensPerSecond)
}

/** How long the first word takes to come; empty where nothing is known. */
export function firstWordText(text: ModelsText, fit: BuildFit | undefined): string {
  return fit?.firstTokenMs === undefined ? '' : text.firstWordAbout(fit.firstTokenMs)
}

/** Why a build does not run here, or what speaks against it: the first reason, which decides. Empty where it runs. */
export function reasonText(text: ModelsText, { verdict, reasons }: BuildFit): string {
  const [first] = reasons
  if (!first || verdict === 'runs') return ''
  const { needsBytes = 0, hasBytes = 0 } = first.numbers ?? {}
  return (verdict === 'no' ? text.fitObstacles : text.fitWarnings)[first.code](needsBytes, hasBytes)
}

/** Bytes to download; "about" where they were worked out. */
export function buildSize(text: ModelsText, build: Build): string {
  return build.isExact ? text.formats.bytes(build.bytes) : text.sizeAbout(build.bytes)
}
