import { z } from 'zod'
import { defineJob } from '@/platform/jobs/kinds'
import { carryOnLeftImports } from './commands/carry-out-import'

/** Registers what completes imports whose process was killed (app/composition.ts only). */
export const defineImports = (): void =>
  defineJob({
    type: 'content.imports',
    lane: 'background',
    input: z.object({}),
    maxRunMs: 30 * 60_000,
    everyMs: 60_000,
    run: (_, { signal }) => carryOnLeftImports({ signal }),
  })
