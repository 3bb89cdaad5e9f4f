import { mayChangeSettings } from '@/features/settings/policy'

/** May see and change where the addresses of a former site lead. */
export const mayChangeRedirects = mayChangeSettings
