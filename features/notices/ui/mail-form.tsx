import type { FormState } from '@/platform/bridge'
import { config } from '@/platform/config'
import { Button } from '@/ui/button'
import { Field, FormErrors } from '@/ui/field'
import type { MailChoice } from '../queries/mail-choice'

const ids = { email: 'mail_email', often: 'mail_often' }

/** Where mail about this inbox goes. `own`: the address of the reader's account, which is proved already. */
export function MailForm({ choice, own, refused }: { choice: MailChoice | null; own: string | null; refused: FormState | null }) {
  const { values = {}, fields = {} } = refused ?? {}
  return (
    <section aria-labelledby="mail" className="by-mail">
      <h2 id="mail">By mail</h2>
      {choice?.isConfirmed ? (
        <p>
          {choice.daily ? 'Once a day' : 'At once'} you are told by mail at <b>{choice.email}</b>.
        </p>
      ) : choice ? (
        <p>
          We have sent a link to <b>{choice.email}</b>: follow it within three days and say yes. Nothing else is sent there before.
          {config.mail.url ? null : ' This site sends no mail yet: whoever runs it finds the link in a folder.'}
        </p>
      ) : (
        <p>Be told of answers by mail, too. The address is for nothing else, nobody sees it, and each mail has a link that ends them.</p>
      )}
      <form className="form" method="post" action="/api/inbox/mail" noValidate>
        {refused ? <FormErrors message={refused.message} fields={fields} ids={ids} /> : null}
        <Field
          id={ids.email}
          name="email"
          type="email"
          label="Email"
          autoComplete="email"
          required
          defaultValue={values.email ?? choice?.email ?? own ?? ''}
          error={fields.email}
        />
        <div className="field">
          <label htmlFor={ids.often}>How often</label>
          <select id={ids.often} name="often" defaultValue={values.often ?? (choice?.daily ? 'daily' : 'once')}>
            <option value="once">At once</option>
            <option value="daily">Once a day</option>
            {choice ? <option value="off">No mail</option> : null}
          </select>
        </div>
        <div className="actions">
          <Button look={choice ? 'plain' : 'primary'}>{choice ? 'Save' : 'Tell me by mail'}</Button>
        </div>
      </form>
    </section>
  )
}
