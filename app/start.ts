import { loadContent } from '@/features/content-files/commands/load-content'
import { makeOwnerLink } from '@/features/accounts/commands/make-owner-link'
import { checkMediaStore } from '@/features/media/commands/check-store'
import { findMedia } from '@/features/media/queries/media-file'
import { askForRedirects, findRedirect, mayHaveRedirects } from '@/features/redirects/queries/find-redirect'
import { config } from '@/platform/config'
import { isThere } from './is-there'
import { getActor, refuseWithoutSecondFactor } from '@/features/accounts/auth'
import { keepAwayOutOfConsole } from '@/platform/database-away'
import { guardActions } from '@/platform/http/action'
import { keepUnknownActionsOutOfConsole } from '@/platform/http/unknown-actions'
import { close, stopWritingAfterMigrations } from '@/platform/db'
import { prepareData } from '@/platform/db/prepare-data'
import { bridge } from '@/platform/bridge'
import { listenForEvents } from '@/platform/events/listen'
import { findTrouble, healthMetricsText, startProbes } from '@/platform/health'
import { jobMetricsText } from '@/platform/jobs/metrics-text'
import { startWorker } from '@/platform/jobs/worker'
import { log } from '@/platform/log'
import { compose, ownProviders } from './composition'
import { findDirectPost } from './direct-posts'
import { live } from './live'
import { ownStateOf } from './own-state'
import { pageQueries } from './page-queries'
import { streams } from './streams'

/** Prepares the process for its first request: migrations, content, workers. Throws errors that the server prints as one line. */
export async function start(): Promise<void> {
  const applied = await prepareData({ say: (line) => log.info(line) })
  if (applied.length > 0) log.info({ applied }, 'the database was brought up to date')
  await stopWritingAfterMigrations()
  compose()
  const published = await loadContent()
  if (published) log.info({ lists: published }, 'the lists in content/ were published')
  await checkMediaStore()
  await askForRedirects()
  process.env.NEXTAUTH_URL = config.siteUrl // next-auth reads it by itself
  const stopListening = await listenForEvents()
  const stopWorker = startWorker()
  const stopProbes = startProbes()
  keepAwayOutOfConsole()
  keepUnknownActionsOutOfConsole()
  // Not in composition.ts, which the command line shares: it has no requests.
  guardActions(async () => refuseWithoutSecondFactor(await getActor()))
  bridge()?.register({
    pageQueries,
    isThere,
    formerAddresses: { areAny: mayHaveRedirects, find: findRedirect },
    mediaFile: findMedia,
    post: findDirectPost,
    own: (request) => ownStateOf(request, ownProviders),
    trouble: findTrouble,
    streams,
    live,
    metrics: () => `${jobMetricsText()}\n${healthMetricsText()}`,
    stop: async () => {
      await stopProbes()
      await stopListening()
      await stopWorker()
      await close()
    },
  })
  // A plain line for the operator, not JSON. It is the only secret that is printed.
  const ownerLink = await makeOwnerLink()
  if (ownerLink) process.stdout.write(`Make the first account: ${ownerLink}\n`)
}
