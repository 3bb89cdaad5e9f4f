'use client'

/** The words of a clipboard as Markdown. */
export async function fromHtml(_html: string): Promise<string> {
  throw new Error('no filter yet')
}
