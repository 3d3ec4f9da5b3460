/**
 * Tries the true chat templates of known models, as the source package of llama-cpp-python carries them (50 MB):
 *   npx tsx scripts/check-tool-templates.ts
 * Prints the form in which each writes calls, and fails where that is another than is written here, or where a chat with tools
 * cannot be written by one that has a form. The templates belong to their models' makers: none of them is kept.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ToolFormat } from '../src/engines/engine.ts'
import { makeToolTemplate } from '../src/engines/prompt/tool-template.ts'
import { commonTags } from '../src/engines/thought-tags.ts'
import { callForms } from '../src/engines/tool-format.ts'

const source = { package: 'llama-cpp-python', version: '0.3.16', folder: 'vendor/llama.cpp/models/templates' }

/** By how the file's name begins; all others write no calls, or in a form that is none of the four. */
const known: Readonly<Record<string, ToolFormat>> = {
  'Qwen-Qwen2.5-7B-Instruct': 'qwen',
  'Qwen-Qwen3-0.6B': 'qwen',
  'Qwen-QwQ-32B': 'qwen',
  'NousResearch-Hermes-2-Pro-Llama-3-8B': 'hermes',
  'NousResearch-Hermes-3-Llama-3.1-8B': 'hermes',
  'meta-llama-Llama-3.1-8B-Instruct': 'llama3',
  'meta-llama-Llama-3.2-3B-Instruct': 'llama3',
  'meta-llama-Llama-3.3-70B-Instruct': 'llama3',
  'mistralai-Mistral-Nemo-Instruct-2407': 'mistral',
}

const tools = {
  offered: [
    {
      name: 'add_note',
      description: 'Writes a "note".',
      parameters: {
        type: 'object',
        properties: { text: { type: 'string' }, often: { type: 'boolean' } },
        required: ['text'],
      },
    },
  ],
  calls: [
    { name: 'add_note', args: { text: 'oat milk', often: true }, result: '> Noted: "oat milk"' },
    { name: 'add_note', args: { text: 'tea' }, result: '> Noted: tea' },
  ],
  isCalling: true,
}
const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Note oat milk and tea' },
] as const

function faultOf(name: string, template: string): string | undefined {
  const made = makeToolTemplate(template, { bos_token: '<s>', eos_token: '</s>' }, commonTags)
  const [, wanted] = Object.entries(known).find(([beginning]) => name.startsWith(beginning)) ?? []
  console.log(`${(made?.format ?? '-').padEnd(8)} ${name}`)
  if (made?.format !== wanted) return `${name} writes ${made?.format ?? 'none'}, not ${wanted ?? 'none'}`
  if (!made) return undefined
  const prompt = made.render(messages, tools, false)
  const parts = ['add_note', 'Note oat milk and tea', 'oat milk', 'Noted: tea']
  const missing = parts.find(part => !prompt.includes(part))
  if (missing !== undefined) return `${name} leaves out “${missing}”`
  if (!prompt.endsWith(callForms[made.format].opening)) return `${name} opens no call`
  return undefined
}

const folder = await mkdtemp(join(tmpdir(), 'hermit-templates-'))
try {
  const wanted = `${source.package}==${source.version}`
  const pip = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--no-binary',
    ':all:',
    '--dest',
    folder,
    wanted,
  ]
  execFileSync('python3', pip, { stdio: 'inherit' })
  const archive = (await readdir(folder)).find(name => name.endsWith('.tar.gz'))
  if (!archive) throw new Error(`pip left no archive of ${wanted}`)
  const unpack = ['-xzf', join(folder, archive), '-C', folder, '--strip-components=1', '--wildcards']
  execFileSync('tar', [...unpack, `*/${source.folder}/*.jinja`])
  const names = (await readdir(join(folder, source.folder))).toSorted()
  const faults: string[] = []
  for (const name of names) {
    const fault = faultOf(name, await readFile(join(folder, source.folder, name), 'utf8'))
    if (fault !== undefined) faults.push(fault)
  }
  const missing = Object.keys(known).filter(beginning => !names.some(name => name.startsWith(beginning)))
  for (const fault of [...faults, ...missing.map(name => `${name} is not there`)]) console.error(fault)
  console.log(`${names.length} templates, ${faults.length + missing.length} faults`)
  process.exitCode = faults.length + missing.length > 0 ? 1 : 0
} finally {
  await rm(folder, { recursive: true, force: true })
}
