import { expect, test } from 'vitest'
import { embeddingModel } from '../embedding/embedding-model.ts'
import { foreignCardSchema } from './card-schema.ts'
import { embeddedModel } from './catalogue/embedded-model.ts'
import { isLanguageModel } from './model.ts'
import { modelCardSchema } from './weights/schemas.ts'

test('the embedding model is kept like the others, and is not taken for one that writes answers', () => {
  expect(modelCardSchema.parse(embeddingModel)).toEqual(embeddingModel)
  expect(isLanguageModel(embeddingModel)).toBe(false)
  expect(isLanguageModel(embeddedModel)).toBe(true)
})

test('an adapter is kept with its card, and is for nothing that Hermit does not know', () => {
  expect(modelCardSchema.parse(embeddedModel)).toEqual(embeddedModel)
  const [adapter] = embeddedModel.adapters ?? []
  const other = { ...embeddedModel, adapters: [{ ...adapter, id: 'poems' }] }
  expect(modelCardSchema.safeParse(other).success).toBe(false)
})

test('no pack brings a model that is no language model', () => {
  expect(foreignCardSchema.safeParse(embeddedModel).success).toBe(true)
  expect(foreignCardSchema.safeParse({ ...embeddedModel, format: 'onnx' }).success).toBe(false)
})
