/**
 * Writes src/models/catalogue/prebuilt.json: what WebLLM's own model list says of the models that the catalogue offers.
 *   npx tsx scripts/list-prebuilt.ts
 * Run it after upgrading @mlc-ai/web-llm or changing the catalogue's rows; the catalogue's test fails until then.
 */
import { writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { modelVersion, prebuiltAppConfig } from '@mlc-ai/web-llm'
import { rows } from '../src/models/catalogue/rows.ts'

/** The file's text. Throws for an id that is not in the package, or that has no figure that the catalogue needs. */
export function listPrebuilt(): string {
  const ids = rows.flatMap(row => row.webllm ?? []).sort()
  const models = ids.map(id => {
    const found = prebuiltAppConfig.model_list.find(model => model.model_id === id)
    if (!found) throw new Error(`${id} is not in WebLLM ${modelVersion}`)
    const { model, model_lib, vram_required_MB, low_resource_required, required_features } = found
    const context_window_size = found.overrides?.context_window_size
    if (vram_required_MB === undefined || context_window_size === undefined) {
      throw new Error(`WebLLM ${modelVersion} says too little of ${id}`)
    }
    const { buffer_size_required_bytes } = found
    // JSON leaves out what is undefined.
    const kept = {
      model,
      model_lib,
      vram_required_MB,
      low_resource_required,
      required_features,
      context_window_size,
      buffer_size_required_bytes,
    }
    return [id, kept] as const
  })
  return `${JSON.stringify({ version: modelVersion, models: Object.fromEntries(models) }, null, 2)}\n`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = fileURLToPath(new URL('../src/models/catalogue/prebuilt.json', import.meta.url))
  await writeFile(path, listPrebuilt())
  console.log(path)
}
