// Shows what is being done and how long each step took, one line per step.
import { performance } from 'node:perf_hooks'

const running = new Set()
// Whoever reads our output may stop reading (`npm start | head`): the work goes on.
process.stdout.on('error', () => {})

const tty = process.stdout.isTTY === true

const clear = () => tty && running.size > 0 && process.stdout.write('\r\x1b[K')
const draw = () => tty && running.size > 0 && process.stdout.write(`… ${[...running].join(', ')}`)

/** Prints a line without tearing the one that names what is running. */
export function say(line) {
  clear()
  process.stdout.write(`${line}\n`)
  draw()
}

/**
 * Runs `fn` as a step: `✓ name  1.2 s (note)`, where the note is what `fn` returned if that is text. On a terminal the steps under way are
 * named meanwhile; elsewhere a step is named once it has taken two seconds.
 */
export async function step(name, fn) {
  const from = performance.now()
  clear()
  running.add(name)
  draw()
  const late = tty ? null : setTimeout(() => process.stdout.write(`… ${name}\n`), 2000)
  const end = (sign, note) => {
    clearTimeout(late)
    clear()
    running.delete(name)
    process.stdout.write(`${sign} ${name.padEnd(24)} ${((performance.now() - from) / 1000).toFixed(1).padStart(6)} s${note ? `  (${note})` : ''}\n`)
    draw()
  }
  try {
    const note = await fn()
    end('✓', typeof note === 'string' ? note : '')
  } catch (error) {
    end('✗', '')
    throw error
  }
}
