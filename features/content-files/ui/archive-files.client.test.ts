import { packTar } from 'modern-tar'
import { expect, test } from 'vitest'
import { NotOurs, readChosen } from './archive-files.client'

const tar = async (entries: [name: string, body: string][]) =>
  new File(
    [(await packTar(entries.map(([name, body]) => ({ header: { name, size: Buffer.byteLength(body), type: 'file' as const }, body })))) as BlobPart],
    'site.tar',
  )

const picture = `pictures/${'a'.repeat(64)}.webp`

test('an archive is read: its texts, what it says of its pictures, and each picture where it stands', async () => {
  const long = `${'long-'.repeat(30)}list.md`
  const { files, pictures, blobs } = await readChosen([await tar([['pictures.yaml', 'format: 1'], ['piers.md', 'Piers 피어'], [long, 'Long'], ['records.yaml', ''], [picture, 'bytes']])]) // prettier-ignore
  expect(files).toEqual([{ name: 'piers.md', text: 'Piers 피어' }, { name: long, text: 'Long' }, { name: 'records.yaml', text: '' }]) // prettier-ignore
  expect(pictures).toBe('format: 1')
  expect(await blobs.get(picture)!.text()).toBe('bytes')
})

test('lists and records are taken together, without pictures', async () => {
  const chosen = [new File(['One'], 'one.md'), new File(['format: 1'], 'records.yaml')]
  expect(await readChosen(chosen)).toEqual({ files: [{ name: 'one.md', text: 'One' }, { name: 'records.yaml', text: 'format: 1' }], pictures: null, blobs: new Map() }) // prettier-ignore
})

test('what is none is told', async () => {
  const whole = await tar([['pictures.yaml', 'format: 1'], ['piers.md', 'Piers']]) // prettier-ignore
  const told = async (...files: File[]) => {
    const thrown = await readChosen(files).catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(NotOurs)
    return (thrown as Error).message
  }
  expect(await told(whole, new File([''], 'a.md'))).toContain('choose it alone')
  expect(await told(new File([''], 'a.md'), new File([''], 'b.jpg'))).toContain('b.jpg is no list')
  expect(await told(new File([Buffer.from([0xff])], 'a.md'))).toContain('a.md is no text in UTF-8')
  expect(await told(new File(['x'.repeat(2000)], 'site.tar'))).toContain('it is no tar file')
  expect(await told(new File([whole.slice(0, 1500)], 'site.tar'))).toContain('it is cut short')
  expect(await told(await tar([['piers.md', 'Piers']]))).toContain('pictures.yaml is missing') // prettier-ignore
  expect(await told(new File([(await tar([['pictures.yaml', 'x'.repeat(900)]])).slice(0, 1200)], 'site.tar'))).toContain('it is cut short') // prettier-ignore
  expect(await told(await tar([['pictures.yaml', ''], ['etc/passwd', '']]))).toContain('it holds etc/passwd') // prettier-ignore
})
