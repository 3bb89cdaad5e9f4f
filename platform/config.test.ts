import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

const bucket = { MEDIA_STORE: 's3', S3_ENDPOINT: 'https://s3.example', S3_BUCKET: 'pictures', S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'secret' }

async function read(environment: Record<string, string>) {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  vi.resetModules()
  const { config } = await import('./config')
  return config.media
}

test('pictures are in a folder unless a bucket is named, with all that it needs', async () => {
  expect(await read({ DATA_DIR: '/somewhere' })).toMatchObject({ folder: '/somewhere/media', s3: null, quota: 10_000_000_000 })
  expect(await read({ ...bucket, MEDIA_QUOTA_MB: '0' })).toMatchObject({
    s3: { endpoint: 'https://s3.example', bucket: 'pictures', region: 'us-east-1' },
    quota: null,
  })
})

test.each([
  [{ MEDIA_STORE: 'ftp' }, 'MEDIA_STORE must be folder or s3 (it is “ftp”)'],
  [{ MEDIA_QUOTA_MB: '-1' }, 'MEDIA_QUOTA_MB must be 0 or more (it is “-1”)'],
  [{ MEDIA_QUOTA_MB: 'much' }, 'MEDIA_QUOTA_MB must be a number (it is “much”)'],
  [{ ...bucket, S3_BUCKET: '' }, 'S3_BUCKET is missing: MEDIA_STORE=s3 needs it'],
  [{ ...bucket, S3_SECRET_ACCESS_KEY: '' }, 'S3_SECRET_ACCESS_KEY is missing: MEDIA_STORE=s3 needs it'],
  [{ ...bucket, S3_ENDPOINT: 's3.example' }, 'S3_ENDPOINT must be an address like https://s3.eu-central-1.amazonaws.com (it is “s3.example”)'],
  [{ ...bucket, S3_BUCKET: 'Pictures/of mine' }, /^S3_BUCKET must be the name of a bucket/],
])('%o stops the start with one line', async (environment, line) => {
  const error = await read(environment).then(() => null, (thrown: Error) => thrown.message) // prettier-ignore
  if (typeof line === 'string') expect(error).toBe(line)
  else expect(error).toMatch(line)
})
