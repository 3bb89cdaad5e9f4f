import { interfaceLanguage } from './scripts/words/language.mjs'

const words = { condition: { not: 'foreign' }, loaders: ['./scripts/words/loader.mjs'] }

/** @type {import('next').NextConfig} */
export default {
  // Readers' pages and files are compressed, kept and given headers by the server (server/), which asks for them without an encoding. What Next answers by itself, the studio
  // and the API, it compresses itself (gzip).
  compress: true,
  poweredByHeader: false,
  cacheComponents: true,
  partialPrefetching: false,
  // Readers' pages arrive whole, with the right status, for every agent.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  // The pages and the studio have roots of their own: this is the page for addresses of neither.
  // A list of 500 long entries is saved in one piece.
  // What Turbopack would keep for the next build took a quarter of the processor's time and 148 MB: sources that did not change are not built again anyway.
  experimental: { globalNotFound: true, serverActions: { bodySizeLimit: '10mb' }, turbopackFileSystemCacheForBuild: false },
  // What opens files or has native parts is loaded by Node, not bundled.
  serverExternalPackages: ['better-sqlite3', '@prisma/adapter-better-sqlite3', '@prisma/adapter-pg', 'pg', '@resvg/resvg-js', 'pino', 'nodemailer'],
  // `npm test` checks the types; someone who starts a site need not wait for it.
  typescript: { ignoreBuildErrors: true },
  productionBrowserSourceMaps: false,
  // Our pictures have the sizes they are shown in. Next's own scaler would work, and fill the disk, for whoever asks.
  images: { unoptimized: true },
  devIndicators: false,
  // English stands in the sources; another language is put in while they are built.
  ...(interfaceLanguage() && { turbopack: { rules: { '*.ts': words, '*.tsx': words } } }),
}
