/** Plain links that share a page. No script of another site is loaded, and no other site learns of the visit before a link is pressed. */
export function PassOn({ url, title }: { url: string; title: string }) {
  const address = encodeURIComponent(url)
  const words = encodeURIComponent(title.toWellFormed())
  const ways = [
    { label: 'Mail', href: `mailto:?subject=${words}&body=${address}` },
    { label: 'X', href: `https://x.com/intent/post?text=${words}&url=${address}` },
    { label: 'Bluesky', href: `https://bsky.app/intent/compose?text=${words}%20${address}` },
    { label: 'WhatsApp', href: `https://wa.me/?text=${words}%20${address}` },
    { label: 'Reddit', href: `https://www.reddit.com/submit?url=${address}&title=${words}` },
  ]
  return (
    <section className="pass-on" id="share" aria-labelledby="share-heading">
      <h2 id="share-heading">Pass it on</h2>
      <label>
        <span className="vh">Address of this page</span>
        <input type="text" readOnly defaultValue={url} data-copy="" />
      </label>
      <ul>
        {ways.map(({ label, href }) => (
          <li key={label}>
            <a href={href} rel="noopener noreferrer">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
