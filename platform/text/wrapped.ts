/** Whether the lines of a plain text are broken at a margin, so that those of a paragraph belong together. */
export function isWrapped(text: string): boolean {
  const lines = text.split('\n')
  let [full, inner] = [0, 0]
  lines.forEach((line, index) => {
    const next = lines[index + 1]?.trim() ?? ''
    if (line.trim() === '' || next === '') return
    inner++
    if (line.length >= 55 && line.length <= 100 && !/^(?:#|[-*•]\s|\d+[.)]\s)/.test(next)) full++
  })
  const long = lines.filter((line) => line.length > 120).length
  return inner >= 3 && full / inner > 0.6 && long * 5 < lines.length
}
