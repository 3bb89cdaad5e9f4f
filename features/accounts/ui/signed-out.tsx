import { ButtonLink } from '@/ui/button'
import { Notice } from '@/ui/notice'

/** The session ended while a form was open: what was typed cannot be kept for somebody we no longer know. */
export const SignedOut = ({ next }: { next: string }) => (
  <>
    <h1>You are signed out</h1>
    <Notice tone="bad">Nothing was changed, because this device is no longer signed in.</Notice>
    <p className="actions">
      <ButtonLink href={`/sign-in?next=${encodeURIComponent(next)}`} look="primary">
        Sign in
      </ButtonLink>
    </p>
  </>
)
