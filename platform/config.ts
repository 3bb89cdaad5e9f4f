import { createHmac } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config-error'
import { rootSecret } from './root-secret'

/** Every variable that Lightstick reads, checked in one place. A wrong one stops the start with one line that names it. */

const flag = z.enum(['0', '1', 'true', 'false'], 'must be true or false').transform((value) => value === '1' || value === 'true')
const origin = z
  .url({ protocol: /^https?$/, error: 'must be an address like https://lists.example' })
  .refine((value) => /^\/?$/.test(value.slice(value.indexOf('//') + 2).replace(/^[^/?#]*/, '')), {
    error: 'must end after the host: the site cannot live below a path, give it a name of its own as in https://lists.example',
  })
  .transform((value) => new URL(value).origin)

const variables = z.object({
  PORT: z.coerce.number('must be a number').int().min(0, 'must be from 0 to 65535').max(65535, 'must be from 0 to 65535').default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:|postgres(ql)?:\/\/)/, 'must begin with file: or postgresql://')
    .optional(),
  /** Once: begins a new site in a data folder whose database is gone. */
  NEW_DATABASE: flag.default(false),
  SITE_URL: origin.optional(),
  /** Read while pages are built, where a translation of this name must be (scripts/words/language.mjs). */
  INTERFACE_LANGUAGE: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language like en or ko')
    .default('en'),
  SITE_NAME: z.string().trim().min(1).max(60).default('Lightstick'),
  /** 32 random bytes or more; needed when several machines share a database. Otherwise made and kept in DATA_DIR. */
  SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Whose accounts must have a second factor before their role counts. */
  REQUIRE_SECOND_FACTOR: z.enum(['off', 'staff'], 'must be off or staff').default('off'),
  TRUSTED_PROXIES: z.string().default(''),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().default('Lightstick <lightstick@localhost>'),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  GITHUB_CLIENT_ID: z.string().optional(),
  GITHUB_CLIENT_SECRET: z.string().optional(),
  OIDC_ISSUER: z.url('must be an address').optional(),
  OIDC_NAME: z.string().default('Single sign-on'),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** Seconds for which a process that was told to stop still takes new connections. */
  STOP_DELAY: z.coerce.number('must be a number').min(0, 'must be from 0 to 60').max(60, 'must be from 0 to 60').default(1),
  /** Set by systemd for a process that inherits its listening socket (sd_listen_fds). */
  LISTEN_FDS: z.coerce.number().int().min(0).optional().catch(undefined),
  LISTEN_PID: z.coerce.number().int().optional().catch(undefined),
  /** The value of Strict-Transport-Security for answers by https. */
  HSTS: z
    .string()
    .regex(/^(off|max-age=\d{1,10}(; ?includeSubDomains)?(; ?preload)?)$/, 'must be off, or like max-age=63072000; includeSubDomains')
    .default('max-age=63072000'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** Milliseconds from which on a statement of the database is logged with its plan. */
  SLOW_STATEMENT_MS: z.coerce.number('must be a number').min(0, 'must be from 0 to 60000').max(60_000, 'must be from 0 to 60000').default(50),
  /** PostgreSQL: whether statements are prepared once for each connection. */
  PREPARED_STATEMENTS: flag.default(true),
  /** Lets tests make many accounts and comments from one address. */
  LIMITS_OFF: flag.default(false),
  /** Where pictures are kept: a folder in DATA_DIR, or a bucket that speaks S3. */
  MEDIA_STORE: z.enum(['folder', 's3'], 'must be folder or s3').default('folder'),
  /** Megabytes for all pictures together, in all their widths; 0: no limit. */
  MEDIA_QUOTA_MB: z.coerce.number('must be a number').int('must be a whole number').min(0, 'must be 0 or more').default(10_000),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'must be an address like https://s3.eu-central-1.amazonaws.com' }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket: lower-case letters, digits, dots and hyphens')
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be a region like eu-central-1, or auto')
    .default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Megabytes for finished pages kept in memory. */
  PAGE_STORE: z.coerce.number('must be a number').int().min(0, 'must be from 0 to 4096').max(4096, 'must be from 0 to 4096').default(64),
  /** Pages of readers that hear of new comments at once; 0: none. */
  LIVE_STREAMS: z.coerce.number('must be a number').int().min(0, 'must be from 0 to 100000').max(100_000, 'must be from 0 to 100000').default(10_000),
  /** Hours for which kept pages are served while the database is away. */
  KEEP_PAGES_HOURS: z.coerce.number('must be a number').min(0, 'must be from 0 to 720').max(720, 'must be from 0 to 720').default(24),
  /** Where a shared cache takes the keys of pages to forget (docs/caching.md). */
  CDN_PURGE_URL: z.url({ protocol: /^https?$/, error: 'must be an address like https://api.cdn.example/purge' }).optional(),
  CDN_PURGE_HEADER: z
    .string()
    .regex(/^[A-Za-z0-9-]+:\s*\S/, 'must be a header like Fastly-Key: secret')
    .optional(),
})

