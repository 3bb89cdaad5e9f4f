/** Format 2 has a line for search engines, a language, a template and waived checks: a list of format 1 has none of them. */
export const fromFormat1 = (document: Record<string, unknown>): Record<string, unknown> => ({
  ...document,
  format: 2,
  description: '',
  language: '',
  template: null,
  waived: [],
})
