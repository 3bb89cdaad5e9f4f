import type { MusicGroup, MusicRecording, Person, Place } from 'schema-dts'
import { excerpt } from '@/features/articles/markdown'
import type { SubjectPage } from '@/features/subjects/queries/subject-page'
import type { SubjectLink } from '@/features/subjects/view'
import type { Site } from './article'

type Described = { '@id': string; url: string; name: string; alternateName?: string[]; description?: string; mainEntityOfPage: string; sameAs?: string }

/** A person, group, song or place as schema.org knows it; null for a video, which has no page. */
export function subjectLd(subject: SubjectPage, site: Site): Person | MusicGroup | MusicRecording | Place | null {
  const url = `${site.url}${subject.href ?? ''}`
  const names = subject.names.map(({ name }) => name).filter((name) => name !== subject.name)
  const common: Described = {
    '@id': url,
    url,
    mainEntityOfPage: url,
    name: subject.name,
    alternateName: names.length > 0 ? names : undefined,
    description: excerpt(subject.description) || undefined,
    sameAs: subject.url ?? undefined,
  }
  const { parent, date } = subject
  const link = (one: SubjectLink) => ({ name: one.name, url: `${site.url}${one.href ?? ''}` })
  const artist = (one: SubjectLink) => (one.kind === 'person' ? { '@type': 'Person' as const, ...link(one) } : { '@type': 'MusicGroup' as const, ...link(one) })
  switch (subject.kind) {
    case 'person':
      return {
        '@type': 'Person',
        ...common,
        birthDate: date ?? undefined,
        memberOf: parent?.kind === 'group' ? { '@type': 'MusicGroup', ...link(parent) } : undefined,
      }
    case 'group': {
      const members = subject.children.filter(({ kind }) => kind === 'person').map((one) => ({ '@type': 'Person' as const, ...link(one) }))
      return {
        '@type': 'MusicGroup',
        ...common,
        foundingDate: date ?? undefined,
        parentOrganization: parent?.kind === 'group' ? { '@type': 'MusicGroup', ...link(parent) } : undefined,
        member: members.length > 0 ? members : undefined,
      }
    }
    case 'song':
      return { '@type': 'MusicRecording', ...common, datePublished: date ?? undefined, byArtist: parent ? artist(parent) : undefined }
    case 'place': {
      const { latitude, longitude } = subject
      return {
        '@type': 'Place',
        ...common,
        geo: latitude !== null && longitude !== null ? { '@type': 'GeoCoordinates', latitude, longitude } : undefined,
        containedInPlace: parent ? { '@type': 'Place', ...link(parent) } : undefined,
      }
    }
    case 'video':
      return null
  }
}
