import type { MusicGroup, MusicRecording, Person, Place } from 'schema-dts'
import { excerpt } from '@/features/articles/markdown'
import type { RecordPage } from '@/features/records/queries/record-page'
import type { RecordLink } from '@/features/records/view'
import type { Site } from './article'

type Described = {
  '@id': string
  url: string
  name: string
  alternateName?: string[]
  description?: string
  mainEntityOfPage: string
  sameAs?: string
  image?: string
}

/** A person, group, song or place as schema.org knows it; null for a video, which has no page. `hasPage` tells of each record below whether it has one. */
export function recordLd(record: RecordPage, site: Site, hasPage: (id: string) => boolean): Person | MusicGroup | MusicRecording | Place | null {
  const url = `${site.url}${record.href ?? ''}`
  const names = record.names.map(({ name }) => name).filter((name) => name !== record.name)
  const common: Described = {
    '@id': url,
    url,
    mainEntityOfPage: url,
    name: record.name,
    alternateName: names.length > 0 ? names : undefined,
    description: excerpt(record.description) || undefined,
    sameAs: record.url ?? undefined,
    image: record.picture ? `${site.url}${record.picture.src}` : undefined,
  }
  const { parent, date } = record
  const link = (one: RecordLink) => ({ name: one.name, url: `${site.url}${one.href ?? ''}` })
  const artist = (one: RecordLink) => (one.kind === 'person' ? { '@type': 'Person' as const, ...link(one) } : { '@type': 'MusicGroup' as const, ...link(one) })
  switch (record.kind) {
    case 'person':
      return {
        '@type': 'Person',
        ...common,
        birthDate: date ?? undefined,
        memberOf: parent?.kind === 'group' ? { '@type': 'MusicGroup', ...link(parent) } : undefined,
      }
    case 'group': {
      const members = record.children
        .filter(({ kind }) => kind === 'person')
        .map((one) => ({ '@type': 'Person' as const, ...(hasPage(one.id) ? link(one) : { name: one.name }) }))
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
      const { latitude, longitude } = record
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
