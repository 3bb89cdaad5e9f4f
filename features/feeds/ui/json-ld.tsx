import type { Thing } from 'schema-dts'
import { graphOf, serialise } from '../json-ld/serialise'

/** Structured data. Browsers do not run it, so the policy against inline scripts allows it. */
export const JsonLd = ({ things }: { things: (Thing | null)[] }) => (
  <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: serialise(graphOf(things)) }} />
)
