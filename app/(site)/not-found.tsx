import { Fail } from '@/ui/notice'

/**
 * Next draws this beside each page, should it turn out not to be there; whoever asks for an address where nothing is gets app/global-not-found.tsx instead
 * (server/render/page-renderer.ts). So it reads nothing and brings no styles: every page would pay for them, and become stale with what was read.
 */
export default function NotFound() {
  return <Fail code="404" title="Nothing is playing here" />
}
