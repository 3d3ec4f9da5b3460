import { serveEngine } from '../port/host.ts'
import { createWebllmEngine } from './webllm-engine.ts'

serveEngine(createWebllmEngine(), self)
