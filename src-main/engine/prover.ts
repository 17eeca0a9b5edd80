import { parentPort, workerData } from 'node:worker_threads'
import { isWholeFile } from '../store/proving.ts'

/* The thread in which the file of a book is proved beside the work. */

const { path, key } = workerData as { readonly path: string; readonly key: string }
parentPort?.postMessage(isWholeFile(path, key))
