/** What deriving throws: this GGUF is not one that the compiled WebGPU libraries know how to run. */
export class NotDerivable extends Error {
  override readonly name = 'NotDerivable'
  /** Reasons quote the file, which may say anything at any length. */
  constructor(reason: string, options?: ErrorOptions) {
    super(reason.slice(0, 300), options)
  }
}
