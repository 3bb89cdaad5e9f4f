import { Secret, TOTP } from 'otpauth'

/** The code that an authenticator app with this key shows at a moment. */
export const codeOf = (key: string, atMs: number): string => new TOTP({ secret: Secret.fromBase32(key.replaceAll(/\s/g, '')) }).generate({ timestamp: atMs })
