'use client'

import { applyChanges } from '@/features/articles/document/apply-changes'
import type { Field, Insert, Thing } from '@/features/articles/document/operations'
import type { Moved } from '@/features/articles/document/operations-between'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import { rulesBrokenBy, type Problem } from '@/features/articles/publishable'
import type { ListDocument } from '@/features/articles/schema'
import type { Arrival } from '../document/arrivals'
import { atOnceNamed, nextAtOnce, type StepAtOnce } from '../document/at-once-steps'
import { addClashes, type Clash } from '../document/clashes'
import { newBrowserId } from '../document/new-id'
import {
  beginSession,
  changeSession,
  chooseText,
  hasWork,
  isSame,
  noteSent,
  placeOfStep,
  resumeOn,
  setApart,
  stepSession,
  takeBack,
  type Base,
  type KeptSession,
  type Session,
} from '../document/session'
import { sendable } from '../document/sendable'
import { answered, heard, nothingTaken } from './answered.client'
import { forgetSession, holdTab, takePreviousTab, whenStorageIsCleared, type Keeper } from './kept-sessions.client'
import { Composing } from './composing.client'
import { maxSent, Pace, retryAfter, roomAfter, waitAfter } from './draft-timing.client'
import { endedSessions, Keeping } from './keeping.client'
import { draftStateOf, saveStateAfter, type DraftState, type SaveState } from './draft-state.client'
import { listen } from './listen.client'
import { Looks } from './looks.client'
import { sendOperations, type Sent } from './send-operations.client'

/**
 * Keeps one draft: what the writer does is shown at once, in this browser's storage within a tenth of a second, and sent to the site soon after. What others
 * did comes with the answers. The editor listens to it.
 */
export class DraftKeeper {
  private session: Session
  private state: DraftState
  private listeners = new Set<() => void>()
  private readonly of: Keeper
  readonly tab = newBrowserId().slice(-12)
  private savedAt: string
  private readonly keeping: Keeping
  readonly composing = new Composing()
  private flight: Promise<boolean> | null = null
  private failures = 0
  /** Ids of what was sent last. */
  private batch: ReadonlySet<string> = new Set()
  private readonly looks = new Looks(async (upTo) => {
    while (this.flight) await this.flight
    if (this.session.version < upTo) await this.flush()
  })
  /** Looks for what others did up to a version of the draft, unless this tab has it; without one, for whatever there is. */
  lookForNews = this.looks.soon
  private sendTimer: ReturnType<typeof setTimeout> | undefined
  readonly pace = new Pace()
  /** What the site has refused is tried again once after the writer has done something, when nothing else is left to send. */
  private mayTryRefused = false
  private sentAt = ''
  private since = ''
  private lastSync = Date.now()
  private broughtBack: string | null = null
  private records: readonly FoundRecord[] = []
  private takenAway = nothingTaken
  private chosenByOthers: readonly Field[] = []
  /** How often others' work came. */
  private heard = 0
  private isOver = false
  private takingUp: Promise<void> | null = null

  constructor(
    article: Base & { id: string; accountId: string; document: ListDocument; savedAt: string },
    private readonly showing: (show: () => void, arrivals?: readonly Arrival[]) => void,
  ) {
    this.of = { accountId: article.accountId, articleId: article.id }
    this.savedAt = article.savedAt
    this.session = beginSession(this.tab, article.version, article.document, article.madeBy)
    this.keeping = new Keeping(
      this.of,
      () => this.session,
      () => this.state.save.is !== 'saved' && this.emit({ ...this.state.save, kept: this.keeping.isKept }),
    )
    this.state = this.stateOf({ is: 'saved', at: article.savedAt }, [])
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }
  snapshot = () => this.state

  /** Begins to keep and to send; returns what ends that. */
  start = () => {
    const ends = [
      holdTab(this.tab),
      listen(
        [window, 'online', () => void this.flush()],
        [window, 'focus', () => this.lookAgain()],
        [document, 'visibilitychange', () => (document.visibilityState === 'hidden' ? this.leave() : this.lookAgain())],
        [window, 'pagehide', () => this.leave()],
        [window, 'beforeunload', (event: BeforeUnloadEvent) => this.session.waiting.length > 0 && !this.keeping.isKept && event.preventDefault()],
      ),
      this.composing.watch(),
      whenStorageIsCleared(this.keeping.soon),
      this.looks.stop,
      () => void (clearTimeout(this.sendTimer), (this.isOver = true)),
    ]
    this.isOver = false
    this.takeUpEnded()
    return () => ends.forEach((end) => end())
  }

