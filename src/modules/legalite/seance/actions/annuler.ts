import { z } from 'zod'
import { canalDe } from '../../../../lib/contact.ts'
import { dateSimple, heure, pluriel } from '../../../../lib/francais.ts'
import { uuidv7 } from '../../../../lib/uuid.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../../kernel/db/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import type { JobDemande } from '../../../../kernel/module.ts'
import { prevenir } from '../../../../kernel/notifications/index.ts'
import { getCourant } from '../../referentiel/referentiel.queries.ts'
import { listAppeles } from '../convocation.queries.ts'
import { detail } from '../pages/detail.tsx'
import { copierPoints } from '../point.queries.ts'
import { jourDe, journalDe, mayTenir, nomCommune, parId, prendreSeance, raconter, sujetSeance } from '../porte.ts'
import { exigerSansFaute, lireMoment, texteSaisi } from '../saisie.ts'
import type { Fautes } from '../saisie.ts'
import { deNom, direMoment, direSession } from '../seance.ts'
import type { Seance } from '../seance.ts'
import { insertSeance, updateSeance } from '../seance.queries.ts'

type Nouvelle = { modele: 'seance-annulee' | 'seance-reportee'; valeurs: Record<string, string> }

/** Whoever was called by a message is told by one. Returns the tasks that send them, and how many members the town hall tells itself. */
async function prevenirAppeles(tx: Tx, seance: Seance, { modele, valeurs }: Nouvelle, commune: string, maintenant: Date): Promise<{ jobs: JobDemande[]; aDire: number }> {
  const appeles = seance.convoqueeLe ? await listAppeles(tx, seance.id, jourDe(seance)) : []
  const jobs: JobDemande[] = []
  let aDire = 0
  for (const a of appeles) {
    const destination = a.mode === 'courriel' ? a.courriel : a.mode === 'sms' ? a.telephone : null
    if (destination === null) {
      aDire++
      continue
    }
    jobs.push(...(await prevenir(tx, {
      modele, cle: `seance:${seance.id}:${modele}:${a.membreId}`, a: canalDe(destination), objet: `seance:${seance.id}`, maintenant,
      valeurs: { ...valeurs, nom: a.nom, commune: deNom(commune), session: direSession(seance).toLowerCase(), quand: direMoment(seance.prevueLe), court: `${dateSimple(seance.prevueLe)} à ${heure(seance.prevueLe)}` },
    })))
  }
  return { jobs, aDire }
}

const direPrevenus = ({ jobs, aDire }: { jobs: readonly unknown[]; aDire: number }): string =>
  [...(jobs.length > 0 ? [` ${pluriel(jobs.length, 'membre est prévenu', 'membres sont prévenus')} par message.`] : []), ...(aDire > 0 ? [` Prévenez ${aDire > 1 ? `les ${aDire} membres convoqués` : 'le membre convoqué'} à la main.`] : [])].join('')

/** Gives a session up before it is open, and says why; whoever was convened is told. */
export const annulerSeance = action({
  nom: 'legalite.annuler-seance',
  path: '/legalite/seances/:id/annuler',
  may: mayTenir,
  titre: 'Annuler une séance',
  params: parId,
  sujet: sujetSeance,
  page: detail,
  definitif: true,
  input: z.object({ raison: texteSaisi(300).refine((t) => t !== '', 'Écrivez pourquoi la séance ne se tient pas') }),
  run: async (e) => {
    const seance = await prendreSeance(e, 'annuler')
    await updateSeance(e.tx, seance.id, { etat: 'annulee' })
    const prevenus = await prevenirAppeles(e.tx, seance, { modele: 'seance-annulee', valeurs: { raison: e.input.raison } }, nomCommune(e.maison, seance.commune), e.maintenant)
    await raconter(e, seance, 'annule', e.input.raison)
    return { vers: `/legalite/seances/${seance.id}`, message: `La séance est annulée.${direPrevenus(prevenus)}`, journal: journalDe(seance), jobs: prevenus.jobs }
  },
})

/** Puts off a session that was convened: it is not held, whoever was convened is told, and another is prepared with the same agenda, to be convened in its turn. */
export const reporterSeance = action({
  nom: 'legalite.reporter-seance',
  path: '/legalite/seances/:id/reporter',
  may: mayTenir,
  titre: 'Reporter une séance',
  params: parId,
  sujet: sujetSeance,
  page: detail,
  definitif: true,
  input: z.looseObject({ pourquoi: texteSaisi(300), heure: texteSaisi(12), lieu: texteSaisi(200) }),
  run: async (e) => {
    const { tx, maintenant } = e
    const seance = await prendreSeance(e, 'reporter')
    const { pourquoi, lieu } = e.input
    const fautes: Fautes = {}
    const prevueLe = lireMoment(e.input, maintenant, fautes)
    if (pourquoi === '') fautes.pourquoi = 'Écrivez pourquoi la séance est reportée'
    if (lieu === '') fautes.lieu = 'Écrivez où se tient la séance'
    exigerSansFaute(fautes)
    const { id: regles } = await getCourant(tx, 'regles', jourLocal(prevueLe!))
    const id = uuidv7(maintenant.getTime())
    const { genre, session, motif, commune, remplace } = seance
    await updateSeance(tx, seance.id, { etat: 'annulee' })
    // A second convocation that is put off is still one: its council decides whatever its number.
    await insertSeance(tx, { id, commune, genre, session, motif, prevueLe: prevueLe!, lieu, regles, remplace, reporte: seance.id, creePar: cleActeur(e.acteur), maintenant })
    await copierPoints(tx, seance.id, id, maintenant)
    const prevenus = await prevenirAppeles(tx, seance, { modele: 'seance-reportee', valeurs: { raison: pourquoi, nouveau: direMoment(prevueLe!), nouveauCourt: `${dateSimple(prevueLe!)} à ${heure(prevueLe!)}`, lieu } }, nomCommune(e.maison, commune), maintenant)
    await raconter(e, seance, 'reporte', `Au ${direMoment(prevueLe!)}. ${pourquoi}`)
    await raconter(e, { id, commune }, 'prepare', `${direMoment(prevueLe!)}, en place du ${direMoment(seance.prevueLe)}`)
    return { vers: `/legalite/seances/${id}`, message: `La séance est reportée, avec le même ordre du jour.${direPrevenus(prevenus)} Convoquez le conseil à nouveau.`, journal: journalDe(seance, { reportee: id }), jobs: prevenus.jobs }
  },
})
