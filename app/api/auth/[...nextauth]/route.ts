import { handleAuth } from '@/features/accounts/oauth/handler'

type Context = { params: Promise<{ nextauth: string[] }> }

const handler = async (request: Request, { params }: Context) => handleAuth(request, (await params).nextauth)

export { handler as GET, handler as POST }