  change = (change: (document: ListDocument) => ListDocument, key?: string, moved?: Moved, joins?: boolean): string | null => {
    const before = this.session
    this.session = changeSession(before, change, { ...this.moment(), key, moved, joins })
    this.afterChange(before)
    return this.session === before ? null : (this.session.undo.at(-1)?.of ?? null)
  }
  /** Returns whether anything changed, and where words did, so that the editor can lead there; or the step that is no change of the draft, for the editor to take. */
  step = (way: 'undo' | 'redo'): { isDone: boolean; place: Thing | null; atOnce: StepAtOnce | null } => {
    const { present } = this.session
    this.act((session) => stepSession(session, way, this.moment()))
    const isDone = this.session.present !== present
    const done = this.session[way === 'undo' ? 'redo' : 'undo'].at(-1)
    return { isDone, place: isDone && done ? placeOfStep(done.changes) : null, atOnce: isDone ? null : nextAtOnce(this.session, way) }
  }
  /** Changes the steps back, and nothing of the draft. */
  changeSteps = (change: (session: Session) => Session): void => {
    this.session = change(this.session)
    this.keeping.soon()
    this.emit(this.state.save)
  }
  atOnceNamed = (of: string) => atOnceNamed(this.session, of)
  /** Takes back what `change` returned this name for; returns whether there was anything to take back. */
  takeBack = (of: string): boolean => {
    const { present } = this.session
    this.act((session) => takeBack(session, of, this.moment()))
    return this.session.present !== present
  }
  /** Decides between two texts of a field. */
  choose = (clash: Clash, chosen: 'yours' | 'theirs' | 'both'): void => this.act((session) => chooseText(session, clash, chosen, this.moment()))

  /** Puts back what somebody else removed. */
  bringBack = (insert: Insert) => void this.change((document) => applyChanges(document, [insert]).document)

  setProblems = (problems: Problem[]) => this.emit(this.state.save, problems)

  /** Sends all that waits; resolves to the version that the site then has, or null when it lacks what the editor shows. */
  save = async (): Promise<number | null> => {
    this.mayTryRefused = true
    // Each round sends one request; what is typed meanwhile goes with the next.
    for (let round = 0; round < 1000; round++) {
      const fine = await this.flush()
      if (!fine) return null
      if (this.session.waiting.length === 0) return this.session.version
      if (sendable(this.session, 1).length === 0) return null
    }
    return null
  }

  /** As `save`, for what is decided about the words that one has read: `changed` when others' came with the answer. */
  saveAsRead = async (): Promise<number | 'changed' | null> => {
    const { heard } = this
    const version = await this.save()
    return version !== null && this.heard !== heard ? 'changed' : version
  }

  /** When the first of the words was written that the site does not have. */
  private get unsavedSince() {
    return this.session.waiting.length > 0 ? this.since : null
  }

  private moment = () => ({ at: Date.now(), newId: newBrowserId })

  private act(act: (session: Session) => Session): void {
    const before = this.session
    this.session = act(before)
    this.showing(() => this.afterChange(before))
  }

  private afterChange(before: Session) {
    if (this.session === before) return
    if (before.waiting.length === 0) this.since = new Date().toISOString()
    const { save } = this.state
    this.mayTryRefused = true
    if (save.is === 'failed') this.emit({ ...save, since: this.unsavedSince, sending: save.about ? true : save.sending })
    else this.emit({ is: save.is === 'saving' ? 'saving' : 'waiting', kept: this.keeping.isKept })
    this.keeping.soon()
    this.sendSoon()
  }

  private sendSoon() {
    const waitMs = this.pace.wait()
    // After a failure the next try has its time: whoever types on does not put it off.
    if (this.flight || (this.failures > 0 && this.sendTimer)) return
    this.sendIn(this.failures > 0 ? retryAfter(this.failures) : waitMs)
  }

  private sendIn(ms: number | undefined) {
    clearTimeout(this.sendTimer)
    this.sendTimer = setTimeout(() => void this.flush(), ms)
  }

  /** One request at a time, in order. Resolves to whether the site took what was sent. */
  private async flush(): Promise<boolean> {
    while (this.flight) await this.flight
    this.flight = this.sendOnce().finally(() => (this.flight = null))
    const fine = await this.flight
    // What was refused waits for another word; what came after it does not.
    if (sendable(this.session, Infinity).some(({ id }) => fine || !this.batch.has(id))) this.sendSoon()
    return fine
  }

