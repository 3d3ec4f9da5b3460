import { runtimeFiles } from './runtime-files.ts'
import { loadSentenceModel } from './sentence-model.ts'
import { serveEmbedder } from './serve-embedder.ts'
import { embeddingThreads } from './threads.ts'

/** Addresses in the build are relative to a script or the page; the runtime takes whole ones. */
const absolute = (url: string) => new URL(url, self.location.href).href
const runtime = { moduleUrl: absolute(runtimeFiles.moduleUrl), wasmUrl: absolute(runtimeFiles.wasmUrl) }

serveEmbedder(self, files => loadSentenceModel(files, { runtime, threads: embeddingThreads() }))
