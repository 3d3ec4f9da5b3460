/** Chromium's launch queue, which is in no TypeScript library yet: only what is used here. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files?: readonly FileSystemHandle[] }) => void): void
}

/**
 * Tells of files that the person opened with Hermit from their file manager (`file_handlers` of the manifest). What
 * was opened before the call is told as well. Elsewhere than in an installed app in Chromium it is never called.
 */
export function onOpenedFiles(callback: (files: readonly File[]) => void, target: object = globalThis): void {
  if (!('launchQueue' in target) || !isLaunchQueue(target.launchQueue)) return
  target.launchQueue.setConsumer(({ files = [] }) => {
    if (files.length > 0) void readable(files).then(found => found.length > 0 && callback(found))
  })
}

/** The files behind the handles, without those that are gone or may not be read. */
async function readable(handles: readonly FileSystemHandle[]): Promise<readonly File[]> {
  const files = await Promise.all(
    handles.filter(isFileHandle).map(handle =>
      handle.getFile().catch((reason: unknown) => {
        console.warn('An opened file could not be read.', reason)
        return undefined
      }),
    ),
  )
  return files.filter(file => file !== undefined)
}

function isFileHandle(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file'
}

function isLaunchQueue(value: unknown): value is LaunchQueue {
  return typeof value === 'object' && value !== null && 'setConsumer' in value
}
