import { applyChanges, noteLost } from '@/features/articles/document/apply-changes'
import { doAllThatFit, missingIn, type DoneOperation } from '@/features/articles/document/do-operations'
import { keyOf, type Insert } from '@/features/articles/document/operations'
import { findEntry } from '@/features/articles/document/parts'
import { rebaseOperations } from '@/features/articles/document/rebase-operations'
import type { ListDocument } from '@/features/articles/schema'
import type { Base } from '@/features/editor/document/session'
import type { EntryInsert } from '@/features/editor/document/removed-entries'
import { tellStory, twelve, type Story, type StorySite, type WrittenTogether } from './two-writers'
import type { Answer, Asked, Draft } from './two-writers-browser'

/** A story of two writers without a database: what features/articles/commands/change-draft.ts does with operations, in memory. Hundreds of stories take as long as one with a database. */
export const writeInMemory = (story: Story): Promise<WrittenTogether> => tellStory(story, async () => new MemorySite(twelve()))

export class MemorySite implements StorySite {
  log: DoneOperation[] = []
  readonly start: Draft
  /** What the draft was before words were chosen away: the site keeps it for good. */
  private readonly replaced: ListDocument[] = []

  constructor(private document: ListDocument) {
    this.start = { version: 1, madeBy: null, document }
  }

  private get version() {
    return this.log.length + 1
  }

  private madeBy(version: number): string | null {
    return this.log[version - 2]?.id ?? null
  }

  async draft() {
    return { version: this.version, madeBy: this.madeBy(this.version), document: this.document }
  }

  async take(_who: number, { version: base, madeBy }: Base, { operations, sent = [] }: Asked, isLost: boolean): Promise<Answer> {
    const known = new Set([...operations.map(({ id }) => id), ...sent].filter((id) => this.log.some((one) => one.id === id)))
    const isAnother = base > this.version || madeBy !== this.madeBy(base)
    if (isLost || isAnother || this.version - base > 1000) return { is: 'newer', value: { ...(await this.draft()), known: [...known] } }
    const past = this.log.slice(base - 1)
    const lost = new Map<string, Insert>()
    for (const { changes, inverse } of past) noteLost(lost, { done: changes, inverse })
    const waiting = rebaseOperations(operations, past).filter(({ id }) => !known.has(id))
    const missing = new Set(missingIn(this.document, waiting, lost).map(keyOf))
    const found = missing.size > 0 ? [...this.everRemoved()].filter(([key]) => missing.has(key)) : []
    const { document, done, refused } = doAllThatFit(this.document, waiting, new Map([...found, ...lost]))
    if (done.some(({ changes }) => changes.some((change) => change.do === 'edit' && change.keep))) this.replaced.push(this.document)
    this.document = document
    this.log.push(...done)
    const log = [...past, ...done].map(({ id, changes }) => ({ id, changes }))
    return structuredClone({
      is: 'answer',
      value: { version: this.version, log, known: [...known].filter((id) => !log.some((one) => one.id === id)), refused },
    })
  }

  async removed(_who: number, nth: number): Promise<EntryInsert | null> {
    const gone = [...this.everRemoved().values()].filter((back): back is EntryInsert => 'entry' in back && !findEntry(this.document, back.entry.id))
    return gone[nth % Math.max(1, gone.length)] ?? null
  }

  async keepHistory() {}

  async history() {
    return { removed: this.log.flatMap(({ inverse }) => inverse.filter((change) => change.do === 'insert')), revision: this.replaced }
  }

  private everRemoved(): Map<string, Insert> {
    const ever = new Map<string, Insert>()
    for (const { changes, inverse } of this.log) noteLost(ever, { done: changes, inverse })
    return ever
  }

  goBack(operations: number) {
    const gone = [this.document, [...this.everRemoved().values()]]
    this.log = this.log.slice(0, -operations)
    this.document = this.log.reduce((now, { changes }) => applyChanges(now, changes).document, this.start.document)
    return gone
  }
}
