import { config } from '@/platform/config'

/** The providers that have settings: for the sign-in page. */
export function listProviderNames(): { id: string; name: string }[] {
  const { google, github, oidc } = config.oauth
  const all = [
    { id: 'google', name: 'Google', on: google },
    { id: 'github', name: 'GitHub', on: github },
    { id: 'oidc', name: oidc?.name ?? '', on: oidc },
  ]
  return all.filter(({ on }) => on).map(({ id, name }) => ({ id, name }))
}
