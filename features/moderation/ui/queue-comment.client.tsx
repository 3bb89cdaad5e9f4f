'use client'

import { Moment } from '@/ui/moment.client'
import { Words } from '@/ui/name'
import type { QueueItem } from '../queries/describe-comments'
import type { Likeness } from '../schema'
import type { Asked } from './use-queue.client'

/** A comment as a moderator reads it: where it stands, what it answers, what it says, and why it is here. */
export function QueueComment({ item, asked }: { item: QueueItem; asked: Asked }) {
  const { name, html, at, editedAt, list, entry, answers, reasons, decided, reports, state, spamChance, echoes, hasNetwork, appeal } = item
  const narrowed = (more: Partial<Asked>) => `/admin/comments?${new URLSearchParams(Object.entries({ ...asked, ...more }).filter(([, value]) => value))}`
  const alike = (like: Likeness) => narrowed({ like, of: item.id })
  return (
    <>
      <p className="queue-place">
        On{' '}
        <a href={`/articles/${list.slug}`}>
          <Words text={list.title} />
        </a>
        {entry ? (
          <>
            {', '}
            <a href={`/articles/${list.slug}/${entry.slug}`}>
              #{entry.number} <Words text={entry.heading} />
            </a>
          </>
        ) : null}
        {asked.list ? null : (
          <a className="queue-only" href={narrowed({ list: list.id })}>
            only this list
          </a>
        )}
        <a className="queue-only" href={`/admin/comments/rules?list=${list.id}`}>
          its rules
        </a>
      </p>
      {answers ? (
        <blockquote className="queue-answered" dir="auto">
          {answers.words === null ? (
            <p>It answers a comment that is no longer there.</p>
          ) : (
            <>
              <p>
                <b>{answers.name}</b>
              </p>
              <p>{answers.words}</p>
            </>
          )}
        </blockquote>
      ) : null}
      <p className="queue-name">
        <b dir="auto">{name}</b>{' '}
        <span>
          {answers ? 'answered' : 'wrote'} <Moment at={at} />
          {editedAt ? (
            <>
              , changed <Moment at={editedAt} />
            </>
          ) : null}
        </span>
      </p>
      {/* Rendered and made safe on the server, as for readers. */}
      <div className="queue-body prose" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
      {decided ? (
        <p className="queue-decided">
          {decided.by ?? 'A moderator'} {decided.action === 'hide' ? 'hid it' : decided.action === 'restore' ? 'showed it' : 'set it back'}{' '}
          <Moment at={decided.at} />
          {decided.note ? <>: “{decided.note}”</> : null}
        </p>
      ) : null}
      {appeal ? (
        <>
          <h2>Its writer asks for another look</h2>
          <blockquote className="queue-answered" dir="auto">
            <p>{appeal.text}</p>
          </blockquote>
          <p className="queue-learned">
            Asked <Moment at={appeal.at} />. {appeal.by ? `${appeal.by} hid it: somebody else answers, or ${appeal.by} shows it.` : null}
          </p>
        </>
      ) : null}
      {reasons.length > 0 ? (
        <>
          <h2>{state === 'pending' ? 'Why it waits' : 'What was said against it'}</h2>
          <ul className="queue-reasons">
            {reasons.map(({ code, words }) => (
              <li key={code}>
                <span>{words}</span>
                {asked.rule || asked.view === 'reported' ? <code>{code}</code> : <a href={narrowed({ rule: code })}>{code}</a>}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {spamChance === null ? null : <p className="queue-learned">What moderators taught says: {Math.round(spamChance * 100)} % advertising.</p>}
      {asked.like ? null : (
        <p className="queue-alike">
          {echoes > 0 ? <a href={alike('words')}>The same words {(echoes + 1).toLocaleString('en')}</a> : null}
          <a href={alike('person')}>This person</a>
          {hasNetwork ? <a href={alike('network')}>This network</a> : null}
        </p>
      )}
      {reports.length > 0 ? (
        <>
          <h2>{reports.length === 1 ? '1 report' : `${reports.length} reports`}</h2>
          <ul className="queue-reasons">
            {reports.map(({ key, reason, text, name: reporter, email, right, wrong }) => (
              <li key={key}>
                <span>
                  <b>{reason}</b>
                  {[reporter, email].map((one) => (one ? `, ${one}` : ''))}
                  {text ? (
                    <>
                      <br />“{text}”
                    </>
                  ) : null}
                </span>
                <small>{right + wrong === 0 ? 'first report' : `right ${right} of ${right + wrong}`}</small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}
