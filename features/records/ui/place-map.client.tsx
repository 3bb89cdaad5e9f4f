'use client'

import { useState, type KeyboardEvent, type PointerEvent } from 'react'
import { fromWorld, onWorld, world } from '../document/world-map'

type Place = { latitude: number; longitude: number }
type Point = { x: number; y: number }
type Props = { place: Place | null; name: string; disabled: boolean; onChange: (place: Place) => void }

const zooms = [1, 2, 4, 8, 16, 32] as const
const centreOf: Point = { x: world.width / 2, y: world.height / 2 }
const steps: Record<string, [x: number, y: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
/** Shares of what is in sight. */
const [step, farStep] = [0.01, 0.1]
const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value))

/** What is in sight around a point: never past an edge. */
function viewOf(zoom: number, around: Point) {
  const [width, height] = [world.width / zoom, world.height / zoom]
  return { width, height, x: between(around.x - width / 2, 0, world.width - width), y: between(around.y - height / 2, 0, world.height - height) }
}

/**
 * Where a place is, on the map of the world: pressed, dragged, or moved with the arrow keys. The two numbers beside it say the same, and are exact: whoever cannot see
 * the map needs them alone.
 */
export function PlaceMap({ place, name, disabled, onChange }: Props) {
  const pin = place && onWorld(place)
  const [zoom, setZoom] = useState<number>(place ? 4 : 1)
  // A press moves the pin and not the map: it would slip away under the finger.
  const [around, setAround] = useState<Point>(pin ?? centreOf)
  const view = viewOf(zoom, around)
  const isOutside = pin !== null && (pin.x < view.x || pin.x > view.x + view.width || pin.y < view.y || pin.y > view.y + view.height)
  const put = (point: Point) => onChange(fromWorld({ x: between(point.x, 0, world.width), y: between(point.y, 0, world.height) }, zoom >= 16 ? 3 : 2))
  const setAt = ({ currentTarget, clientX, clientY }: PointerEvent) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    put({ x: view.x + ((clientX - left) / width) * view.width, y: view.y + ((clientY - top) / height) * view.height })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const way = steps[event.key]
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const by = (event.shiftKey ? farStep : step) * view.width
    const from = pin ?? { x: view.x + view.width / 2, y: view.y + view.height / 2 }
    const to = { x: from.x + way[0] * by, y: from.y + way[1] * by }
    put(to)
    if (to.x < view.x || to.x > view.x + view.width || to.y < view.y || to.y > view.y + view.height) setAround(to)
  }
  const zoomTo = (by: 1 | -1) => {
    setZoom(zooms[between(zooms.indexOf(zoom as (typeof zooms)[number]) + by, 0, zooms.length - 1)]!)
    if (pin) setAround(pin)
  }
  const unit = view.width / 100
  const words = place ? `The pin is at ${place.latitude}, ${place.longitude}` : 'There is no pin yet'
  return (
    <div className="place-map">
      <button
        type="button"
        className="map-ground"
        disabled={disabled}
        // The name stands on the map too, so it is in that of the button.
        aria-label={`Where ${name.trim() || 'it'} is on the map`}
        aria-describedby="place-map-now place-map-hint"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setAt(event)
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && setAt(event)}
        onKeyDown={onKeyDown}
      >
        <svg viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} aria-hidden="true">
          <image href="/covers/world-2.svg" width={world.width} height={world.height} />
          {pin ? (
            <>
              <circle cx={pin.x} cy={pin.y} r={3.2 * unit} fill="#ff2d8a" fillOpacity="0.35" />
              <circle cx={pin.x} cy={pin.y} r={1.1 * unit} fill="#ff2d8a" stroke="#fff" strokeWidth={0.3 * unit} />
              <text x={pin.x + 2 * unit} y={pin.y + 0.8 * unit} fontSize={2.4 * unit} fill="#fff">
                {name}
              </text>
            </>
          ) : null}
        </svg>
      </button>
      <div className="map-zoom">
        <button type="button" className="btn small" aria-label="Closer" disabled={zoom === zooms.at(-1)} onClick={() => zoomTo(1)}>
          +
        </button>
        <button type="button" className="btn small" aria-label="Further away" disabled={zoom === 1} onClick={() => zoomTo(-1)}>
          −
        </button>
        {isOutside ? (
          <button type="button" className="btn small" onClick={() => setAround(pin)}>
            Show the pin
          </button>
        ) : null}
      </div>
      <output id="place-map-now" className="vh">
        {words}
      </output>
      <p className="hint" id="place-map-hint">
        Press the map, or move the pin with the arrow keys (with Shift further). Two numbers or the address of a map can be pasted into either field.
      </p>
    </div>
  )
}
