import { noteOwn } from '@/platform/cache'
import { Button } from '@/ui/button'
import { Own } from '@/ui/own'
import type { FollowKind } from '../schema'

/** The button that follows something, or lets it go: a form, which needs no script. `what`: what the inbox then tells of. */
export function Follow({ kind, id, what }: { kind: FollowKind; id: string; what: string }) {
  noteOwn(`follow:${id}`)
  return (
    <form className="by" method="post" action={`/api/follow/${kind}/${id}`}>
      <Own
        of={`follow:${id}`}
        then={
          <Button small name="on" value="0">
            Stop following {what}
          </Button>
        }
        otherwise={
          <Button small name="on" value="1">
            Follow {what}
          </Button>
        }
      />
    </form>
  )
}
