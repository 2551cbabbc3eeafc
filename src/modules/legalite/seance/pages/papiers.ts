import { z } from 'zod'
import { Introuvable, Refus } from '../../../../lib/erreurs.ts'
import { listDocuments } from '../../../../kernel/documents/queries.ts'
import { findReference } from '../../../../kernel/fichiers/index.ts'
import { page } from '../../../../kernel/module.ts'
import { aLaMain, listAppeles } from '../convocation.queries.ts'
import { listEnExercice } from '../membre.queries.ts'
import { imprimerConvocations, objetProcesVerbal } from '../papiers.ts'
import { listPoints } from '../point.queries.ts'
import { jourDe, lireSeance, mayLire, mayTenir, parId, sujetSeance } from '../porte.ts'

/** The convocations to hand over; with `tous`, of the whole council. Before it is convened, what they will be. */
export const convocationPdf = page({
  path: '/legalite/seances/:id/convocation.pdf',
  may: mayTenir,
  titre: 'Convocations à imprimer',
  params: parId,
  sujet: sujetSeance,
  query: z.object({ tous: z.literal('oui').optional() }),
  load: async (lu) => {
    const seance = await lireSeance(lu)
    const points = await listPoints(lu.db, seance.id)
    const appeles = seance.convoqueeLe ? await listAppeles(lu.db, seance.id, jourDe(seance)) : []
    const main = appeles.filter((a) => aLaMain(a.mode))
    const membres = appeles.length === 0 ? await listEnExercice(lu.db, seance.commune, jourDe(seance)) : lu.query.tous || main.length === 0 ? appeles : main
    if (membres.length === 0 || points.length === 0) throw new Refus('Il faut au moins un membre et un point à l’ordre du jour pour imprimer une convocation')
    return { seance, points, membres }
  },
  corps: async ({ seance, points, membres }, { maison, maintenant }) => ({ type: 'application/pdf', nom: 'convocation.pdf', corps: await imprimerConvocations(maison, seance, points, membres, maintenant) }),
})

/** The minutes of a closed session, sealed. */
export const procesVerbalPdf = page({
  path: '/legalite/seances/:id/proces-verbal.pdf',
  may: mayLire,
  titre: 'Procès-verbal scellé',
  params: parId,
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    const [document] = await listDocuments(lu.db, objetProcesVerbal(seance.id))
    if (!document) throw new Introuvable('Le procès-verbal de cette séance n’est pas encore scellé')
    return document
  },
  corps: async (document, { maison }) => ({ type: 'application/pdf', nom: `${document.numero}.pdf`, corps: await maison.atelier.coffre.lire(document.sha256) }),
})

/** What proves a posting, as it was received. */
export const preuveAffichage = page({
  path: '/legalite/seances/:id/affichage/:preuve',
  may: mayLire,
  titre: 'Preuve d’affichage',
  params: z.object({ id: z.uuid(), preuve: z.uuid() }),
  sujet: sujetSeance,
  load: async (lu) => {
    const seance = await lireSeance(lu)
    const reference = await findReference(lu.db, lu.params.preuve)
    if (!reference || reference.objet !== `seance:${seance.id}` || reference.retireLe) throw new Introuvable()
    return reference
  },
  corps: (reference, { maison }) => ({ type: reference.type, nom: reference.nom, corps: maison.depot.flux(reference.sha256), entetes: { 'content-length': String(reference.taille), ...(reference.type === 'application/pdf' ? {} : { 'content-security-policy': "default-src 'none'; sandbox" }) } }),
})
