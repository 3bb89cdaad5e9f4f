import { loadContent } from '@/features/articles/commands/load-content'
import { config } from '@/platform/config'
import { close, read } from '@/platform/db'
import { migrate } from '@/platform/db/migrate'
import { front } from '@/platform/front'
import { startWorker } from '@/platform/jobs'
import { log } from '@/platform/log'
import { compose } from './composition'

/** Everything between the process and its first request. Throws what the front shows as one line. */
export async function start(): Promise<void> {
  const applied = await migrate(config.databaseUrl)
  if (applied.length > 0) log.info({ applied }, 'the database was brought up to date')
  compose()
  const published = await loadContent()
  if (published) log.info({ lists: published }, 'the lists in content/ were published')
  const stopWorker = startWorker()
  front()?.register({
    own: async () => ({ on: [], slots: {} }), // the accounts part puts app/own-state.ts here
    ready: async () => (await read.setting.count()) >= 0,
    metrics: () => '',
    stop: async () => {
      await stopWorker()
      await close()
    },
  })
}
