type Language = 'en' | 'zh-CN'

const object = (properties: Readonly<Record<string, unknown>>) =>
  JSON.stringify(
    { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
    null,
    2,
  )
const string = { type: 'string' }

/** Schemas to begin with, small enough for small models. Keys are English in every language, as programs want them. */
export function exampleSchemas(
  language: Language,
): readonly { readonly title: string; readonly schema: string }[] {
  const isEnglish = language === 'en'
  return [
    {
      title: isEnglish ? 'A person' : '人物',
      schema: object({ name: string, age: { type: 'integer', minimum: 0, maximum: 150 } }),
    },
    {
      title: isEnglish ? 'A list' : '列表',
      schema: object({ items: { type: 'array', items: string, minItems: 1, maxItems: 8 } }),
    },
    {
      title: isEnglish ? 'A verdict' : '判断',
      schema: object({ verdict: { enum: ['yes', 'no', 'unsure'] }, reason: string }),
    },
    {
      title: isEnglish ? 'An event' : '日程',
      schema: object({
        title: string,
        date: string,
        place: string,
        people: { type: 'array', items: string },
      }),
    },
  ]
}
