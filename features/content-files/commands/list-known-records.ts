import { read } from '@/platform/db'
import type { FileRecord } from '../format/records-file'
import { exportRecords } from './export-records'

/** Every record of the site, but those in the trash, as files have them: what a splitter recognises names by. */
export const listKnownRecords = (): Promise<FileRecord[]> => exportRecords(read, [], { all: true })
