/** Does something once for each word, however often it is asked: all who ask meanwhile and afterwards get the one answer, unless it failed. `forget`: it may be done anew. */
export function onceEach<T extends { ok: boolean }>(act: (word: string) => Promise<T>) {
  const begun = new Map<string, Promise<T | null>>()
  const begin = async (word: string) => {
    const answer = await act(word).catch(() => null)
    if (!answer?.ok) begun.delete(word)
    return answer
  }
  return {
    act: (word: string): Promise<T | null> => {
      const answer = begun.get(word) ?? begin(word)
      begun.set(word, answer)
      return answer
    },
    forget: () => begun.clear(),
  }
}
