'use server'

import { getActor } from '@/features/accounts/auth'
import { action } from '@/platform/http/action'
import { findPlaces } from './queries/find-places'
import { placesInput } from './schema'

export const findPlacesAction = action(placesInput, async (input) => findPlaces(await getActor(), input))
