/** `1 vote`, `1,200 votes`; `many` where the plural is not the word with an s. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en')} ${count === 1 ? one : many}`
