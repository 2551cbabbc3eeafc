import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { pluriel } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { clesPostes } from '../../../kernel/identite/cles-poste.ts'
import { action } from '../../../kernel/module.ts'
import { repartir } from '../affectation/affectation.ts'
import type { Repartition } from '../affectation/affectation.ts'
import { compterCharges, listCandidats } from '../affectation/affectation.queries.ts'
import { insertLot, listAttentes } from '../lot/lot.queries.ts'
import type { GesteLot } from '../lot/lot.queries.ts'
import { liste } from '../pages/liste.tsx'
import { mayListe } from '../porte.ts'

/** Files treated together: those of a page, read one by one before they are chosen. */
const AU_PLUS = 50
const CHOIX = ['charger', 'repartir-tour', 'repartir-charge', 'relancer', 'proposer', 'viser'] as const

/** Asks for one gesture on several files of the list. It is judged and done file by file by a task, under the rules of the gesture itself. */
export const traiter = action({
  nom: 'demarches.traiter',
  path: '/lots',
  may: mayListe,
  titre: 'Traiter plusieurs dossiers',
  page: liste,
  input: z.object({ geste: z.enum(CHOIX, 'Choisissez ce que vous voulez faire').or(z.literal('')).default(''), dossier: z.union([z.uuid(), z.array(z.uuid()).max(AU_PLUS, `Cinquante dossiers au plus à la fois`)]).default([]) }),
  run: async ({ tx, input, acteur, maintenant, maison, porteePour }) => {
    if (acteur.genre !== 'agent') throw new Refus('Plusieurs dossiers se traitent par une personne', 403)
    const choisis = [...new Set([input.dossier].flat())]
    if (input.geste === '') throw new Saisie({ geste: 'Choisissez ce que vous voulez faire' })
    const connus = await listAttentes(tx, porteePour('demarches.lire'), clesPostes(acteur, maison.territoires), choisis)
    if (connus.length === 0) throw new Saisie({ geste: 'Cochez au moins un dossier' })
    const [geste, comment] = input.geste.split('-') as [GesteLot, Repartition | undefined]
    const agents = comment ? await partager(tx, connus, comment, maison, maintenant) : new Map<string, string>()
    const id = uuidv7(maintenant.getTime())
    await insertLot(tx, { id, par: cleActeur(acteur), geste, lignes: connus.map((d) => ({ dossierId: d.id, detail: agents.has(d.id) ? { agent: agents.get(d.id) } : {} })), maintenant })
    return { vers: `/lots/${id}`, message: `${pluriel(connus.length, 'dossier')} à traiter.`, journal: { objet: `lot:${id}`, detail: { geste: input.geste, dossiers: connus.length } }, jobs: [{ nom: 'demarches.traiter-lot', donnees: { id } }] }
  },
})

/** File -> agent: those that wait for the same posts are shared among who holds them. */
async function partager(tx: Tx, dossiers: Awaited<ReturnType<typeof listAttentes>>, comment: Repartition, maison: Maison, maintenant: Date): Promise<Map<string, string>> {
  const donnes = new Map<string, string>()
  for (const semblables of Map.groupBy(dossiers, (d) => d.attend.join(' ')).values()) {
    const candidats = (await listCandidats(tx, { attend: semblables[0]!.attend, titulaire: null }, maison.territoires, jourLocal(maintenant))).map((c) => c.id)
    const parts = repartir(semblables.length, candidats, await compterCharges(tx, candidats), comment)
    semblables.forEach((d, rang) => parts[rang] && donnes.set(d.id, parts[rang]))
  }
  return donnes
}
