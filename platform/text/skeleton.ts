import { confusables } from './confusables'

let table: Map<string, string> | undefined
function likeness(letter: string): string {
  table ??= new Map(
    confusables
      .trim()
      .split(/ {2}|\n/)
      .flatMap((group) => {
        const [to = '', from = ''] = group.split(' ')
        return [...from].map((one): [string, string] => [one, to])
      }),
  )
  return table.get(letter) ?? letter
}

const bare = (text: string) => text.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]+/gu, '')
const merged = (text: string) => [...text].map(likeness).join('').toLowerCase().replaceAll('vv', 'w')

/**
 * What a text looks like: without case, width, marks and characters that cannot be seen, and with one letter for all that look alike (Unicode Technical
 * Standard 39, 4). Two forms, because capitals and small letters look like different ones: I like l, and i like ı. Two texts are taken for each other when they
 * have a form in common.
 */
export const skeletons = (text: string): [string, string] => [merged(bare(text)), merged(bare(text).toLowerCase())]
