import { isStaff } from '@/features/accounts/policy'
import { read } from '@/platform/db'
import { forbidden } from '@/platform/errors'
import type { Actor } from '@/platform/request'
import type { SubjectKind } from '../schema'
import { findSubjectsByName, type FoundSubject } from './find-subjects-by-name'

/** The look-up of the studio; writers only. */
export async function findSubjectsForWriter(actor: Actor, { text, kinds }: { text: string; kinds?: SubjectKind[] }): Promise<FoundSubject[]> {
  if (!isStaff(actor)) throw forbidden()
  return findSubjectsByName(read, text, { kinds })
}
