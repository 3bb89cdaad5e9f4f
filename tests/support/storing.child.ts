// A process that takes a picture in and stops in the middle of storing it: features/media/commands/media.test.ts kills it.
import fs from 'node:fs'
import { aroundPuts } from './around-puts'
import { uploadMedium } from '@/features/media/commands/upload-medium'

aroundPuts(async (nth, put) => {
  await put()
  if (nth < 3) return
  process.stdout.write(`stored ${nth}\n`)
  // What holds the files in the meantime keeps the process alive.
  await new Promise(() => {})
})
const account = { id: process.env.ACCOUNT!, name: 'author', email: 'author@example.com', role: 'author' as const, lacksSecondFactor: false }
const actor = { ip: '127.0.0.1', userAgent: 'test', fingerprint: 'test', readerId: null, account }

await uploadMedium(actor, { name: 'killed.jpg' }, fs.createReadStream(process.env.PICTURE!))
