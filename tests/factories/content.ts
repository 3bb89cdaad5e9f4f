import { write } from '@/platform/db'
import { importContent, type ImportedContent } from '@/features/content-files/commands/import-content'
import { readContent } from '@/features/content-files/format/content-folder'

/** Imports and publishes the lists of `content/`; `force` writes over drafts that were edited since. */
export const publishContent = ({ force = false } = {}): Promise<ImportedContent> => importContent(readContent('content'), { publish: true, force })

/** As nobody can on the site: what readers have seen is only unpublished there. */
export const deleteLists = () =>
  write(async (tx) => {
    await tx.tally.deleteMany()
    await tx.entrySlug.deleteMany()
    await tx.entry.deleteMany()
    await tx.article.deleteMany()
    await tx.record.updateMany({ data: { appearances: 0, shown: false } })
    await tx.series.updateMany({ data: { articleCount: 0, newestAt: null } })
    await tx.author.updateMany({ data: { articleCount: 0 } })
  })
