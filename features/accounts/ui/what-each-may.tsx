import { roleWords } from '../limits'
import { staffRoles } from '../schema'

type Row = { does: string; least: (typeof staffRoles)[number] }

/** A table of what each role may, as the settings of the site stand for authors. */
export function WhatEachMay({ authors }: { authors: { publishAlone: boolean; changeRecords: boolean } }) {
  const rows: Row[] = [
    { does: 'Write lists and ask for a review', least: 'author' },
    { does: 'Publish their own lists alone', least: authors.publishAlone ? 'author' : 'editor' },
    { does: 'Change shared records', least: authors.changeRecords ? 'author' : 'editor' },
    { does: 'Change and publish every list', least: 'editor' },
    { does: 'Decide about comments, and judge votes', least: 'editor' },
    { does: 'Invite people, change settings', least: 'admin' },
    { does: 'Make owners', least: 'owner' },
  ]
  const at = (role: (typeof staffRoles)[number]) => staffRoles.indexOf(role)
  return (
    <section aria-labelledby="each-may">
      <h2 id="each-may">What each may</h2>
      <div className="each-may">
        <table>
          <thead>
            <tr>
              <td />
              {staffRoles.map((role) => (
                <th key={role} scope="col">
                  {roleWords[role].name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ does, least }) => (
              <tr key={does}>
                <th scope="row">{does}</th>
                {staffRoles.map((role) => (
                  <td key={role} className={at(role) >= at(least) ? 'may' : 'may-not'}>
                    <span aria-hidden="true">{at(role) >= at(least) ? '✓' : '–'}</span>
                    <span className="vh">{at(role) >= at(least) ? 'may' : 'may not'}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft">
        What authors may is said in the <a href="/admin/settings">settings</a>.
      </p>
    </section>
  )
}
