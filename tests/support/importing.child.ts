// A process that imports lists and says how far it is: features/content-files/commands/import-killed.test.ts kills it.
import { compose } from '@/app/composition'
import { close } from '@/platform/db'
import { prepareData } from '@/platform/db/prepare-data'
import { someLists } from '@/tests/factories/list-files'
import { importContent } from '@/features/content-files/commands/import-content'

await prepareData({ say: () => {} })
compose()
await importContent(someLists(Number(process.env.LISTS)), { publish: true, progress: (phase, done) => process.stdout.write(`${phase} ${done}\n`) })
process.stdout.write('end\n')
await close()
