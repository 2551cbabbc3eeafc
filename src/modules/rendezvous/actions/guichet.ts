import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { action } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import { lockDossier } from '../../demarches/index.ts'
import type { Dossier } from '../../demarches/index.ts'
import { lockAgenda } from '../agenda.queries.ts'
import { exigerMaintenu, findLisible } from '../dossier.ts'
import { guichet as pageGuichet } from '../pages/guichet.tsx'
import { jour as pageJour } from '../pages/jour.tsx'
import { mayTenir, nomActeur, parId, sujetAgenda } from '../porte.ts'
import { inscrire as inscrireRendezVous, reserver } from '../reserver.ts'

const personne = {
  nom: z.string().trim().min(1, 'Écrivez le nom de la personne').max(120, 'Écrivez le nom en 120 signes au plus'),
  telephone: z.string().trim().max(40).default('').transform((texte, ctx) => {
    if (texte === '') return null
    const lu = lireTelephone(texte)
    if ('telephone' in lu) return lu.telephone
    ctx.addIssue(lu.erreur)
    return z.NEVER
  }),
  note: z.string().trim().max(200, 'Dites-le en 200 signes au plus').default(''),
}

/** A clerk takes an hour for somebody at his counter, or on the telephone. */
export const inscrire = action({
  nom: 'rendezvous.inscrire',
  path: '/agendas/:id/prendre',
  may: mayTenir,
  titre: 'Prendre un rendez-vous pour quelqu’un',
  params: parId,
  sujet: sujetAgenda,
  page: pageGuichet,
  input: z.object({ ...personne, debut: z.string().max(20).default(''), dossier: z.uuid().optional() }),
  run: async (e) => {
    const { tx, params, input, acteur, maison, maintenant } = e
    const dossier = input.dossier ? await prendreDossier(e, input.dossier) : undefined
    const agenda = await lockAgenda(tx, params.id, jourLocal(maintenant))
    const qui = { canal: 'guichet' as const, dossierId: dossier?.id ?? null, nom: input.nom, telephone: input.telephone, courriel: dossier?.courriel ?? null, titulaire: dossier?.titulaire ?? null, note: input.note }
    const { rdv, jobs } = await reserver(tx, agenda, input.debut, qui, { maison, parNom: nomActeur(acteur), maintenant })
    const message = rdv.telephone ? 'Le rendez-vous est pris. La personne reçoit un SMS.' : 'Le rendez-vous est pris. Imprimez ce papier pour la personne.'
    return { vers: `/agendas/rendez-vous/${rdv.id}`, message, journal: { objet: `rendezvous:${rdv.id}`, territoire: rdv.territoire, detail: { canal: 'guichet' } }, jobs }
  },
})

/** The file a clerk books for, held until the end: it is not given up meanwhile. */
async function prendreDossier({ tx, porteePour }: Pick<Ecriture, 'tx' | 'porteePour'>, id: string): Promise<Dossier> {
  await lockDossier(tx, id)
  const dossier = await findLisible({ db: tx, porteePour }, id)
  if (!dossier) throw new Introuvable('Ce dossier n’existe pas')
  exigerMaintenu(dossier)
  return dossier
}

/** Somebody who came without an appointment is received between two others: he takes nobody's place. */
export const inserer = action({
  nom: 'rendezvous.inserer',
  path: '/agendas/:id/inserer',
  may: mayTenir,
  titre: 'Ajouter quelqu’un venu sans rendez-vous',
  params: parId,
  sujet: sujetAgenda,
  page: pageJour,
  input: z.object(personne),
  run: async ({ tx, params, input, acteur, maison, maintenant }) => {
    const agenda = await lockAgenda(tx, params.id, jourLocal(maintenant))
    const qui = { canal: 'passage' as const, dossierId: null, ...input, courriel: null, titulaire: null, debut: maintenant, fin: new Date(maintenant.getTime() + agenda.duree * 60_000), place: null, etat: 'arrive' as const }
    const { rdv } = await inscrireRendezVous(tx, agenda, qui, { maison, parNom: nomActeur(acteur), maintenant })
    return { vers: `/agendas/${agenda.id}`, message: 'C’est inscrit : cette personne attend.', journal: { objet: `rendezvous:${rdv.id}`, territoire: rdv.territoire, detail: { canal: 'passage' } } }
  },
})
