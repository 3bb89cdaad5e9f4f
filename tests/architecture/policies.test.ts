import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { commandsWithoutPolicy } from './commands-without-policy'

const own = 'one’s own account, or a session of it: whoever has the session has the right'
const proven = 'whoever has the password, the link or the provider’s word proves it by that, and has no account to ask about before'

/** Commands that ask no policy, each with its reason. */
const exceptions: Record<string, string> = {
  'change-name.ts: changeName': own,
  'change-password.ts: changePassword': own,
  'change-second-factor.ts: renewRecoveryCodes': own,
  'change-second-factor.ts: turnOffSecondFactor': own,
  'end-sessions.ts: endOtherSessions': own,
  'end-sessions.ts: endSession': own,
  'end-sessions.ts: signOut': own,
  'keep-session-alive.ts: keepSessionAlive': own,
  'send-confirmation.ts: sendConfirmation': own,
  'open-session.ts: prolongSession': own,
  'open-session.ts: signInByProvider': proven,
  'oauth-account.ts: createOauthAccount': proven,
  'oauth-account.ts: linkIdentity': proven,
  'confirm-address.ts: confirmAddress': proven,
  'create-owner.ts: createOwner': proven,
  'reset-password.ts: resetPassword': proven,
  'sign-in.ts: signIn': proven,
  'finish-sign-in.ts: finishSignIn': proven,
  'request-password-reset.ts: requestPasswordReset': 'anybody may ask: the mail goes to the owner of the address alone',
  'sign-up.ts: signUp': 'anybody may: the account is a reader’s',
  'start-session.ts: signedInCookies': 'changes nothing: it says which cookies an answer sets',
}

test('every command that somebody can reach asks a policy by its name, or is an exception with a reason', () => {
  const found = commandsWithoutPolicy(path.resolve(import.meta.dirname, '../..'))
  expect(found).toEqual(
    Object.keys(exceptions)
      .map((name) => `features/accounts/commands/${name}`)
      .sort(),
  )
})

describe('planted faults', () => {
  const roots: string[] = []
  afterAll(() => roots.forEach((root) => fs.rmSync(root, { recursive: true, force: true })))

  /** A tree with one command behind an action, and what it may use. */
  function plant(command: string): string {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'lightstick-policies-'))
    roots.push(root)
    const write = (file: string, text: string) => {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
      fs.writeFileSync(path.join(root, file), text)
    }
    write('app/page.tsx', '')
    write('features/lists/policy.ts', 'export const mayEdit = () => true\nexport const isEditor = () => true')
    write('features/lists/actions.ts', `'use server'\nimport { rename } from './commands/rename'\nexport const renameAction = () => rename()`)
    write(
      'features/lists/commands/load.ts',
      `import { mayEdit } from '../policy'\nexport const load = (may) => may()\nexport const loadAsked = () => mayEdit()`,
    )
    write('features/lists/commands/rename.ts', command)
    return root
  }
  const policy = `import { mayEdit, isEditor } from '../policy'\n`

  test.each([
    ['nothing asked', `export async function rename() {}`],
    ['a policy imported and not asked', `${policy}export async function rename() {}`],
    ['a policy asked by another function of the file', `${policy}export async function rename() {}\nexport const other = () => mayEdit()`],
    ['a filter or a role in place of a policy', `${policy}export async function rename() { if (!isEditor()) throw 1 }`],
    ['a function of that name that is no policy', `const mayEdit = () => true\nexport async function rename() { mayEdit() }`],
    ['something loaded without its policy', `import { load } from './load'\nexport async function rename() { load(() => true) }`],
  ])('%s is reported', (_, command) => expect(commandsWithoutPolicy(plant(command))).toEqual(['features/lists/commands/rename.ts: rename']))

  test.each([
    ['asked', `${policy}export async function rename() { if (!mayEdit()) throw 1 }`],
    ['given by name', `${policy}import { load } from './load'\nexport async function rename() { load(mayEdit) }`],
    ['asked by what it calls', `import { loadAsked } from './load'\nexport const rename = async () => helper()\nconst helper = () => loadAsked()`],
  ])('a policy that is %s is none', (_, command) => expect(commandsWithoutPolicy(plant(command))).toEqual([]))
})