function readConfig(environment: NodeJS.ProcessEnv) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new ConfigError(`${String(issue.path[0])} ${issue.message} (it is “${String(given[String(issue.path[0])])}”)`)
  }
  const env = parsed.data
  const pairs = [
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
    ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'],
    ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ] as const
  for (const [one, other] of pairs) {
    if (Boolean(env[one]) !== Boolean(env[other])) throw new ConfigError(`${env[one] ? other : one} is missing: it goes with ${env[one] ? one : other}`)
  }
  if (env.MEDIA_STORE === 's3') {
    for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const)
      if (!env[name]) throw new ConfigError(`${name} is missing: MEDIA_STORE=s3 needs it`)
  }
  const dataDir = path.resolve(env.DATA_DIR)
  const databaseUrl = env.DATABASE_URL ?? `file:${path.join(dataDir, 'lightstick.db')}`
  const engine = databaseUrl.startsWith('file:') ? ('sqlite' as const) : ('postgresql' as const)
  const secrets = new Map<string, string>()
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir,
    databaseUrl,
    engine,
    newDatabase: env.NEW_DATABASE,
    preparedStatements: env.PREPARED_STATEMENTS,
    /** Origin of the site, without a slash at the end. */
    siteUrl: env.SITE_URL ?? `http://localhost:${env.PORT}`,
    siteUrlIsSet: env.SITE_URL !== undefined,
    siteName: env.SITE_NAME,
    /** A tag such as en or ko: the language of the interface's words. */
    language: env.INTERFACE_LANGUAGE,
    /** Addresses and CIDR ranges whose X-Forwarded-* headers are believed. */
    trustedProxies: env.TRUSTED_PROXIES.split(/[\s,]+/).filter(Boolean),
    requireSecondFactor: env.REQUIRE_SECOND_FACTOR,
    mail: { url: env.SMTP_URL, from: env.MAIL_FROM },
    oauth: {
      google: env.GOOGLE_CLIENT_ID ? { clientId: env.GOOGLE_CLIENT_ID, clientSecret: env.GOOGLE_CLIENT_SECRET! } : null,
      github: env.GITHUB_CLIENT_ID ? { clientId: env.GITHUB_CLIENT_ID, clientSecret: env.GITHUB_CLIENT_SECRET! } : null,
      oidc: env.OIDC_ISSUER ? { issuer: env.OIDC_ISSUER, name: env.OIDC_NAME, clientId: env.OIDC_CLIENT_ID!, clientSecret: env.OIDC_CLIENT_SECRET! } : null,
    },
    media: {
      /** Of the folder store: where the files are. */
      folder: path.join(dataDir, 'media'),
      /** What is being sent, until it is made into the files of a medium. Hidden, so that no backup has it. */
      arriving: path.join(dataDir, '.arriving'),
      /** Null where it is the folder. */
      s3:
        env.MEDIA_STORE === 's3'
          ? {
              endpoint: env.S3_ENDPOINT!.replace(/\/+$/, ''),
              bucket: env.S3_BUCKET!,
              region: env.S3_REGION,
              accessKeyId: env.S3_ACCESS_KEY_ID!,
              secretAccessKey: env.S3_SECRET_ACCESS_KEY!,
            }
          : null,
      /** Bytes; null where there is no limit. */
      quota: env.MEDIA_QUOTA_MB === 0 ? null : env.MEDIA_QUOTA_MB * 1_000_000,
    },
    stopDelayMs: env.STOP_DELAY * 1000,
    /** The socket to listen on when whoever started this process has opened it. Both variables are inherited by children, so the second says whose they are. */
    inheritedSocket: env.LISTEN_FDS && env.LISTEN_PID === process.pid ? { fd: 3 } : null,
    /** Null where the header is not to be sent. */
    hsts: env.HSTS === 'off' ? null : env.HSTS,
    logLevel: env.LOG_LEVEL,
    slowStatementMs: env.SLOW_STATEMENT_MS,
    limitsOff: env.LIMITS_OFF,
    /** Megabytes. */
    pageStore: env.PAGE_STORE,
    liveStreams: env.LIVE_STREAMS,
    keepPagesHours: env.KEEP_PAGES_HOURS,
    cdn: { purgeUrl: env.CDN_PURGE_URL, purgeHeader: env.CDN_PURGE_HEADER },
    secretIsShared: env.SECRET !== undefined,
    /** A key for one purpose, derived from the one secret: hex, 64 characters. */
    secret: (purpose: string) => {
      // Kept: a vote needs one eight times.
      let key = secrets.get(purpose)
      if (key === undefined)
        secrets.set(
          purpose,
          (key = createHmac('sha256', env.SECRET ?? (kept ??= rootSecret(dataDir)))
            .update(purpose)
            .digest('hex')),
        )
      return key
    },
  }
}

let kept: string | undefined

type Config = ReturnType<typeof readConfig>
let current: Config | undefined

/** The checked configuration; read when first asked for, so that the build needs none. Throws ConfigError. */
export const config: Config = new Proxy({} as Config, {
  get: (_, key) => {
    current ??= readConfig(process.env)
    return current[key as keyof Config]
  },
})
