import { fold } from '@/platform/text/fold'

/** What a medium is found by: its name, its alt text and its credit, as they are compared. */
export const searchText = ({ name, alt, credit }: { name: string; alt: string; credit: string }): string => fold(`${name} ${alt} ${credit}`).slice(0, 2000)
