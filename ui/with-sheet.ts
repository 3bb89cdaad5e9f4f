import { find, make } from './live'

/** Sees to it that the sheet of what is put into the page is there first, so that nothing is seen without it. */
export async function withSheet(href: string): Promise<void> {
  if (find(`head > link[href="${href}"]`)) return
  const sheet = make('link', { rel: 'stylesheet', href })
  await new Promise((done) => {
    sheet.onload = sheet.onerror = done
    document.head.append(sheet)
  })
}
