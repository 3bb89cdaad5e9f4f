'use client'

type Answer = { ok: true } | { ok: false; error: { message: string; fields?: Record<string, string> } }

/** An action that brings a revision back. */
export type BringBack = (input: { id: string; revision: number; seen: number }) => Promise<Answer>

/** Brings a revision back; resolves to null, or to why not, in words. */
export async function bringBackInWords(act: BringBack, input: Parameters<BringBack>[0]): Promise<string | null> {
  const answer = await act(input).catch(() => null)
  if (answer?.ok) return null
  if (!answer) return 'The site cannot be reached: nothing was changed'
  return [answer.error.message, ...Object.values(answer.error.fields ?? {})].filter((words, index, all) => all.indexOf(words) === index).join(' ')
}
