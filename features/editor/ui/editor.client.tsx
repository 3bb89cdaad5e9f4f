'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Modal } from '@/ui/modal.client'
import type { FoundRecord } from '@/features/records/queries/find-records-by-name'
import type { Selection } from '../document/checks'
import { inLanguage } from '@/features/articles/document/languages'
import { findEntry, findSection } from '@/features/articles/document/parts'
import type { CoverShown, EditorData } from '../queries/editor'
import type { PublicationData } from '../queries/publication'
import { entriesOf } from '@/features/articles/schema'
import { inTrash, isSameForReaders, wayToReaders } from '../document/publishing'
import { AsideSwitch, type Aside } from './aside-switch.client'
import { ArrangingDialogs } from './arranging-dialogs.client'
import { Canvas } from './canvas.client'
import { Checks } from './checks.client'
import { isBesideWords } from './field-ids.client'
import { EditorContext, type Change } from './editor-context.client'
import { EntrySide } from './entry-side.client'
import { ListSide } from './list-side.client'
import { lookAtPublication } from './look-at-publication.client'
import { Outline } from './outline.client'
import { withRest } from './paste.client'
import { LoadedPart } from '@/ui/loaded-part.client'
import { localMinute } from '@/ui/local-minute'
import { useReady } from '@/ui/when-ready.client'
import { Message } from './message.client'
import { ReviewPart } from './review-part.client'
import { SaveNotice } from './save-status.client'
import { newsOf } from './publication-news.client'
import type { Published, Publishing } from './publish-dialog.client'
import { publishTitle } from './publish-title.client'
import { SectionSide } from './section-side.client'
import { Publication } from './publication.client'
import { TopBar } from './top-bar.client'
import { useTogether } from './together.client'
import { useAtOnce } from './use-at-once.client'
import { useClashes } from './use-clashes.client'
import { useEditorKeys } from './use-editor-keys.client'
import { useArranging, type WhenOpen } from './use-arranging.client'
import { useKeptFocus } from './use-kept-focus.client'
import { useKeptPlace } from './use-kept-place.client'
import { useMessages } from './use-messages.client'
import { canvasId, useNextFocus } from './use-next-focus.client'
import { useNewList } from './use-new-list.client'
import { useNoteKeys } from './use-note-keys.client'
import { useNotes } from './use-notes.client'
import { useDraft } from './use-draft.client'
import { useSteps } from './use-steps.client'
import { WaitingNote } from './waiting-note.client'

const loadAskForReview = async () => (await import('./ask-for-review.client')).AskForReview
const loadFind = async () => (await import('./find-panel.client')).FindPanel
const loadNotes = async () => (await import('./notes.client')).NotesPanel
const loadPublishDialog = async () => (await import('./publish-dialog.client')).PublishDialog

type Pane = 'outline' | 'canvas' | 'side'
/** After the last change that was saved. */
const lookAgainAfterMs = 800

