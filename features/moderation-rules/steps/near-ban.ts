import type { Step } from './step'

export const nearBanStep: Step = ({ nearBan }) => (nearBan ? 'near-ban' : null)
