import type { Tool } from '../../../abilities/tool.ts'
import type { FillPlace } from '../../parts.ts'

/** Monday, 30 November 2026, 10:00 in Berlin. */
export const monday = Date.parse('2026-11-30T09:00:00Z')

/** A library of some documents, and a place to read requests in. */
export function placeAt(language: FillPlace['language'], changes: Partial<FillPlace> = {}): FillPlace {
  return {
    now: monday,
    timeZone: 'Europe/Berlin',
    language,
    documents: [
      { id: 'lease', title: 'Lease 2025' },
      { id: 'report', title: 'Annual report 2025.pdf' },
      { id: 'old-report', title: 'Annual report 2024.pdf' },
      { id: 'figures', title: 'quarterly-figures.xlsx' },
      { id: 'thesis', title: 'A thesis on bees' },
      { id: 'contract', title: '租房合同.docx' },
      { id: 'zh-report', title: '2025年度报告' },
      { id: 'bees', title: '蜜蜂研究' },
    ],
    ...changes,
  }
}

/** A tool with a name and nothing else that filling looks at. */
export function toolNamed(name: string, more: Partial<Tool> = {}): Tool {
  return {
    name,
    title: { en: name, 'zh-CN': name },
    description: name,
    parameters: { type: 'object', properties: {} },
    consent: 'none',
    effects: [],
    run: () => Promise.reject(new Error('not run here')),
    ...more,
  }
}
