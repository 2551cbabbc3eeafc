/*
 * The process that reads: started by lire.ts, killed by it when a file takes too long. It knows one file at a time, no
 * secret, and has no network: what a PDF asks for from outside is not fetched.
 */
import { readFile, stat } from 'node:fs/promises'
import { assemblerPdf } from './assembler.ts'
import type { Assemblage, Partie, Reliure } from './assembler.ts'
import { lirePdf, rendrePage } from './parcourir.ts'
import { Illisible, OCTETS_AU_PLUS, SORTIE_SUR_FAUTE } from './pdf-lu.ts'
import type { Empechement, PdfLu } from './pdf-lu.ts'

export type Ouvrage =
  | { genre: 'lire'; source: Uint8Array | string }
  | { genre: 'rendre'; source: Uint8Array | string; page: number; pointsParPouce: number }
  | { genre: 'assembler'; parties: Partie[]; reliure: Reliure }
export type Fait = { lu: PdfLu } | { image: Uint8Array } | { assemblage: Assemblage }
export type Travail = { n: number; ouvrage: Ouvrage }
export type Resultat = { n: number; memoire: number } & ({ fait: Fait } | { refus: Empechement } | { erreur: string })

async function octetsDe(source: Uint8Array | string): Promise<Uint8Array> {
  if (typeof source !== 'string') return source
  if ((await stat(source)).size > OCTETS_AU_PLUS) throw new Illisible('trop-long')
  return readFile(source)
}

async function faire(ouvrage: Ouvrage): Promise<Fait> {
  if (ouvrage.genre === 'assembler') {
    if (ouvrage.parties.reduce((somme, { octets }) => somme + octets.length, 0) > OCTETS_AU_PLUS) throw new Illisible('trop-long')
    return { assemblage: await assemblerPdf(ouvrage.parties, ouvrage.reliure) }
  }
  const octets = await octetsDe(ouvrage.source)
  if (ouvrage.genre === 'lire') return { lu: await lirePdf(octets) }
  return { image: await rendrePage(octets, ouvrage.page, ouvrage.pointsParPouce) }
}

if (process.send) {
  console.warn = () => undefined
  globalThis.fetch = () => Promise.reject(new Error('Pas de réseau ici'))
  const repondre = (resultat: Resultat) => process.send?.(resultat)
  const memoire = () => process.memoryUsage.rss()
  process.on('message', ({ n, ouvrage }: Travail) => {
    faire(ouvrage).then(
      (fait) => repondre({ n, memoire: memoire(), fait }),
      (erreur: unknown) => repondre({ n, memoire: memoire(), ...(erreur instanceof Illisible ? { refus: erreur.refus } : { erreur: erreur instanceof Error ? erreur.message : String(erreur) }) }),
    )
  })
  // pdf.js leaves some promises of a damaged file without an owner: they say nothing more than the answer does.
  process.on('unhandledRejection', () => undefined)
  process.on('uncaughtException', () => process.exit(SORTIE_SUR_FAUTE))
  // Not process.exit, which may wait for ever for a compiler of V8 (nodejs/node#54918); nobody is left to read a code.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}
