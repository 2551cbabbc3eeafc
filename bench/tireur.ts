// The load of bench/pages.ts, in a process of its own: what to ask comes in, what was measured goes back.
import autocannon from 'autocannon'

export type Tir = { url: string; headers: Record<string, string>; duration: number }
export type Mesure = { debit: number; p99: number; fautes: number; nombre: number }

async function tirer({ url, headers, duration }: Tir): Promise<Mesure> {
  const lu = await autocannon({ url, connections: 32, duration, headers: { 'accept-encoding': 'gzip', ...headers } })
  return { debit: lu.requests.average, p99: lu.latency.p99, fautes: lu.non2xx + lu.errors, nombre: lu.requests.total }
}

process.on('message', (tir: Tir) => void tirer(tir).then((mesure) => process.send!(mesure)))
