import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimalJson } from '../../engines/minimal-json.ts'
import { FaultError } from '../../fault.ts'
import { textOf } from '../../ui/i18n/texts.fixture.ts'
import { checkAnswer } from './check-answer.ts'
import { checkSchema, longestSchema } from './check-schema.ts'
import { exampleSchemas } from './examples.ts'
import { jsonErrorAt } from './json-error.ts'
import { parseSchema } from './schema.ts'

const person = JSON.stringify({
  type: 'object',
  properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 0 } },
  required: ['name', 'age'],
  additionalProperties: false,
})

describe('a schema as it is typed', () => {
  it('is good where both engines can decode under all of it', () => {
    expect(checkSchema(person)).toEqual({ kind: 'good', late: [] })
  })

  it('says on which line it stops being JSON', () => {
    expect(checkSchema('{\n  "type": "object",\n  oops\n}')).toMatchObject({
      kind: 'not-json',
      line: 3,
      column: 3,
    })
    expect(checkSchema('{\n  "type":')).toMatchObject({ kind: 'not-json', line: 2 })
    expect(checkSchema('')).toEqual({ kind: 'not-json', line: 1, column: 1 })
  })

  it('has to be an object, and not too long', () => {
    expect(checkSchema('[]')).toEqual({ kind: 'not-an-object' })
    expect(checkSchema('null')).toEqual({ kind: 'not-an-object' })
    expect(checkSchema(`{"title": "${'a'.repeat(longestSchema)}"}`)).toEqual({ kind: 'too-long' })
  })

  it('names the keywords that engines cannot decode under, and where they stand', () => {
    const schema = {
      type: 'object',
      properties: {
        not: { type: 'string', pattern: 'crab' },
        list: { type: 'array', items: { $ref: 'https://example.org/x.json' } },
      },
      patternProperties: {},
    }
    expect(checkSchema(JSON.stringify(schema))).toEqual({
      kind: 'unsupported',
      parts: [
        { path: '/properties/not', keyword: 'pattern' },
        { path: '/properties/list/items', keyword: '$ref' },
        { path: '/', keyword: 'patternProperties' },
      ],
    })
  })

  it('tells what is checked only afterwards', () => {
    const schema = { type: 'array', items: { type: 'string', format: 'email' }, uniqueItems: true }
    expect(checkSchema(JSON.stringify(schema))).toEqual({
      kind: 'good',
      late: [
        { path: '/items', keyword: 'format' },
        { path: '/', keyword: 'uniqueItems' },
      ],
    })
  })

  it('is never a reason to throw, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        const { kind } = checkSchema(text)
        if (kind === 'good' || kind === 'unsupported') expect(parseSchema(text)).toEqual(JSON.parse(text))
      }),
    )
  })
})

describe('the place where a text stops being JSON', () => {
  it('is none exactly where the browser can parse it', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(200), fc.constantFrom('', ',', '"', '}', ']', '{', 'x', '1', ':'))
      .map(
        ([json, at, letter]) =>
          json.slice(0, at % (json.length + 1)) + letter + json.slice(at % (json.length + 1)),
      )
    fc.assert(
      fc.property(fc.oneof(fc.json(), broken, fc.string()), text => {
        let isJson = true
        try {
          JSON.parse(text)
        } catch {
          isJson = false
        }
        expect(jsonErrorAt(text) === undefined).toBe(isJson)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a schema for the engine', () => {
  it('is a fault of its own where it cannot be read', () => {
    for (const text of ['{', '[]', 'null', '']) {
      expect(() => parseSchema(text)).toThrow(FaultError)
    }
  })
})

describe('the examples', () => {
  it('can be decoded under, and the smallest answer to each is valid', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      for (const { schema } of exampleSchemas(textOf(language).formats.language)) {
        expect(checkSchema(schema)).toEqual({ kind: 'good', late: [] })
        const answer = JSON.stringify(minimalJson(parseSchema(schema)))
        expect(checkAnswer(schema, answer)).toEqual({ kind: 'valid' })
      }
    }
  })
})

describe('a finished answer', () => {
  it('is valid against its schema, or is told where it is not', () => {
    expect(checkAnswer(person, '{"name": "Ada", "age": 36}')).toEqual({ kind: 'valid' })
    const check = checkAnswer(person, '{"name": 7, "age": -1}')
    expect(check.kind).toBe('invalid')
    const paths = check.kind === 'invalid' ? check.errors.map(({ path }) => path) : []
    expect(new Set(paths)).toEqual(new Set(['/name', '/age']))
  })

  it('may be no JSON, and its schema no schema', () => {
    expect(checkAnswer(person, '{"name": "Ad')).toEqual({ kind: 'not-json' })
    expect(checkAnswer('{', '{}')).toEqual({ kind: 'no-schema' })
    expect(checkAnswer('{"$ref": "#/nowhere"}', '{}')).toEqual({ kind: 'no-schema' })
    expect(checkAnswer('{"type": "string", "pattern": "("}', '"x"')).toEqual({ kind: 'no-schema' })
  })

  it('is not spared for what only the check can see', () => {
    const schema = '{"type": "array", "items": {"type": "integer"}, "uniqueItems": true}'
    expect(checkAnswer(schema, '[1, 2]')).toEqual({ kind: 'valid' })
    expect(checkAnswer(schema, '[1, 1]').kind).toBe('invalid')
  })
})
