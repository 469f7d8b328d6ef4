/** Runs a script of the project to its end, as a user does. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

export interface Run {
  status: number | null
  out: string
  errors: string
}

export function run(args: string[], env: Record<string, string>): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } })
    let out = ''
    let errors = ''
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => (errors += data))
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, out, errors }))
  })
}

export const isOneLine = (text: string) => text.trim() !== '' && !text.trim().includes('\n')