/** The editor of one list: outline, the words, and what stands beside them. */
export function Editor({ article }: { article: EditorData }) {
  const { keeper, draft } = useDraft(article)
  const { document, version, problems, save: saveState } = draft
  const [selection, setSelection] = useState<Selection>({ of: 'list' })
  const [made, setMade] = useState<FoundRecord[]>([])
  const [words, setWords] = useState('')
  const [pane, setPane] = useState<Pane>('canvas')
  const [publishing, setPublishing] = useState<Publishing | null>(null)
  const [asking, setAsking] = useState(false)
  const [asideChosen, setAside] = useState<Aside | null>(null)
  const [publication, showPublication] = useState(article.publication)
  const [cover, setCover] = useState(article.cover)
  const showCover = (picture: CoverShown['picture']) => setCover((before) => ({ ...before, picture }))
  /** As it is known in this moment, before it is drawn: what one did oneself is no news. */
  const known = useRef(article.publication)
  const setPublication = (next: Partial<PublicationData>) => {
    known.current = { ...known.current, ...next }
    showPublication(known.current)
  }
  const focusLater = useNextFocus()
  useKeptFocus()
  useNewList(document)

  const change: Change = useCallback((...given) => void keeper.change(...given), [keeper])
  const announce = useCallback((said: string) => setWords((before) => (before === said ? `${said}\u00a0` : said)), [])
  const select = useCallback(
    (next: Selection, focus?: string) => {
      const isBeside = focus !== undefined && isBesideWords(focus)
      setSelection(next)
      if (isBeside) setAside('details')
      setPane(isBeside ? 'side' : 'canvas')
      if (focus) focusLater(focus)
    },
    [focusLater],
  )
  const records = useMemo(
    () => Object.fromEntries([...article.records, ...draft.records, ...made].map((record) => [record.id, record])),
    [article.records, draft.records, made],
  )

  // Selects the list when the selected part no longer exists, after a removal or an undo.
  const gone = (selection.of === 'entry' && !findEntry(document, selection.id)) || (selection.of === 'section' && !findSection(document, selection.id))
  const shown = useMemo((): Selection => (gone ? { of: 'list' } : selection), [gone, selection])

  useKeptPlace({ articleId: article.id, selection: shown, select: setSelection })
  const openAside = (which: Aside) => {
    setAside(which)
    setPane('side')
  }
  const { toast, tell: setToast, setLeftOut, close: closeToast } = useMessages({ draft, selection, articleId: article.id })

  const leaveOut = (rest: string, isLate = false) => setLeftOut((before) => withRest(before?.rest, rest, isLate))

  const closed = saveState.is === 'failed' && saveState.closed === true
  const refuse = () => setToast({ words: 'Nothing was changed: the site takes no changes of this list from you now.' })
  const whenOpen: WhenOpen = (act) => (closed ? (refuse as unknown as typeof act) : act)

  const atOnce = useAtOnce({ keeper, article, publication, setPublication, setCover: showCover, tell: setToast })
  const steps = useSteps({
    keeper,
    document,
    selection: shown,
    setSelection,
    select,
    takeAtOnce: atOnce.take,
    announce,
    tell: setToast,
    focusLater,
    whenOpen,
  })
  const clashes = useClashes({ keeper, all: draft.clashes, document, articleId: article.id, select, announce, tell: setToast, focusLater })
  const arrange = useArranging({
    keeper,
    document,
    article,
    selection: shown,
    select,
    announce,
    tell: setToast,
    focusLater,
    whenOpen,
  })

  useEditorKeys({
    arrange,
    selection: shown,
    save: () => void keeper.save(),
    step: steps.step,
    find: () => {
      // When it comes it takes the focus itself; what is typed until then is not for the words.
      if (asideChosen === 'find') focusLater('find-words')
      else if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur()
      openAside('find')
    },
    leaveOut,
  })

  const published = (done: Published) => {
    setPublishing(null)
    if (done.at === 'now') {
      setPublication({ state: 'published', scheduledFor: null, waiting: null, publishedVersion: done.ofVersion, edition: done.number, wasPublished: true })
      setToast({ words: `Edition ${done.number} is live.`, link: { href: `/articles/${done.slug}`, words: 'See it' } })
    } else {
      const { number, editionId, publishAt: at } = done
      const waiting = { number, editionId, at, by: 'You', ofVersion: done.ofVersion ?? known.current.waiting?.ofVersion ?? version }
      setPublication({ state: known.current.state === 'published' ? 'published' : 'scheduled', scheduledFor: at, waiting })
      setToast({ words: `Edition ${done.number} goes live on ${localMinute(done.publishAt)}.` })
    }
  }
  const others = useTogether({
    articleId: article.id,
    keeper,
    selection: shown,
    onTrash: (link) => (
      link && setPublication(inTrash(known.current)),
      setToast({ words: `This list was ${link ? 'moved to' : 'restored from'} the trash.`, link })
    ),
    onPublication: (next) => {
      const news = publishing ? null : newsOf(known.current, next)
      setPublication(next)
      if (news) setToast({ words: news })
    },
  })
  const lookAgain = useCallback(async () => {
    const next = await lookAtPublication(article.id)
    if (next) setPublication(next)
  }, [article.id])
  const reviewed = (said: string) => {
    setAsking(false)
    setToast({ words: said })
    void lookAgain()
  }
  const notes = useNotes(article)
  const { toNote, panel: notesPanel } = useNoteKeys({
    notes,
    closed,
    selection: shown,
    announce,
    onOpen: () => openAside('notes'),
  })
  const isReady = useReady()
  const aside = asideChosen ?? (isReady && notes.isBack ? 'notes' : 'details')
  // What differs from what was approved is said as it is now, once nothing is typed for a moment.
  const differs = publication.review?.state === 'approved' && publication.review.decidedVersion !== version
  useEffect(() => {
    if (!differs || saveState.is !== 'saved') return
    const timer = setTimeout(() => void lookAgain(), lookAgainAfterMs)
    return () => clearTimeout(timer)
  }, [differs, version, saveState.is, lookAgain])
  const placed = shown.of === 'entry' ? entriesOf(document).find((one) => one.entry.id === shown.id) : undefined
  const section = shown.of === 'section' ? findSection(document, shown.id) : null
  const live = publication.state === 'published'
  const { waiting } = publication
  const mayMoveSchedule = waiting !== null && wayToReaders(publication, { version: waiting.ofVersion, saved: true }) === 'publish'
  const way = wayToReaders(publication, { version, saved: saveState.is === 'saved' })
  const isPublished = saveState.is === 'saved' && publication.publishedVersion === version
  const [asPublished, setAsPublished] = useState(isPublished ? document : null)
  if (isPublished && asPublished !== document) setAsPublished(document)
  const unpublishedChanges = !live || saveState.is !== 'saved' || !(isPublished || (asPublished && isSameForReaders(asPublished, document)))

  return (
    <EditorContext
      value={{
        article,
        publication,
        setPublication,
        others,
        notes,
        toNote,
        document,
        isSaved: saveState.is === 'saved',
        closed,
        change: whenOpen(change),
        whenNotComposing: keeper.composing.whenOff,
        undo: steps.step,
        selection: shown,
        select,
        records,
        addRecord: (record) => setMade((before) => [...before, record]),
        announce,
        tell: (said, instead) => setToast({ words: said, instead }),
        problems,
        clashes: { ...clashes, choose: whenOpen(clashes.choose) },
        arrange,
        moveEntry: arrange.moveEntry,
        removeEntry: (entry) => arrange.remove([entry.id]),
        addEntry: arrange.add,
        toDetails: (focus) => {
          openAside('details')
          focusLater(focus)
        },
        cover,
        setCover: showCover,
        noteAtOnce: atOnce.note,
        leaveOut,
      }}
    >
      <div className="editor" data-pane={pane} data-closed={closed || undefined}>
        <div>
          <TopBar
            publication={publication}
            saveState={saveState}
            changes={unpublishedChanges}
            canUndo={draft.canUndo && !closed}
            canRedo={draft.canRedo && !closed}
            onUndo={steps.step}
            save={keeper.save}
            onPublish={() => setPublishing({ of: 'live' })}
            way={way}
            onAsk={() => setAsking(true)}
          />
          <SaveNotice state={saveState} email={article.email} onRetry={() => void keeper.save()} />
          <ReviewPart publication={publication} version={version} save={keeper.saveAsRead} onAsk={() => setAsking(true)} onDone={reviewed} />
        </div>
        {/* All three panes, so that a phone, which shows one of them, has its main and its heading with each. */}
        <main id="main" className="panes-shown">
          <h1 className="vh">{document.title || 'List without a title'}</h1>
          <Outline />
          <div className="canvas" id={canvasId} tabIndex={-1} {...inLanguage(document.language)}>
            {waiting ? (
              <WaitingNote
                waiting={waiting}
                hasMore={saveState.is !== 'saved' || waiting.ofVersion !== version}
                may={{ change: way === 'publish', move: mayMoveSchedule }}
                onChange={(words) => setPublishing({ of: 'waiting', words })}
              />
            ) : null}
            <Canvas />
          </div>
          <section className="side" aria-label="Details">
            <AsideSwitch aside={aside} openNotes={notes.all.filter((note) => note.open).length} onChoose={setAside} />
            {aside === 'notes' ? <LoadedPart load={loadNotes} given={{ save: keeper.save, ...notesPanel, onClose: () => setAside('details') }} /> : null}
            {aside === 'find' ? <LoadedPart load={loadFind} given={{ onClose: () => setAside('details') }} /> : null}
            <div className="details" hidden={aside !== 'details'}>
              {placed ? <EntrySide placed={placed} /> : section ? <SectionSide section={section} /> : <ListSide />}
              {shown.of === 'list' ? (
                <Publication
                  {...publication}
                  save={keeper.save}
                  onMoveSchedule={mayMoveSchedule ? () => setPublishing({ of: 'waiting', words: 'kept' }) : undefined}
                  onAsk={way === 'publish' && unpublishedChanges && publication.review?.state !== 'open' ? () => setAsking(true) : undefined}
                  onChange={(next, said) => {
                    setPublication({
                      ...next,
                      ...(next.state === 'unpublished' && { publishedVersion: null }),
                      ...(next.scheduledFor === null && { waiting: null }),
                    })
                    setToast({ words: said })
                  }}
                />
              ) : null}
              <Checks />
            </div>
          </section>
        </main>
        <Message toast={toast} onUndo={steps.takeBack} onBringBack={steps.bringBack} onClose={closeToast} />
        <nav className="panes" aria-label="Parts of the editor">
          {(['outline', 'canvas', 'side'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={pane === name} onClick={() => setPane(name)}>
              {{ outline: 'Outline', canvas: 'Write', side: 'Details' }[name]}
            </button>
          ))}
        </nav>
      </div>
      <output className="vh">{words}</output>
      <ArrangingDialogs keeper={keeper} tell={setToast} />
      {asking ? (
        <Modal title="Ask for a review" onClose={() => setAsking(false)}>
          <LoadedPart
            load={loadAskForReview}
            given={{ save: keeper.saveAsRead, onClose: () => setAsking(false), onDone: reviewed, onProblems: keeper.setProblems }}
          />
        </Modal>
      ) : null}
      {publishing ? (
        <Modal key={publishing.of} title={publishTitle(publishing, publication)} look="publish" onClose={() => setPublishing(null)}>
          <LoadedPart
            load={loadPublishDialog}
            given={{
              publishing,
              publication,
              version,
              save: keeper.save,
              onTurn: setPublishing,
              onClose: () => setPublishing(null),
              onDone: published,
              onProblems: keeper.setProblems,
              onAsk: () => (setPublishing(null), setAsking(true)),
            }}
          />
        </Modal>
      ) : null}
    </EditorContext>
  )
}
