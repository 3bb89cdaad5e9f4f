import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startSmtpServer } from '@/tests/support/smtp-server'

const mail = { to: 'mina@lists.example', subject: 'Grüße für 민아', text: `Hello,\n\nhttps://lists.example/confirm?token=${'x'.repeat(80)}\n` }

let dataDir: string
beforeEach(() => {
  vi.resetModules()
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-mail-'))
  vi.stubEnv('DATA_DIR', dataDir)
  vi.stubEnv('LOG_LEVEL', 'silent')
})
afterEach(() => {
  vi.unstubAllEnvs()
  fs.rmSync(dataDir, { recursive: true, force: true })
})

test('without SMTP_URL a mail becomes a file that people and programs read', async () => {
  const { sendMail } = await import('./mail')
  await sendMail(mail)
  const [file] = fs.readdirSync(path.join(dataDir, 'mail'))
  const source = fs.readFileSync(path.join(dataDir, 'mail', file!), 'utf8')
  expect(source).toMatch(/^To: mina@lists.example$/m)
  expect(source).toMatch(/^Subject: =\?UTF-8\?/m)
  expect(source.endsWith(`\n\n${mail.text}`)).toBe(true)
  expect(fs.statSync(path.join(dataDir, 'mail', file!)).mode & 0o077).toBe(0)
})

test('with SMTP_URL it is sent, and a server that refuses is an error to try again', async () => {
  const server = await startSmtpServer()
  vi.stubEnv('SMTP_URL', server.url)
  vi.stubEnv('MAIL_FROM', 'Lists <lists@lists.example>')
  const { sendMail } = await import('./mail')
  await sendMail(mail)
  expect(server.received).toMatchObject([{ to: ['mina@lists.example'] }])
  expect(server.received[0]!.data).toMatch(/^From: Lists <lists@lists.example>$/m)
  expect(server.received[0]!.data).toMatch(/^Auto-Submitted: auto-generated$/m)
  expect(fs.existsSync(path.join(dataDir, 'mail'))).toBe(false)
  server.state.refuse = true
  await expect(sendMail(mail)).rejects.toThrow(/451/)
  expect(server.received.length).toBe(1)
  await server.stop()
})

test('an address cannot add recipients or headers', async () => {
  const server = await startSmtpServer()
  vi.stubEnv('SMTP_URL', server.url)
  const { sendMail } = await import('./mail')
  await sendMail({ ...mail, to: 'a@lists.example, b@lists.example\r\nBcc: c@lists.example' }).catch(() => {})
  for (const { to, data } of server.received) {
    expect(to.length).toBe(1)
    expect(data).not.toMatch(/^Bcc:/m)
  }
  await server.stop()
})
