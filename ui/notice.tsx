import type { ReactNode } from 'react'

// `good` and `bad` are announced, since they answer what the reader did.
const roles = { good: 'status', warn: 'note', bad: 'alert' }

/** Something to know before reading on. */
export const Notice = ({ tone, children }: { tone?: 'good' | 'warn' | 'bad'; children: ReactNode }) => (
  <div className={tone ? `notice ${tone}` : 'notice'} role={tone && roles[tone]}>
    {children}
  </div>
)

/** A page that says why there is nothing else: not found, gone, failed. */
export const Fail = ({ code, title, children }: { code: string; title: string; children?: ReactNode }) => (
  <main id="main" className="fail">
    <span className="code" aria-hidden="true">
      {code}
    </span>
    <h1>{title}</h1>
    {children}
  </main>
)
