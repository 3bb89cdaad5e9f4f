import { enhance, make, on } from '@/ui/live'

/** A poster that is pressed becomes the player; before that nothing is asked of anyone else. */
enhance(() =>
  on('click', 'a.poster[data-embed]', (poster: HTMLAnchorElement, event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    const { embed, title } = poster.dataset
    const frame = make('iframe', {
      src: `${embed}&autoplay=1`,
      title: title ?? 'Video',
      allow: 'autoplay; encrypted-media; fullscreen; picture-in-picture',
      allowfullscreen: '',
      // The player refuses to play for a page that does not say where it is.
      referrerpolicy: 'strict-origin-when-cross-origin',
    })
    const player = make('div', { class: 'poster open' }, frame)
    poster.replaceWith(player)
    player.after(
      make(
        'p',
        { class: 'poster-note' },
        // The last word of its name.
        `From ${/\w+$/.exec(poster.ariaLabel!)}, which now knows that you watch it. `,
        make('a', { href: poster.href, rel: 'noopener' }, 'Open it there'),
      ),
    )
    frame.focus()
  }),
)
