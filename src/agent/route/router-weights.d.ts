/** Made by `scripts/make-router.ts` in a build and in development. */
declare module 'virtual:router-weights' {
  export const weights: import('./classifier.ts').RouterWeights
}
