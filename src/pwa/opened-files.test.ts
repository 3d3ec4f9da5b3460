import { expect, test, vi } from 'vitest'
import { onOpenedFiles } from './opened-files.ts'

type Consumer = (launch: { readonly files?: readonly object[] }) => void

function fakeWindow() {
  let consumer: Consumer | undefined
  return {
    open: (...files: readonly object[]) => consumer?.({ files }),
    launchQueue: {
      setConsumer(next: Consumer) {
        consumer = next
      },
    },
  }
}

const handleOf = (file: File) => ({ kind: 'file', getFile: async () => file })

test('files that were opened with Hermit are handed on, folders and files that are gone are not', async () => {
  const target = fakeWindow()
  const opened = vi.fn()
  onOpenedFiles(opened, target)
  const model = new File(['GGUF'], 'model.gguf')
  const gone = { kind: 'file', getFile: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  target.open(handleOf(model), { kind: 'directory' }, gone)
  await vi.waitFor(() => expect(opened).toHaveBeenCalledWith([model]))
  expect(warned).toHaveBeenCalledOnce()
  warned.mockRestore()
})

test('a plain launch, and a browser without a launch queue, tell of nothing', async () => {
  const target = fakeWindow()
  const opened = vi.fn()
  onOpenedFiles(opened, target)
  target.open()
  onOpenedFiles(opened, {})
  await Promise.resolve()
  expect(opened).not.toHaveBeenCalled()
})
