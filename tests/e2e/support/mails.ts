import { expect } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import type { Site } from './server'

/** The newest mail to an address whose subject has these words; waits for the job that sends it. */
export async function mailTo(site: Site, to: string, subject: string): Promise<string> {
  const dir = path.join(site.dataDir, 'mail')
  const newest = () =>
    (fs.existsSync(dir) ? fs.readdirSync(dir) : [])
      .sort()
      .reverse()
      .map((name) => fs.readFileSync(path.join(dir, name), 'utf8'))
      .find((mail) => mail.includes(`To: ${to}`) && mail.includes(subject)) ?? ''
  await expect.poll(newest, { message: `a mail to ${to} about “${subject}”` }).not.toBe('')
  return newest()
}

/** The one-time link in a mail. */
export const linkIn = (mail: string) => new URL(/https?:\S+\?token=\S+/.exec(mail)![0])
export const pathOf = (url: URL) => url.pathname + url.search
