import { z } from 'zod'
import { actorOf } from '@/features/accounts/auth'
import { takeOutSite } from '@/features/content-files/commands/take-out'
import { archiveResponse } from '@/features/content-files/archive-response'
import { fileEndpoint } from '@/platform/http/endpoint'

/** The whole site as one tar file, which `lightstick import` reads. */
export const GET = fileEndpoint(z.object({}), async (_, request) => archiveResponse('site', await takeOutSite(await actorOf(request.headers))))
