import { openWeights } from '../models/weights/weights.ts'
import { serveBackup } from './serve-backup.ts'

serveBackup(self, () => openWeights())
