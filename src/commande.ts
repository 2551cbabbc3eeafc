import { join } from 'node:path'
import { demarrer } from './kernel/db/embedded.ts'
import { ouvrirBase } from './kernel/db/index.ts'
import type { Base } from './kernel/db/index.ts'
import { lireReglages } from './kernel/reglages.ts'
import type { Reglages } from './kernel/reglages.ts'

/** What a command of bin/ does with the house's database. It writes its own entry of the journal. Returns what to print. */
export type Commande = (outils: { base: Base; reglages: Reglages; maintenant: Date }) => Promise<string>

/**
 * Runs a command over the same database as the server, which may be running: the embedded one is joined and left as it was
 * found. Prints what it returns, or the sentence of its error, and sets the exit code.
 */
export async function lancer(commande: Commande): Promise<void> {
  try {
    const reglages = lireReglages(process.env)
    const serveur = reglages.databaseUrl ? undefined : await demarrer({ dossier: join(reglages.donnees, 'postgresql') })
    const base = ouvrirBase(reglages.databaseUrl ?? serveur!.url, 2)
    try {
      console.log(await commande({ base, reglages, maintenant: new Date() }))
    } finally {
      await base.fermer()
      await serveur?.arreter()
    }
  } catch (erreur) {
    console.error((erreur as Error).message)
    process.exitCode = 1
  }
}
