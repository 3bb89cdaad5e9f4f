import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keyGroups } from './key-groups.client'

const arrows: Record<string, string> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Control: 'Ctrl' }
const modifiers = ['Ctrl', 'Alt', 'Shift']

/** Each chord of the sheet: “Alt ↑ ↓” is two. */
const told = new Set(
  keyGroups.flatMap(({ keys }) =>
    keys.flatMap(([chord]) => {
      const parts = chord.split(' ')
      const held = parts.filter((part) => modifiers.includes(part))
      return parts.filter((part) => !modifiers.includes(part)).map((key) => [...held, key].join(' '))
    }),
  ),
)

/** The chords that controls of the studio say they have. */
function* chordsIn(folder: string): Generator<[file: string, chord: string]> {
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.tsx?$/.test(entry.name) || entry.name.includes('.test.')) continue
    const text = fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8')
    for (const [, chords] of text.matchAll(/aria-keyshortcuts="([^"$]+)"/g)) for (const chord of chords!.split(' ')) yield [entry.name, chord]
    for (const [, chord] of text.matchAll(/\bkey: '(Mod-[a-z])'/g)) yield [entry.name, chord!.replace('Mod-', 'Control+')]
  }
}

test('every chord that a control of the studio names is in the sheet of keys', () => {
  const found = [...chordsIn('features')].filter(([, chord]) => !chord.startsWith('Meta'))
  expect(found.length).toBeGreaterThan(10)
  const missing = found.filter(
    ([, chord]) =>
      !told.has(
        chord
          .split('+')
          .map((key) => arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key))
          .join(' '),
      ),
  )
  expect(missing).toEqual([])
})
