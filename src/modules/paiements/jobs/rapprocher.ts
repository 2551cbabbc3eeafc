import { z } from 'zod'
import type { Db } from '../../../kernel/db/index.ts'
import { job } from '../../../kernel/module.ts'
import { constater } from '../constater.ts'
import { insertEcart } from '../ecart.queries.ts'
import { findPrestataire } from '../prestataires/registre.ts'
import { listOuvertes, listReussies, lockTentative, updateFinie } from '../tentative.queries.ts'
import type { Tentative } from '../tentative.queries.ts'

/** A notice that has not come by then is asked for. */
const PATIENCE = 10 * 60_000
/** An attempt that nobody has finished by then is given up; a later success would still be heard. */
const VIE = 24 * 3_600_000
const JOUR = 86_400_000

/** Every one of a list read by hundreds. */
async function pourChaque(db: Db, lire: (db: Db, depuis: Date, apres: string | null) => Promise<Tentative[]>, depuis: Date, faire: (t: Tentative) => Promise<void>): Promise<void> {
  for (let lues = await lire(db, depuis, null); lues.length > 0; lues = await lire(db, depuis, lues.at(-1)!.id)) for (const t of lues) await faire(t)
}

/** Asks the providers about attempts whose notice has not come. One that does not answer does not stop the others. */
export const rapprocher = job({
  nom: 'paiements.rapprocher',
  titre: 'Demander aux prestataires les paiements sans nouvelles',
  schema: z.object({}),
  cron: '*/10 * * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    const echecs: unknown[] = []
    await pourChaque(db, listOuvertes, new Date(maintenant.getTime() - PATIENCE), async (t) => {
      const prestataire = findPrestataire(maison, t.prestataire)
      const situation = t.reference && prestataire ? await prestataire.interroger(t.reference).catch((erreur: unknown) => void echecs.push(erreur)) : undefined
      const { issue, montant } = situation ?? { issue: 'inconnue' as const, montant: 0 }
      await ecrire(async (tx) => {
        if (issue === 'reussie' || issue === 'echouee') {
          const { suite, paiement, territoire, jobs } = await constater(tx, maison, { prestataire: t.prestataire, reference: t.reference!, tentative: t.id, issue, montant }, maintenant)
          return { jobs, ...(paiement ? { journal: { objet: `paiement:${paiement}`, territoire: territoire ?? null, detail: { prestataire: t.prestataire, reference: t.reference, suite } } } : {}) }
        }
        if (maintenant.getTime() - t.ouverteLe.getTime() > VIE && (await lockTentative(tx, t.id))?.etat === 'ouverte') await updateFinie(tx, t.id, 'expiree', null, maintenant)
        return {}
      })
    })
    if (echecs.length > 0) throw new Error(`${echecs.length} demandes sans réponse`, { cause: echecs[0] })
  },
})

/** Each night, asks again about what succeeded: what the provider denies, or says of another amount, is written as a difference. */
export const controler = job({
  nom: 'paiements.controler',
  titre: 'Comparer les paiements en ligne avec les prestataires',
  schema: z.object({}),
  cron: '10 3 * * *',
  run: async ({ db, maison, maintenant, ecrire }) => {
    await pourChaque(db, listReussies, new Date(maintenant.getTime() - 2 * JOUR), async (t) => {
      const situation = await findPrestataire(maison, t.prestataire)?.interroger(t.reference!)
      const nature = situation && (situation.issue !== 'reussie' ? 'dementie' : situation.montant !== t.montant ? 'montant' : undefined)
      if (!nature) return
      await ecrire(async (tx) => {
        await insertEcart(tx, { prestataire: t.prestataire, reference: t.reference!, tentativeId: t.id, nature, montant: situation.montant, maintenant })
        return {}
      })
    })
  },
})
