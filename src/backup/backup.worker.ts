import { openContentShelf } from '../abilities/documents/open-contents.ts'
import { createSealedStore } from '../abilities/documents/sealed-store.ts'
import { openWeights } from '../models/weights/weights.ts'
import { serveBackup } from './serve-backup.ts'

serveBackup(
  self,
  () => openWeights(),
  async () => createSealedStore(await openContentShelf()),
)
