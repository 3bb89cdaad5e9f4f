import { Button } from '@/ui/button'

/** Recovery codes, this once: to select at one press, to print, or as a file. Nothing of it needs a script. */
export function RecoveryCodes({ codes, site }: { codes: string[]; site: string }) {
  const text = `Recovery codes for ${site}. Each works once.\r\n\r\n${codes.join('\r\n')}\r\n`
  return (
    <section className="recovery" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">Keep these recovery codes</h2>
      <p>
        If your phone is lost, each of them gets you in once, in place of a code from the app. Keep them where you find them without the phone: on paper, or in
        a password manager. They are shown only now.
      </p>
      <ol>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <form className="actions" method="post" action="/api/account/second-factor/kept">
        <Button look="primary">I have kept them</Button>
        <a download="recovery-codes.txt" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
          Save as a file
        </a>
      </form>
    </section>
  )
}
