import { invalid } from '@/platform/errors'
import { getSiteName } from './queries/site-name'
import { beginningsOf, isGuessable, isNameWithDigits } from './common-passwords'
import { namesThatBeginLike } from './queries/names-on-site'

/** Refuses a new password that is easy to guess. Throws invalid (422), with the message beside `field`. */
export async function refuseGuessable(password: string, account: { name: string; email: string }, field = 'password'): Promise<void> {
  const site = await getSiteName()
  if (isGuessable(password, [account.name, account.email, site]))
    throw refused('This is among the first passwords that are tried. A few words that do not belong together are better', field)
  const names = await Promise.all(beginningsOf(password).map((text) => namesThatBeginLike(text)))
  if (isNameWithDigits(password, [site, ...names.flat()]))
    throw refused(
      'This is a name that stands on this site, and digits: such passwords are tried first. A few words that do not belong together are better',
      field,
    )
}

const refused = (message: string, field: string) => invalid(message, { [field]: message })
