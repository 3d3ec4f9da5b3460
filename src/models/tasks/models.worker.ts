import { FaultError } from '../../fault.ts'
import { openWeights } from '../weights/weights.ts'
import { createOperations } from './operations.ts'
import { serveTasks } from './serve.ts'

async function open() {
  const weights = await openWeights()
  if (weights.mode === 'disk') return createOperations(weights, 'models.worker')
  // The page asked for this worker because it has storage. What would be kept here in memory ends with the worker.
  throw new FaultError({ code: 'storage-failed', detail: 'the worker could not open the weights' })
}

// Whoever waits for the network here listens to `self`, where Chromium has no such event.
serveTasks(self, open(), () => self.dispatchEvent(new Event('online')))
