import { connection } from 'next/server'

export const instant = false

export default async function Home() {
  await connection()
  return (
    <main id="main">
      <h1>Lightstick</h1>
    </main>
  )
}
