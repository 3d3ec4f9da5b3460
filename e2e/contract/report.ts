/** How one test of the contract went. */
export interface ContractResult {
  readonly name: string
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly detail?: string
  readonly durationMs: number
}

/** What the page hands to the spec. */
export interface ContractReport {
  /** Whether the page was cross-origin isolated, and so had threads. */
  readonly isolated: boolean
  readonly results: readonly ContractResult[]
}