  private async sendOnce(): Promise<boolean> {
    clearTimeout(this.sendTimer)
    this.sendTimer = undefined
    this.pace.leave()
    let operations = sendable(this.session, roomAfter(this.failures))
    if (operations.length === 0 && this.mayTryRefused && this.session.refused.size > 0) {
      this.mayTryRefused = false
      operations = sendable(this.session, roomAfter(this.failures), { again: true })
    }
    if (operations.length > 0) {
      const { save } = this.state
      // Why it is not there yet stays on the page until the site answers.
      this.emit(save.is === 'failed' ? { ...save, sending: true } : { is: 'saving', kept: this.keeping.isKept })
      this.sentAt = new Date().toISOString()
      this.session = noteSent(this.session, operations)
    }
    this.batch = new Set(operations.map(({ id }) => id))
    const base = this.session
    const sent = await sendOperations(this.of, base, operations)
    // What a tab had kept may have been taken over meanwhile, with a later version: then the answer is to another question.
    const take = () => (sent.is === 'failed' || this.session.version === base.version ? this.take(sent) : this.sendOnce())
    // What others did may change the text that a syllable is composed in, or a refusal close it; that one's own has arrived changes nothing, and whoever writes on must not wait.
    if ((sent.is === 'failed' && !sent.closed) || (sent.is === 'answer' && sent.value.log.every(({ changes }) => changes === undefined))) return take()
    return new Promise((resolve) => this.composing.whenOff(() => resolve(take())))
  }

  private take(sent: Sent): boolean {
    if (sent.is === 'failed') {
      this.emit({ ...sent, kept: this.keeping.isKept, since: this.unsavedSince })
      // Words that stay here for a while: the browser is asked not to clear them away to make room.
      if (++this.failures === 2) void navigator.storage?.persist?.().catch(() => {})
      if (!this.keeping.isKept) this.keeping.soon()
      if (sent.again) this.sendIn(retryAfter(this.failures))
      return false
    }
    this.failures = 0
    this.lastSync = Date.now()
    this.savedAt = sent.value.savedAt ?? this.savedAt
    const before = this.session
    if (sent.is === 'answer' && sent.value.records) this.records = [...this.records, ...sent.value.records]
    // What was refused waits for another word; what else was to go with it does not.
    if (sent.is === 'answer') this.batch = new Set(sent.value.refused.map(({ id }) => id))
    const { session, arrivals, isHeard, ...others } = answered(before, sent)
    if (isHeard) this.heard++
    this.session = session
    ;({ takenAway: this.takenAway, chosenByOthers: this.chosenByOthers } = others)
    if (session.version !== before.version) this.keeping.soon()
    if (!session.waiting.some(({ id }) => id === before.waiting[0]?.id)) this.since = this.sentAt
    this.showing(() => this.tellSaved(), arrivals)
    return sent.is !== 'answer' || sent.value.refused.length === 0
  }

  private tellSaved() {
    const { savedAt, keeping, unsavedSince: since } = this
    this.emit(saveStateAfter(this.session, { savedAt, kept: keeping.isKept, since }), rulesBrokenBy(this.session.present))
  }

  /** What waits leaves with the page: the browser sends it to its end. An answer is not needed, since each operation is done once. */
  private leave() {
    if (this.session.waiting.length === 0) return
    const operations = sendable(this.session, maxSent.leaving)
    this.session = noteSent(this.session, operations)
    void this.keeping.now()
    if (operations.length === 0) return
    void sendOperations(this.of, this.session, operations, true)
    this.sendSoon()
  }

  private lookAgain() {
    if (Math.abs(Date.now() - this.lastSync) > 2000 || this.state.save.is === 'failed') void this.flush()
    // Another tab of this list may have ended meanwhile.
    this.takeUpEnded()
  }

  private takeUpEnded = () => void (this.takingUp ??= this.bringBackKept().finally(() => (this.takingUp = null)))

  /** Brings back what tabs of this account have kept of this list and did not send to its end; and the steps back of this tab before it was loaded again. */
  private async bringBackKept() {
    const previous = takePreviousTab(this.tab)
    for await (const kept of endedSessions(this.of, this.tab)) {
      const isBefore = kept.tab === previous
      try {
        if (isBefore || hasWork(kept)) await this.resume(kept, isBefore)
        else await forgetSession(this.of, kept)
      } catch {
        // What this page cannot read, as an editor of another version has kept it, stays where it is; what the others kept does not wait for it.
      }
    }
  }

