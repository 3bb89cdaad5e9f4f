import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const lock = fs.readFileSync(path.resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')

test('the lock file names no registry: packages come from the one that npm is set to use', () => {
  const { packages } = JSON.parse(lock) as { packages: Record<string, { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }> }
  expect(Object.keys(packages).length).toBeGreaterThan(100)
  expect(Object.entries(packages).flatMap(([name, entry]) => (entry.resolved ? [name] : []))).toEqual([])
  // what is not bound to a place must be bound to its content
  expect(Object.entries(packages).flatMap(([name, entry]) => (name === '' || entry.integrity || entry.inBundle ? [] : [name]))).toEqual([])
})

test('it holds no address but those of funding and homepages', () => {
  const hosts = [...lock.matchAll(/"(?!url"|funding")(\w+)": "https?:\/\/([^/"]+)/g)].map((match) => `${match[1]} ${match[2]}`)
  expect(hosts.filter((line) => !line.startsWith('funding '))).toEqual([])
})
