import { vi } from 'vitest'

/** Import in tests that sign in often: hashing is real, but quick. features/accounts/password.test.ts holds the real cost. */
vi.mock('@/features/accounts/password', async (original) => {
  const real = await original<typeof import('@/features/accounts/password')>()
  const cheap = { ln: 10, r: 8, p: 1 }
  return {
    hashPassword: (password: string) => real.hashPassword(password, cheap),
    verifyPassword: async (password: string, kept: string | null) =>
      kept === null ? { right: false, stale: false } : { ...(await real.verifyPassword(password, kept)), stale: kept.includes('ln=9,') },
  }
})
