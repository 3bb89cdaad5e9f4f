'use client'

type Heard = [target: EventTarget, type: string, listener: (event: never) => void]

/** Listens to events of the page; returns what ends that. */
export function listen(...all: Heard[]): () => void {
  for (const [target, type, listener] of all) target.addEventListener(type, listener as EventListener)
  return () => all.forEach(([target, type, listener]) => target.removeEventListener(type, listener as EventListener))
}
