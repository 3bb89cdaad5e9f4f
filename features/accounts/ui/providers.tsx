import { Button } from '@/ui/button'

/** Signing in with an account somewhere else; nothing when no provider is set up. */
export function Providers({ providers, next }: { providers: { id: string; name: string }[]; next: string | null }) {
  if (providers.length === 0) return null
  return (
    <>
      <div className="or">or</div>
      <div className="oauth">
        {providers.map(({ id, name }) => (
          <form key={id} method="post" action="/api/account/oauth">
            {next ? <input type="hidden" name="next" value={next} /> : null}
            <Button name="provider" value={id}>
              Continue with {name}
            </Button>
          </form>
        ))}
      </div>
    </>
  )
}
