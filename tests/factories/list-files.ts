import type { ContentFile } from '@/features/content-files/format/content-folder'

/** A list file with three entries, which credits `people/rain`. */
export const listFile = (slug: string, { intro = 'An intro.', more = '' } = {}): ContentFile => ({
  name: `${slug}.md`,
  text: `---\nformat: 1\nslug: ${slug}\ntitle: The list ${slug}\nauthors: [desk]\n${more}---\n\n${intro}\n\n${['one', 'two', 'three']
    .map((entry) => `### ${entry} {#${entry}}\n\n- artist: people/rain\n\nWords.\n`)
    .join('\n')}`,
})

/** A file of 25 people, of whom each but the last two stands below one that comes later, and so many lists, `list-0` and on. */
export const someLists = (count: number): ContentFile[] => [
  {
    name: 'records.yaml',
    text: `format: 1\npeople:\n${Array.from({ length: 24 }, (_, n) => `  person-${n}: { name: Person ${n}${n < 23 ? `, parent: people/person-${n + 1}` : ''} }\n`).join('')}  rain: { name: Rain }\nauthors:\n  desk: { name: The desk }\n`,
  },
  ...Array.from({ length: count }, (_, n) => listFile(`list-${n}`)),
]
