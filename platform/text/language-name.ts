/** What a language is called by those who speak it: 한국어 for `ko`. */
export const languageName = (tag: string): string => new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
