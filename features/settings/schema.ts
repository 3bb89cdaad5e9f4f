import { z } from 'zod'

/**
 * The switches of the site: what each is called in the table of settings, and how it stands while nobody has set it. A switch that is new leaves what held before it
 * as it was, so it begins on.
 */
export const switches = {
  'authors-publish-alone': true,
  'authors-change-records': true,
} as const
export type Switch = keyof typeof switches

/** How the switches of the site stand. */
export type SiteSettings = Readonly<Record<Switch, boolean>>

export const switchInput = z.object({ name: z.enum(Object.keys(switches) as [Switch, ...Switch[]]), on: z.boolean() })
