export interface Message {
  key: string
  kind: 'children' | 'attribute' | 'string' | 'template' | 'locale'
  start: number
  end: number
  slots: { start: number; end: number }[]
  line: number
}
export function findMessages(source: string, file?: string): Message[]
