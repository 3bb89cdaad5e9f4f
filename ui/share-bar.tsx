export { percent } from './percent'

/** A thin bar as long as a share between 0 and 1 (of `of`, when the longest bar should be full). The number stands beside it in words. */
export function ShareBar({ share, of = 1 }: { share: number; of?: number }) {
  const width = of > 0 ? Math.min(100, Math.max(0, (share / of) * 100)) : 0
  return (
    <svg className="share" width="100%" height="4" aria-hidden="true">
      <rect className="track" width="100%" height="4" rx="2" />
      {width > 0 ? <rect className="fill" width={`${+width.toFixed(1)}%`} height="4" rx="2" /> : null}
    </svg>
  )
}
