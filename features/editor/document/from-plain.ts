// In a folder from which scripts of the browser may import.
export { plainToMarkdown as fromPlain } from '@/platform/text/plain-to-markdown'
