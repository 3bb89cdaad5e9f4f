'use client'

import { useEffect, useState } from 'react'
import { asOfPage } from '@/features/accounts/ui/page-account.client'

/**
 * Says so when the site was upgraded while this tab was open: the server has none of its actions any more, and Next tells that to the code that called one by a header.
 * Each of them would only know that it failed, so the answers are looked at here. What is asked says whose page it is.
 */
export function OldTab() {
  const [isOld, setOld] = useState(false)
  useEffect(() => {
    const ask = window.fetch
    window.fetch = async (...request) => {
      const answer = await ask(...asOfPage(...request))
      if (answer.headers.get('x-nextjs-action-not-found') === '1') setOld(true)
      return answer
    }
    return () => void (window.fetch = ask)
  }, [])
  if (!isOld) return null
  return (
    <div className="old-tab notice warn" role="alert">
      <p>
        This site was upgraded while this page was open, so what you press here does not reach it any more. Reload the page to go on. Your words in a list are
        kept in this browser and come back; copy first what stands in any other form.
      </p>
      <button type="button" className="btn small" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </div>
  )
}
