import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startPostgresql } from '../../scripts/postgresql.mjs'
import { migrateTemplate } from './migrate-template'
import './provided'

/** Starts a private PostgreSQL and migrates one database in it; every test file works on a copy of that. */
export default async function setup(project: TestProject) {
  const cluster = await startPostgresql()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-files-'))
  const stop = async () => {
    await cluster.stop()
    fs.rmSync(folder, { recursive: true, force: true })
  }
  try {
    const client = new pg.Client(cluster.urlOf('postgres'))
    await client.connect()
    await client.query('CREATE DATABASE template')
    await client.end()
    await migrateTemplate(cluster.urlOf('template'))
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('engine', { template: cluster.urlOf('template'), folder })
  return stop
}
