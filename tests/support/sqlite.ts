import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrateTemplate } from './migrate-template'
import './provided'

/** Migrates one SQLite file; every test file works on a copy of it. */
export default async function setup(project: TestProject) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-sqlite-'))
  const template = path.join(folder, 'template.db')
  await migrateTemplate(`file:${template}`)
  project.provide('engine', { template, folder })
  return () => fs.rmSync(folder, { recursive: true, force: true })
}
