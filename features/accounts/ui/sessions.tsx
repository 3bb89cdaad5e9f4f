import { Button } from '@/ui/button'
import { Time } from '@/ui/time'
import { deviceName } from '../device'
import type { OwnSession } from '../queries/accounts'

/** The devices that are signed in, each with a button that signs it out. */
export function Sessions({ sessions }: { sessions: OwnSession[] }) {
  const others = sessions.filter(({ isThis }) => !isThis)
  return (
    <>
      <ul className="sessions">
        {sessions.map(({ id, userAgent, createdAt, lastSeenAt, isThis }) => (
          <li key={id}>
            <span>
              <b>{deviceName(userAgent)}</b>
              {isThis ? ' (this one)' : ''}
              <br />
              <span className="soft">
                Signed in <Time at={createdAt} to="minute" />
                {isThis ? null : (
                  <>
                    , last used <Time at={lastSeenAt} to="minute" />
                  </>
                )}
              </span>
            </span>
            {isThis ? null : (
              <form method="post" action="/api/account/session">
                <input type="hidden" name="session" value={id} />
                <Button small aria-label={`Sign out ${deviceName(userAgent)}`}>
                  Sign out
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {others.length > 1 ? (
        <form method="post" action="/api/account/other-sessions">
          <Button>Sign out all other devices</Button>
        </form>
      ) : null}
    </>
  )
}
