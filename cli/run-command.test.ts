import { describe, expect, it } from 'vitest'
import { UsageError, type Command } from './command'
import { runCommand } from './run-command'

const failing = (error: unknown): Command => ({ summary: 'Fails', help: 'Usage: lightstick x', run: () => Promise.reject(error) })

async function run(args: string[], command: Command = { summary: 'Does x', help: 'Usage: lightstick x', run: async () => {} }) {
  const said = { out: '', err: '' }
  const code = await runCommand(args, { x: command }, { out: (text) => void (said.out += text), err: (text) => void (said.err += text) })
  return { code, ...said }
}

describe('the command line', () => {
  it('helps', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('x  Does x') })
    expect(await run(['x', '--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Usage: lightstick x') })
    expect(await run(['help', 'x'])).toMatchObject({ code: 0, out: expect.stringContaining('Usage: lightstick x') })
    expect(await run([])).toMatchObject({ code: 2 })
    expect(await run(['constructor'])).toMatchObject({ code: 2, err: expect.stringContaining('no command “constructor”') })
  })

  it('tells failures that it expects in their own words, and others with their stack', async () => {
    const expected = Object.assign(new Error('The list is locked'), { name: 'AppError' })
    expect(await run(['x'], failing(expected))).toEqual({ code: 1, out: '', err: 'The list is locked\n' })
    const stopped = Object.assign(new Error('The migration x failed'), { name: 'MigrationError' })
    expect(await run(['x'], failing(stopped))).toEqual({ code: 1, out: '', err: 'The migration x failed\n' })
    expect(await run(['x'], failing(Object.assign(new Error('boom'), { code: 'SQLITE_FULL' })))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The disk is full.*\n$/),
    })
    expect(await run(['x'], failing(new UsageError('name a file')))).toMatchObject({ code: 2, err: expect.stringContaining('name a file') })
    const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT', path: '/a.md' })
    expect(await run(['x'], failing(missing))).toMatchObject({ code: 1, err: '/a.md: there is no such file or folder.\n' })
    expect((await run(['x'], failing(new TypeError('oops')))).err).toContain('run-command.test')
  })
})
