/** @type {import('next').NextConfig} */
export default {
  // The server compresses, keeps pages and sets headers (server/); Next only renders.
  compress: false,
  poweredByHeader: false,
  cacheComponents: true,
  partialPrefetching: false,
  // Readers' pages arrive whole, with the right status, for every agent.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  // The pages and the studio have roots of their own: this is the page for addresses of neither.
  // A list of 500 long entries is saved in one piece.
  experimental: { globalNotFound: true, serverActions: { bodySizeLimit: '10mb' } },
  // What opens files or has native parts is loaded by Node, not bundled.
  serverExternalPackages: ['better-sqlite3', '@prisma/adapter-better-sqlite3', '@prisma/adapter-pg', 'pg', '@resvg/resvg-js', 'pino', 'nodemailer'],
  // `npm test` checks the types; someone who starts a site need not wait for it.
  typescript: { ignoreBuildErrors: true },
  productionBrowserSourceMaps: false,
  // Our pictures have the sizes they are shown in. Next's own scaler would work, and fill the disk, for whoever asks.
  images: { unoptimized: true },
  devIndicators: false,
}
