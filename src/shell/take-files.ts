import { isBackupName } from '../backup/backup-name.ts'

/** Where files can go. */
export interface FilePlaces {
  /** Whether Hermit reads files of this name as documents. */
  readonly isDocumentName: (name: string) => Promise<boolean>
  readonly attach: (files: readonly File[]) => void
  /** The dialog says what it is, and asks before anything is taken in. */
  readonly openDialog: (name: 'import' | 'restore', file: File) => void
  readonly offerModels: (files: readonly File[]) => void
}

/**
 * Files that were dropped, pasted or opened with the app. One export of chats or one backup has a dialog of its own;
 * documents are attached; everything else can only be a model.
 */
export async function takeFiles(files: readonly File[], places: FilePlaces): Promise<void> {
  const [first] = files
  const dialog = first && files.length === 1 ? dialogFor(first) : undefined
  if (first && dialog) return places.openDialog(dialog, first)
  const are = await Promise.all(files.map(({ name }) => places.isDocumentName(name)))
  const documents = files.filter((_, index) => are[index])
  const others = files.filter((_, index) => !are[index])
  if (documents.length > 0) places.attach(documents)
  if (others.length > 0) places.offerModels(others)
}

/** Files that were chosen to be attached: only a model or a backup can be meant for something else. */
export function takeAttached(files: readonly File[], places: FilePlaces): void {
  const isModel = ({ name }: File) => /\.(gguf|hermitpack)$/i.test(name)
  const models = files.filter(isModel)
  const backup = files.find(({ name }) => isBackupName(name))
  const documents = files.filter(file => !isModel(file) && file !== backup)
  if (documents.length > 0) places.attach(documents)
  if (backup) places.openDialog('restore', backup)
  else if (models.length > 0) places.offerModels(models)
}

/** Exports of chats are JSON, or JSON in a zip, and a backup says so. */
function dialogFor({ name }: File): 'import' | 'restore' | undefined {
  if (isBackupName(name)) return 'restore'
  return /\.(json|zip)$/i.test(name) ? 'import' : undefined
}
