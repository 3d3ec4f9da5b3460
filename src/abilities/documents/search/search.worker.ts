import { serveIndex } from './serve-index.ts'

serveIndex(self)
