/** Questions to a process of ours and its answers, one at a time. */
import type { ChildProcess } from 'node:child_process'

/** Sends a request and resolves to the `probe` of the answer; rejects when the process ends before. */
export const asker =
  (child: ChildProcess) =>
  <Answer>(request: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const hear = (message: unknown) => {
        // Libraries in the process send messages of their own.
        if (typeof message !== 'object' || message === null || !('probe' in message)) return
        settle()
        resolve(message.probe as Answer)
      }
      const end = (code: number | null) => {
        settle()
        reject(new Error(`process ${child.pid} ended with ${code} before it answered`))
      }
      const settle = () => {
        child.off('message', hear)
        child.off('exit', end)
      }
      child.on('message', hear)
      child.on('exit', end)
      child.send(request as object)
    })
