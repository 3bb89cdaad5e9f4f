/** Puts a text on the clipboard. Resolves to whether the browser did: it may refuse, and has no clipboard for a site without https. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