  private async resume(kept: KeptSession, isBefore: boolean) {
    if (!(await this.hearUpTo(kept.version))) return
    const resumed = resumeOn(this.session, kept)
    let { session } = resumed
    const loaded = session.confirmedVersion
    // Nothing was done to the draft since: what was kept is on the page at once, whether the site can be reached or not, and is sent like what one writes now.
    if (!resumed.isMerged && kept.version === loaded && this.isUntouched(loaded)) {
      this.adopt(session, isBefore, kept.at)
      if (session.waiting.length > 0) this.broughtBack = kept.at
      this.showing(() => this.emit(session.waiting.length > 0 ? { is: 'waiting', kept: true } : this.state.save))
      await this.takeOver(kept)
      if (session.waiting.length > 0) await this.flush()
      return
    }
    let [isNew, tries] = [false, 0]
    while (session.waiting.length > 0 || session.version < session.confirmedVersion) {
      const sent = await sendOperations(this.of, session, sendable(session, roomAfter(tries)))
      if (sent.is === 'failed') {
        this.emit({ ...sent, kept: true, since: kept.at })
        if (!sent.again || this.isOver) return
        await waitAfter(++tries)
        continue
      }
      tries = 0
      this.savedAt = sent.value.savedAt ?? this.savedAt
      // Some of it may have reached the site as the page ended, and stand in the document that was loaded.
      const there = sent.is === 'newer' ? [] : sent.value.log.slice(0, Math.max(0, loaded - session.version)).map(({ id }) => id)
      isNew ||= session.waiting.some(({ id }) => !there.includes(id))
      if (sent.is === 'answer' && sent.value.records) this.records = [...this.records, ...sent.value.records]
      const before = session
      session = heard(session, sent)
      // What the site does not take stays with whoever wrote it, and nothing else waits for it.
      if (sent.is === 'answer' && ((session.waiting.length > 0 && sendable(session, 1).length === 0) || isSame(before, session))) break
    }
    // Its answer would be one to an earlier version.
    while (this.flight) await this.flight
    if (this.isUntouched(session.version) && (isBefore || hasWork(session))) this.adopt(session, isBefore, kept.at)
    else if (session.waiting.length > 0) {
      const [message = 'an earlier tab has words that the site does not take'] = session.refused.values()
      return this.emit({ is: 'failed', message, again: false, kept: true, since: kept.at })
    } else {
      this.session = setApart(this.session, { ...this.session, clashes: addClashes(this.session.clashes, session.clashes) }, newBrowserId)
      await this.flush()
    }
    if (isNew) this.broughtBack = kept.at
    if (this.session.waiting.length > 0) this.sendSoon()
    this.composing.whenOff(() => this.showing(() => this.tellSaved()))
    await this.takeOver(kept)
  }

  /** A page may have been made before the last answer that its tab had: it hears of what was done since, before anything is put on it. */
  private async hearUpTo(version: number): Promise<boolean> {
    for (let last = -1; this.session.version < version && this.session.version > last;) {
      last = this.session.version
      for (await this.flush(); this.failures > 0; await this.flush()) {
        if (this.isOver || (this.state.save.is === 'failed' && !this.state.save.again)) return false
        await waitAfter(this.failures)
      }
    }
    return true
  }

  /** What an ended tab kept is forgotten when this one keeps it, or has nothing to keep. */
  private async takeOver(kept: KeptSession) {
    if (await this.keeping.now()) await forgetSession(this.of, kept).catch(() => {})
  }

  /** Whether the page shows a draft of at most this version, and nobody has written in it. */
  private isUntouched(version: number) {
    return this.session.waiting.length === 0 && this.session.undo.length === 0 && this.session.version <= version && !this.composing.isOn
  }

  /** Its steps back are of this tab only when the page was loaded again in it. Whoever calls this shows it before anything is typed. */
  private adopt(session: Session, isBefore: boolean, at: string) {
    this.since = at
    const clashes = addClashes(this.session.clashes, session.clashes)
    this.session = setApart(this.session, { ...session, clashes, undo: isBefore ? session.undo : [], redo: isBefore ? session.redo : [] }, newBrowserId)
  }

  private stateOf(save: SaveState, problems: Problem[]): DraftState {
    const { broughtBack, records, takenAway, chosenByOthers } = this
    return draftStateOf(this.session, { save, problems, broughtBack, records, takenAway, chosenByOthers })
  }

  private emit(save: SaveState, problems = this.state.problems) {
    this.state = this.stateOf(save, problems)
    this.listeners.forEach((listener) => listener())
  }
}
