/*
 * The process that typesets: started by rendre.ts, killed by it when a document takes too long (a thread could not be:
 * the compiler is native code). It knows the shared pieces and one document at a time, no secret, no other file.
 */
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { depuisWoff } from './police.ts'
import { finirPdf } from './structure.ts'
import type { Emplacement } from './structure.ts'

export type Travail = { n: number; modele: string; donnees: string; horodatage: number; emplacement?: Emplacement }
export type Resultat = { n: number; pdf: Uint8Array; memoire: number } | { n: number; erreur: string; memoire: number }

/** A folder that does not exist: every path the template can write leads nowhere, except to the files mapped below. */
const RACINE = '/iroko-modeles'

function polices(): Buffer[] {
  const requerir = createRequire(import.meta.url)
  return ['400', '700'].map((graisse) => depuisWoff(readFileSync(requerir.resolve(`@fontsource/dejavu-sans/files/dejavu-sans-latin-${graisse}-normal.woff`))))
}

function ouvrirCompilateur(dossier: string): NodeCompiler {
  const compilateur = NodeCompiler.create({ workspace: RACINE, fontArgs: [{ fontBlobs: polices() }] })
  for (const nom of readdirSync(dossier)) {
    if (/\.(typ|svg)$/.test(nom)) compilateur.mapShadow(`${RACINE}/modeles/${nom}`, readFileSync(join(dossier, nom)))
  }
  return compilateur
}

async function composer(compilateur: NodeCompiler, travail: Travail): Promise<Uint8Array> {
  compilateur.mapShadow(`${RACINE}/donnees.json`, Buffer.from(travail.donnees))
  try {
    const sortie = compilateur.compile({ mainFileContent: travail.modele })
    const erreur = sortie.takeError()
    const document = sortie.result
    if (erreur || !document) throw new Error(JSON.stringify(erreur ? compilateur.fetchDiagnostics(erreur) : 'vide'))
    // Written twice: the first only checks PDF/UA-1 (titles, alternative texts, table and list structure), some 4 ms.
    const options = { pdfTags: true, creationTimestamp: travail.horodatage }
    compilateur.pdf(document, { ...options, pdfStandard: 'ua-1' })
    const pdf = compilateur.pdf(document, { ...options, pdfStandard: 'a-2a' })
    return await finirPdf(pdf, travail.emplacement)
  } finally {
    // The cache is global and keeps whole documents: without this, 40 KB more are held after each.
    compilateur.evictCache(0)
    await new Promise((suite) => setImmediate(suite))
  }
}

const dossier = process.argv[2]
if (dossier && process.send) {
  const compilateur = ouvrirCompilateur(dossier)
  const repondre = (resultat: Resultat) => process.send?.(resultat)
  process.on('message', (travail: Travail) => {
    const memoire = () => process.memoryUsage.rss()
    composer(compilateur, travail).then(
      (pdf) => repondre({ n: travail.n, pdf, memoire: memoire() }),
      (erreur: unknown) => repondre({ n: travail.n, erreur: erreur instanceof Error ? erreur.message : String(erreur), memoire: memoire() }),
    )
  })
  // Not process.exit, which may wait for ever for a compiler of V8 (nodejs/node#54918); nobody is left to read a code.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}
