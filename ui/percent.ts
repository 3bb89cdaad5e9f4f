/** `31%`, from a share between 0 and 1. Whole numbers, but never “0%” for something that somebody chose. */
export const percent = (share: number) => (share > 0 && share < 0.005 ? '<1%' : `${Math.round(share * 100)}%`)
