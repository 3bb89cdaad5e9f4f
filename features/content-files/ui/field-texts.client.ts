/** The text in the field, and the one that stood there before it was replaced; '' when none did. */
export type FieldTexts = { text: string; before: string }

/** Another text comes into the field: the one that stands there is kept. */
export const replaceText = ({ text, before }: FieldTexts, next: string): FieldTexts => ({
  text: next,
  before: text.trim() === '' || text === next ? before : text,
})

/** The two change places, so that this is taken back by doing it again. */
export const bringBackText = ({ text, before }: FieldTexts): FieldTexts => ({ text: before, before: text })
