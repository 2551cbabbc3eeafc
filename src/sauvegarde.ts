import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pieces } from './app.ts'
import { demarrer } from './kernel/db/embedded.ts'
import { lireReglages } from './kernel/reglages.ts'
import { lireManifeste } from './sauvegarde/manifeste.ts'
import type { Manifeste } from './sauvegarde/manifeste.ts'
import { restaurer, verifier } from './sauvegarde/restaurer.ts'
import { sauvegarder } from './sauvegarde/sauvegarder.ts'

const USAGE = `Emploi : node bin/sauvegarde.mjs sauvegarder <dossier>   copie tout, même pendant que le serveur travaille
         node bin/sauvegarde.mjs verifier <dossier>      relit une sauvegarde, sans rien écrire
         node bin/sauvegarde.mjs restaurer <dossier>     dans une base et un dossier de données vides

Les réglages sont ceux du serveur : IROKO_DONNEES, DATABASE_URL, IROKO_SECRET, IROKO_ADRESSE.
La sauvegarde contient les clés et le secret : gardez-la comme eux.`

/** Runs one of the three commands. Returns the exit code: 0 done, 1 refused, 2 badly written, 3 saved but contents are missing. */
async function commander(geste: string | undefined, argument: string | undefined): Promise<number> {
  if (!argument || !['sauvegarder', 'verifier', 'restaurer'].includes(geste ?? '')) {
    console.error(USAGE)
    return 2
  }
  const dossier = resolve(argument)
  if (geste === 'verifier') {
    const manifeste = await lireManifeste(dossier)
    await verifier(dossier, manifeste)
    return dire('Sauvegarde entière', manifeste)
  }
  const reglages = lireReglages(process.env)
  const { donnees, adresse } = reglages
  if (geste === 'restaurer') await mkdir(donnees, { recursive: true, mode: 0o755 })
  else if (!existsSync(donnees)) throw new Error(`Il n’y a rien à sauvegarder dans ${donnees} : donnez IROKO_DONNEES`)
  const embarquee = reglages.databaseUrl ? undefined : await demarrer({ dossier: join(donnees, 'postgresql') })
  try {
    const url = reglages.databaseUrl ?? embarquee!.url
    if (geste === 'restaurer') return dire('Restauré', await restaurer({ url, donnees, adresse, secret: reglages.secret, pieces: pieces() }, dossier))
    const secret = reglages.secret ?? (await readFile(join(donnees, 'secret'), 'utf8')).trim()
    return dire('Sauvegardé', await sauvegarder({ url, donnees, adresse, secret, schemas: pieces().map((piece) => piece.schema) }, dossier, new Date()))
  } finally {
    await embarquee?.arreter()
  }
}

function dire(quoi: string, { tables, contenus, journal, faiteLe }: Manifeste): number {
  const lignes = tables.reduce((somme, table) => somme + table.lignes, 0)
  console.log(`${quoi} : ${lignes} lignes de ${tables.length} tables, ${contenus.nombre} fichiers, état du ${faiteLe}.`)
  if (journal) console.log(`Journal signé jusqu’à ${journal.taille} entrées, racine ${journal.racine} : comparez avec le témoin avant de rouvrir au public.`)
  for (const sha256 of contenus.absents) console.error(`Contenu absent ou abîmé sur le disque : ${sha256}`)
  return contenus.absents.length > 0 ? 3 : 0
}

try {
  process.exitCode = await commander(process.argv[2], process.argv[3])
} catch (erreur) {
  console.error((erreur as Error).message)
  process.exitCode = 1
}
