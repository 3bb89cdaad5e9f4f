import fs from 'node:fs'
import path from 'node:path'

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const asPattern = (route: string) =>
  route
    .split('/')
    .map((part) => (part.startsWith('[...') ? '.+' : part.startsWith('[') ? '[^/]+' : escaped(part)))
    .join('/')

/**
 * Whether an address can lead anywhere: one of the routes that Next has built, or a file of `public/`. Programs that look for holes ask for thousands
 * of others, and each would be a whole render of the page that says there is nothing.
 */
export function readKnownPaths(root: string): (pathname: string) => boolean {
  const routes = JSON.parse(fs.readFileSync(path.join(root, '.next/app-path-routes-manifest.json'), 'utf8')) as Record<string, string>
  const files = fs.readdirSync(path.join(root, 'public'), { recursive: true, encoding: 'utf8' }).map((file) => escaped(`/${file}`))
  const known = new RegExp(`^(?:${[...Object.values(routes).map(asPattern), ...files].join('|')})$`)
  return (pathname) => known.test(pathname)
}
