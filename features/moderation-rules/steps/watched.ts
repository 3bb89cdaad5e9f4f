import { findPattern } from '../watched-words'
import type { Step } from './step'

export const watchedStep: Step = ({ body, name = '', watched = [] }) => (findPattern(`${name} ${body}`, watched) ? 'watched-word' : null)
