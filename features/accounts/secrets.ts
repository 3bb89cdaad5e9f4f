import { createHash, randomBytes } from 'node:crypto'

/** What opens a session or a one-time link: 256 bits, so it cannot be guessed and needs no slow hash. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** What the database keeps of it: who reads the database cannot sign in with what they find. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex')
