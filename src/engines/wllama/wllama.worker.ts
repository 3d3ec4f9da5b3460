import { serveEngine } from '../port/host.ts'
import { wllamaFiles } from './files.ts'
import { createWllamaEngine } from './wllama-engine.ts'

serveEngine(createWllamaEngine(wllamaFiles), self)
