const maxChars = 500

/** What a failed job said, without the names in mail addresses: of `mina@lists.example` the mail server's part remains. */
export function errorWords(error: string): string {
  const text = error.replace(/[^\s<>"'(),:;@]+(?=@[^\s<>"'(),:;@])/g, '…').trim()
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text
}
