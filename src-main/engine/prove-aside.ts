import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** Proves a file in a thread of its own, which lasts as long as the proof. @throws when the thread fails; then nothing is known */
export function proveAside(path: string, key: string): Promise<boolean> {
  return new Promise((done, failed) => {
    const thread = new Worker(join(import.meta.dirname, 'prover.js'), { workerData: { path, key } })
    thread.once('message', (isWhole: unknown) => done(isWhole === true))
    thread.once('error', failed)
    thread.once('exit', () => failed(new Error('The thread ended without a word')))
    thread.unref()
  })
}
