import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-start-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** Runs `npm start`'s script with settings that must stop it before it builds anything. */
function start(env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env: { ...process.env, DATA_DIR: path.join(folder, 'data'), ...env } })
    let stderr = ''
    child.stderr.on('data', (chunk) => (stderr += String(chunk)))
    child.once('exit', (code) => resolve({ code, stderr }))
  })
}

/** One line, which names the variable, and no stack trace. */
async function expectRefusal(env: Record<string, string>, line: RegExp) {
  const { code, stderr } = await start(env)
  expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(line)])
  expect(code).toBe(1)
}

describe('npm start is refused with one line that says what to mend', () => {
  test.each(['abc', '70000', '-1', '80.5', '3000 '.repeat(2)])('PORT=%s', (PORT) => expectRefusal({ PORT }, /^✗ PORT must be a whole number from 0 to 65535/))

  test('a port that another program has', async () => {
    const other = net.createServer()
    const port = await new Promise<number>((resolve) => other.listen(0, '127.0.0.1', () => resolve((other.address() as net.AddressInfo).port)))
    await expectRefusal({ PORT: String(port), HOST: '127.0.0.1' }, new RegExp(`^✗ PORT ${port} is taken by another program`))
    other.close()
  })

  test('a host that is not ours', () => expectRefusal({ PORT: '0', HOST: '192.0.2.1' }, /^✗ HOST 192\.0\.2\.1 is not an address of this machine/))

  test('a data folder that is a file', () => {
    const file = path.join(folder, 'file')
    fs.writeFileSync(file, '')
    return expectRefusal({ PORT: '0', DATA_DIR: file }, /^✗ DATA_DIR must be a folder/)
  })

  test('a data folder that cannot be written', () => expectRefusal({ PORT: '0', DATA_DIR: '/sys/lightstick' }, /^✗ Cannot write to \/sys\/lightstick/))
})
