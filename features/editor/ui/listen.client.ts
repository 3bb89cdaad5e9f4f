'use client'

type Heard = [target: EventTarget, type: string, listener: (event: Event) => void]

/** Listens to events of the page; returns what ends that. */
export function listen(...all: Heard[]): () => void {
  for (const [target, type, listener] of all) target.addEventListener(type, listener)
  return () => all.forEach(([target, type, listener]) => target.removeEventListener(type, listener))
}
