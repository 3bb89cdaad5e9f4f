/** The languages that the studio offers for the words of a list: tags of BCP 47, in their own words. A file may name others. */
export const languageNames: Readonly<Record<string, string>> = {
  en: 'English',
  ko: '한국어',
  ja: '日本語',
  'zh-Hans': '简体中文',
  'zh-Hant': '繁體中文',
  es: 'Español',
  pt: 'Português',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
  pl: 'Polski',
  tr: 'Türkçe',
  id: 'Bahasa Indonesia',
  vi: 'Tiếng Việt',
  th: 'ไทย',
  ru: 'Русский',
  ar: 'العربية',
  he: 'עברית',
}

/** Whether it is the tag of a language, such as `ko` or `pt-BR`. */
export const isLanguage = (tag: string) => tag.length <= 35 && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)

const fromTheRight = /^(ar|arc|ckb|dv|fa|he|ku-Arab|ps|sd|ug|ur|yi)\b/

/** What an element needs whose words are in this language; nothing for '', the page's own. */
export const inLanguage = (tag: string | undefined): { lang?: string; dir?: 'rtl' } =>
  tag ? { lang: tag, ...(fromTheRight.test(tag) ? { dir: 'rtl' as const } : {}) } : {}
