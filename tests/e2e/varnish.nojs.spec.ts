import { expect, test } from '@playwright/test'
import { changeBehindVarnish } from '@/tests/support/behind-varnish'

test('behind Varnish as the documentation has it, changes show within two seconds of the site, while readers ask without a pause', async () => {
  const seen = await changeBehindVarnish({ changes: 12, readers: 4, dataDir: process.env.PREPARED_DATA_DIR })
  expect(seen.filter(({ afterMs }) => afterMs === null)).toEqual([])
  expect(seen).toHaveLength(12)
})
