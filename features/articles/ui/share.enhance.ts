import { enhance, find, make, say } from '@/ui/live'

/** One button to pass a page on: the device's own way where it has one, else the address is copied. */
enhance(() => {
  const input = find<HTMLInputElement>('[data-copy]')
  if (!input) return
  const button = make('button', { type: 'button', class: 'btn small' }, 'share' in navigator ? 'Share' : 'Copy the address')
  button.addEventListener('click', () => {
    if ('share' in navigator) void navigator.share({ title: document.title, url: input.value }).catch(() => {})
    else
      void (navigator as Navigator).clipboard.writeText(input.value).then(
        () => {
          button.textContent = 'Copied'
          say('The address is copied.')
        },
        () => input.select(),
      )
  })
  input.closest('label')?.after(button)
})
