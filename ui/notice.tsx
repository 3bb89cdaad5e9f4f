import type { ReactNode } from 'react'

const roles = { good: 'status', warn: 'note', bad: 'alert' }

/** A message above the content. `good` and `bad` are announced to screen readers, because they answer what the reader did. */
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
