// A process that takes a picture in and stops in the middle of storing it: features/media/commands/media.test.ts kills it.
import fs from 'node:fs'
import { mediaStore, setMediaStore } from '../store/store'
import { uploadMedium } from './upload-medium'

const store = mediaStore()
let stored = 0
setMediaStore({
  ...store,
  put: async (name, content) => {
    await store.put(name, content)
    if (++stored < 3) return
    process.stdout.write(`stored ${stored}\n`)
    await new Promise((resolve) => setTimeout(resolve, 600_000))
  },
})
const account = { id: process.env.ACCOUNT!, name: 'author', email: 'author@example.com', role: 'author' as const, lacksSecondFactor: false }
const actor = { ip: '127.0.0.1', userAgent: 'test', fingerprint: 'test', readerId: null, account }

await uploadMedium(actor, { name: 'killed.jpg' }, fs.createReadStream(process.env.PICTURE!))
