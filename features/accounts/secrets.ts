import { createHash, randomBytes } from 'node:crypto'

/** A secret for a session or a one-time link: 256 random bits. It cannot be guessed, so it needs no slow hash. */
export const newSecret = () => randomBytes(32).toString('base64url')

/** The hash that the database keeps: somebody who reads the database cannot sign in with it. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex')
