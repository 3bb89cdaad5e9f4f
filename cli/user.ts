import { parseArgs } from 'node:util'
import { roles } from '@/platform/roles'
import type { z } from 'zod'
import { changeName } from '@/features/accounts/commands/change-name'
import { removeSecondFactor } from '@/features/accounts/commands/change-second-factor'
import { createAccount } from '@/features/accounts/commands/create-account'
import { leaveSite, leavings } from '@/features/accounts/commands/leave-site'
import { setPassword } from '@/features/accounts/commands/set-password'
import { setRole, suspendAccount } from '@/features/accounts/commands/set-role'
import { findAccountForUpdate } from '@/features/accounts/queries/accounts'
import { email, newPassword, personName, staffRoles } from '@/features/accounts/schema'
import { UsageError, type Command } from './command'
import { prepareDatabase } from './database'
import { ExpectedError } from './run-command'

export const userCommand: Command = {
  summary: 'Make an account, or change one',
  help: `
Usage: lightstick user --email <address> --name <name> --role owner|admin|editor|author --password-stdin
       lightstick user --email <address> --update [--name <name>] [--role <role>] [--password-stdin] [--suspend | --restore] [--remove-second-factor]
       lightstick user --email <address> --leave anonymous|erased

Makes an account without a browser; its address counts as confirmed. The password is read from standard input, where neither
the list of processes nor the shell's history shows it:

  printf %s "$PASSWORD" | lightstick user --email mina@example.com --name Mina --role editor --password-stdin

  --update          change the account that has this address instead of making one
  --role            each may do what those before it may: reader (with --update), author, editor, admin, owner
  --password-stdin  read the password from standard input; with --update the account is signed out everywhere
  --suspend         the account can no longer sign in, and is signed out everywhere
  --restore         it can sign in again
  --remove-second-factor
                    signing in asks for the password alone: for somebody who lost the app and the recovery codes. Make sure who asks
  --leave           end the account for good. anonymous: its comments and votes stay, with nothing that tells whose they were;
                    erased: its words are deleted and its votes taken back. Replies of others stay. Lists keep their byline.
`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: {
        email: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        update: { type: 'boolean' },
        suspend: { type: 'boolean' },
        restore: { type: 'boolean' },
        'remove-second-factor': { type: 'boolean' },
        leave: { type: 'string' },
        'password-stdin': { type: 'boolean' },
      },
    })
    if (values.email === undefined) throw new UsageError('--email is missing')
    if ((values.suspend || values.restore) && !values.update) throw new UsageError('--suspend and --restore go with --update')
    if (values['remove-second-factor'] && !values.update) throw new UsageError('--remove-second-factor goes with --update')
    if (values.suspend && values.restore) throw new UsageError('choose --suspend or --restore')
    const address = checked('--email', email, values.email)
    const name = values.name === undefined ? undefined : checked('--name', personName, values.name)
    const role = roles.find((known) => known === values.role)
    if (values.role !== undefined && !role) throw new UsageError(`--role must be one of ${staffRoles.join(', ')} (it is “${values.role}”)`)

    if (values.leave !== undefined) {
      const leaving = leavings.find((known) => known === values.leave)
      if (!leaving) throw new UsageError(`--leave must be one of ${leavings.join(', ')} (it is “${values.leave}”)`)
      if (values.update) throw new UsageError('--leave goes without --update')
      await prepareDatabase()
      const account = await findAccountForUpdate(address)
      if (!account) throw new ExpectedError(`There is no account for ${address}.`)
      await leaveSite('operator', { accountId: account.id, leaving })
      console.log(`${address} has left: the account is gone, and what it gave is ${leaving}.`)
      return
    }

    if (!values.update) {
      if (name === undefined) throw new UsageError('--name is missing')
      if (role === undefined || role === 'reader') throw new UsageError(`--role must be one of ${staffRoles.join(', ')}`)
      if (!values['password-stdin']) throw new UsageError('--password-stdin is missing: the password is read from standard input')
      const password = checked('The password', newPassword, await readPassword())
      await prepareDatabase()
      if (await findAccountForUpdate(address)) throw new ExpectedError(`There is an account for ${address} already; --update changes it.`)
      await createAccount('operator', { email: address, name, role, password })
      console.log(`Made the account of ${name} <${address}>, ${role}.`)
      return
    }

    const password = values['password-stdin'] ? checked('The password', newPassword, await readPassword()) : undefined
    await prepareDatabase()
    const account = await findAccountForUpdate(address)
    if (!account) throw new ExpectedError(`There is no account for ${address}; without --update one is made.`)
    if (role !== undefined && role !== 'reader' && role !== account.role && !account.confirmedAt)
      throw new ExpectedError(
        `The address ${address} is not confirmed: somebody signed up with it and has not shown that it is theirs, so the account gets no role. ` +
          'Its owner confirms it by the link in our mail (/confirm sends it again); or end the account with --leave erased and make it anew.',
      )
    const done: string[] = []
    if (name !== undefined && name !== account.name) {
      await changeName(account.id, { name }, 'operator')
      done.push(`name ${name}`)
    }
    if (role !== undefined && role !== account.role) {
      await setRole('operator', account.id, role)
      done.push(`role ${role}`)
    }
    if (password !== undefined) {
      await setPassword(account.id, password)
      done.push('password, and signed out everywhere')
    }
    if ((values.suspend && !account.suspendedAt) || (values.restore && account.suspendedAt)) {
      await suspendAccount('operator', account.id, Boolean(values.suspend))
      done.push(values.suspend ? 'suspended' : 'may sign in again')
    }
    if (values['remove-second-factor'] && (await removeSecondFactor(account.id))) done.push('no second factor any more')
    console.log(`${address}: ${done.length > 0 ? `changed: ${done.join('; ')}` : 'nothing to change'}.`)
  },
}

function checked<S extends z.ZodType>(what: string, shape: S, value: unknown): z.output<S> {
  const parsed = shape.safeParse(value)
  if (!parsed.success) throw new ExpectedError(`${what}: ${parsed.error.issues[0]!.message}.`)
  return parsed.data
}

/** Everything up to the end of standard input, without the line end that `echo` adds. */
async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write('Type the password, then Enter and Ctrl-D:\n')
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)).replace(/\r?\n$/, '')
  } catch {
    throw new ExpectedError('The password: it is not valid UTF-8.')
  }
}
