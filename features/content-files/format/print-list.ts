import { isFragile, printYaml, quoted } from './yaml'
import { isQuotation, printLine, printProse, trimBlanks, withoutClosing } from './lines'
import type { FileEntry, FileSubsection, FileWaiver, ListFile } from './list-file'

/** A list as the text of its file, always the same for the same list. `docs/list-format.md` describes it. */
export function printList(list: ListFile): string {
  const blocks = [
    printProse(list.intro),
    ...list.entries.flatMap((entry) => printEntry(entry)),
    ...list.sections.flatMap((section) => [...printSection('#', section), ...section.sections.flatMap((sub) => printSection('##', sub))]),
    ...(list.outro === '' ? [] : [['# {outro}'], printProse(list.outro)]),
    ...(list.removed.length === 0 ? [] : [['# {removed}'], ...list.removed.flatMap((entry) => printEntry(entry, entry.number))]),
  ]
  return [`---\n${printFrontMatter(list)}---`, ...blocks.filter((block) => block.length > 0).map((block) => block.join('\n'))].join('\n\n') + '\n'
}

function printFrontMatter(list: ListFile): string {
  return printYaml(
    {
      // The lowest that can hold it, so that as many programs as possible can read it.
      format: list.description || list.language || list.template || list.waived.length > 0 ? 2 : 1,
      slug: list.slug,
      formerly: list.formerly.length ? list.formerly : undefined,
      title: list.title,
      standfirst: list.standfirst || undefined,
      order: list.order,
      question: list.question || undefined,
      description: list.description || undefined,
      language: list.language || undefined,
      template: list.template ? printTemplate(list.template) : undefined,
      waived: list.waived.length ? list.waived.map(printWaiver) : undefined,
      series: list.series ? { slug: list.series.slug, position: list.series.position ?? undefined } : undefined,
      authors: list.authors.length ? list.authors : undefined,
      cover: list.cover ?? undefined,
      state: list.state === 'draft' ? 'draft' : undefined,
      published: list.published ?? undefined,
    },
    (path) => path[0] === 'series' || path[0] === 'authors' || path[0] === 'formerly' || path[1] === 'roles',
  )
}

const printTemplate = ({ roles, video, heading, subheading }: NonNullable<ListFile['template']>) => ({
  roles: roles.length ? roles : undefined,
  video: video || undefined,
  heading: heading || undefined,
  subheading: subheading || undefined,
})

const printWaiver = ({ check, entry, section, of, reason, by, when }: FileWaiver) => ({
  check,
  entry: entry ?? undefined,
  section: section ?? undefined,
  of: of || undefined,
  reason,
  by: by || undefined,
  when,
})

function printSection(marks: '#' | '##', section: FileSubsection): string[][] {
  const attributes = section.place ? `{place: ${section.place}}` : section.heading.endsWith('}') ? '{}' : ''
  return [[printHeading(marks, section.heading, attributes)], printProse(section.body), ...section.entries.flatMap((entry) => printEntry(entry))]
}

function printEntry(entry: FileEntry, number: number | null = null): string[][] {
  const attributes = [
    `#${entry.slug}`,
    ...(number === null ? [] : [`no: ${number}`]),
    ...(entry.formerly.length ? [`formerly: ${entry.formerly.join(', ')}`] : []),
  ]
  const head = [printHeading('###', entry.heading, `{${attributes.join(' ')}}`)]
  // Without credits under it, only quotation marks tell it from prose.
  const alone = entry.credits.length === 0 && !entry.video
  if (entry.subheading !== '') head.push(alone ? `= ${quoted(entry.subheading)}` : printLine(entry.subheading, true))
  for (const { role, subject } of entry.credits) head.push(`- ${role}: ${subject}`)
  if (entry.video) head.push(`- video: ${entry.video}`)
  return [head, printProse(entry.body)]
}

function printHeading(marks: string, heading: string, attributes: string): string {
  const spoiled = isFragile(heading) || isQuotation(heading) || heading !== withoutClosing(trimBlanks(heading))
  return [marks, spoiled ? `= ${quoted(heading)}` : heading, attributes].filter((part) => part !== '').join(' ')
}
