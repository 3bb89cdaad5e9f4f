import fs from 'node:fs'
import path from 'node:path'
import { escapePattern, routePattern } from '../http/route-pattern'

/**
 * Makes the function that says whether a path can lead to anything: a route that Next has built, or a file of `public/`. Programs that look for
 * security holes ask for thousands of other paths, and without this each would cost a render of the not-found page.
 */
export function readKnownRoutes(root: string): (pathname: string) => boolean {
  const routes = JSON.parse(fs.readFileSync(path.join(root, '.next/app-path-routes-manifest.json'), 'utf8')) as Record<string, string>
  const files = fs.readdirSync(path.join(root, 'public'), { recursive: true, encoding: 'utf8' }).map((file) => escapePattern(`/${file}`))
  const known = new RegExp(`^(?:${[...Object.values(routes).map(routePattern), ...files].join('|')})$`)
  return (pathname) => known.test(pathname)
}
