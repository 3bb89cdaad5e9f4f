import type { Thing } from 'schema-dts'
import { graphOf, serialise } from '../json-ld/serialise'

/** Data for machines: never run, so the policy against inline scripts lets it be. */
export const JsonLd = ({ things }: { things: (Thing | null)[] }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: serialise(graphOf(things)) }} />
)
