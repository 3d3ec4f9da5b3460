import { FaultError } from '../../fault.ts'
import type { Session } from '../../models/session-state.ts'
import { detectLanguage } from '../../text/language.ts'
import { asMarkdown } from '../../text/markdown-text.ts'
import type { Tool } from '../tool.ts'
import { translateExamples } from './examples.ts'
import { languageOf } from './languages.ts'
import { translateText } from './translate-text.ts'
import { canTranslate, type Translator, translatorOf } from './translator.ts'

/** Longer texts are for the view, which shows them as they come. */
const mostLetters = 5000

/** The tool that translates a text, by the model in use. */
export function translateTools(session: Pick<Session, 'store' | 'generate'>): readonly Tool[] {
  const tool: Tool = {
    name: 'translate_text',
    title: { en: 'Translate', 'zh-CN': '翻译' },
    description:
      'Translates a text into another language. Use it when asked how something is said in a language.',
    parameters: {
      type: 'object',
      properties: {
        text: { type: 'string', minLength: 1, maxLength: mostLetters, description: 'What to translate' },
        to: { type: 'string', pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$', description: 'BCP 47, such as zh' },
      },
      required: ['text', 'to'],
      additionalProperties: false,
    },
    slots: {
      text: { kind: 'text', ask: { en: 'What shall I translate?', 'zh-CN': '要翻译什么？' } },
      to: {
        kind: 'language',
        ask: { en: 'Into which language?', 'zh-CN': '翻译成哪种语言？' },
        choices: [
          { en: 'English', 'zh-CN': '英语' },
          { en: 'Chinese', 'zh-CN': '中文' },
          { en: 'French', 'zh-CN': '法语' },
        ],
      },
    },
    consent: 'none',
    effects: [],
    examples: translateExamples,
    limitMs: 120_000,
    async run({ text: given, to: tag }, place) {
      const text = String(given)
      const to = languageOf(String(tag))?.code
      const { model, phase } = session.store.getState()
      const translator = translatorOf(model)
      if (translator.can === 'no' || to === undefined) {
        throw new FaultError({ code: 'no-translator', detail: `${model.id}, into ${tag}` })
      }
      const from = sourceOf(translator, text, await detectLanguage(text), to)
      if (from === to) {
        const said = place.language === 'en' ? 'It is in that language already.' : '原文已经是这种语言了。'
        return { value: { from, to, text }, said }
      }
      if (from === undefined)
        throw new FaultError({ code: 'no-translator', detail: `${model.id}, into ${to}` })
      const thinking = phase.name === 'ready' ? phase.thinking : undefined
      const { generate } = session
      const asked = { text, from, to }
      const made = await translateText({ can: translator.can, thinking, generate }, asked, place.signal)
      const { doubtful, sentences } = made
      const note =
        place.language === 'en'
          ? `${doubtful} of ${sentences} sentences did not come out well.`
          : `${sentences} 句中有 ${doubtful} 句翻译得不好。`
      return {
        value: { from, to, text: made.text, ...(doubtful > 0 ? { doubtful, sentences } : {}) },
        said: doubtful > 0 ? `${asMarkdown(made.text)}\n\n*${note}*` : asMarkdown(made.text),
        plain: made.text,
        // A text may have been brought from anywhere.
        isForeign: true,
      }
    },
  }
  return [tool]
}

/** Fewer letters are often taken for a neighbour's. */
const tellingLetters = 20

/** The language a text is in; where what was told cannot be right or cannot be translated, its script has to do. */
function sourceOf(
  translator: Translator,
  text: string,
  detected: string | undefined,
  to: string,
): string | undefined {
  const byScript = /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
  const isTold = text.length >= tellingLetters || detected === byScript
  if (detected === to && isTold) return to
  return [detected, byScript].find(from => from !== undefined && canTranslate(translator, from, to))
}
