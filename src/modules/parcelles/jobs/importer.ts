import { z } from 'zod'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { findReference, removeReference } from '../../../kernel/fichiers/index.ts'
import { job } from '../../../kernel/module.ts'
import type { Travail } from '../../../kernel/module.ts'
import { ecrireLot } from '../importation/ecrire.ts'
import { avancerImportation, findImportation, listOubliees, lockImportation, updateEtatImportation } from '../importation/importation.queries.ts'
import type { Importation } from '../importation/importation.queries.ts'
import { jugerFichier, situer } from '../importation/juger.ts'
import type { Jugement } from '../importation/juger.ts'
import { comparerTout } from './comparer.ts'
import { communeDe } from '../porte.ts'

/** Lines written together: a second of work at most, and what a stop loses. */
const LOT = 500

/** Writes a confirmed file by batches. Each one begins where the last committed one ended, so that a second run writes nothing twice. */
export const importer = job({
  nom: 'parcelles.importer',
  titre: 'Écrire un import de parcelles',
  schema: z.object({ id: z.uuid() }),
  run: async (lu) => {
    const i = await findImportation(lu.db, lu.donnees.id)
    if (!i || i.etat !== 'confirmee') return
    const reference = await findReference(lu.db, i.referenceId)
    const commune = communeDe(lu.maison.territoires, i.territoire)
    if (!reference || !commune) throw new Error('Le fichier de cet import, ou sa commune, n’est plus là')
    const octets = await lu.maison.depot.lire(reference.sha256)
    const jugement = await jugerFichier(lu.db, octets, { territoires: lu.maison.territoires, commune, territoire: i.territoire, jour: jourLocal(i.creeLe) })
    if ('phrase' in jugement) throw new Error(jugement.phrase)
    for (let finie = false; !finie; ) finie = await ecrireSuite(lu, i, jugement, commune)
    await comparerTout(lu)
  },
})

/** One batch, in its own transaction. True when nothing is left. */
async function ecrireSuite(lu: Travail<unknown>, { id }: Importation, jugement: Jugement, commune: string): Promise<boolean> {
  let finie = false
  await lu.ecrire(async (tx) => {
    const i = await lockImportation(tx, id)
    if (!i || i.etat !== 'confirmee') {
      finie = true
      return {}
    }
    const lot = jugement.lignes.slice(i.faites, i.faites + LOT)
    // What was wrong when the file was read stays out; what is right is compared again with the register as it now is.
    const fautives = new Set(jugement.fautes.map((f) => f.rang))
    const { justes } = await situer(tx, commune, lot.filter((l) => !fautives.has(l.rang)))
    const compte = await ecrireLot(tx, [...justes.values()], { commune, presentes: i.presentes, acteur: lu.acteur, par: i.par, maintenant: lu.maintenant, fichier: i.nom, importation: i.id })
    const faites = Math.min(i.total, i.faites + LOT)
    await avancerImportation(tx, id, { ...compte, faites, refusees: lot.length - justes.size })
    finie = faites >= i.total
    if (!finie) return {}
    await updateEtatImportation(tx, id, 'finie', lu.maintenant)
    // What the file said is in the register: the names it holds are not kept twice.
    await removeReference(tx, i.referenceId, lu.maintenant)
    return { journal: { objet: `importation:${id}`, territoire: i.territoire, detail: { creees: i.creees + compte.creees, modifiees: i.modifiees + compte.modifiees } } }
  })
  return finie
}

const JOURS_OUBLI = 7

/** Files read and never confirmed are given up after a week. */
export const oublier = job({
  nom: 'parcelles.oublier-imports',
  titre: 'Abandonner les imports de parcelles oubliés',
  schema: z.object({}),
  cron: '20 3 * * *',
  run: async ({ db, maintenant, ecrire }) => {
    for (const i of await listOubliees(db, new Date(maintenant.getTime() - JOURS_OUBLI * 86_400_000)))
      await ecrire(async (tx) => {
        await updateEtatImportation(tx, i.id, 'abandonnee', maintenant)
        await removeReference(tx, i.referenceId, maintenant)
        return { journal: { objet: `importation:${i.id}`, territoire: i.territoire } }
      })
  },
})
