import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { lockDossier, sujetDossier } from '../../demarches/index.ts'
import { lockAgenda } from '../agenda.queries.ts'
import { exigerMaintenu, listServants } from '../dossier.ts'
import { pourDossier } from '../pages/dossier.tsx'
import { nomActeur, parId } from '../porte.ts'
import { reserver } from '../reserver.ts'

/** The holder of a file takes an hour of its office for it. Nothing is asked: the file knows whom to tell. */
export const prendre = action({
  nom: 'rendezvous.prendre',
  path: '/suivi/:id/rendez-vous',
  may: titulaire,
  titre: 'Prendre rendez-vous pour un dossier',
  params: parId,
  sujet: sujetDossier,
  page: pourDossier,
  limite: 30,
  input: z.object({ agenda: z.uuid('Choisissez un agenda'), debut: z.string().max(20).default('') }),
  run: async ({ tx, params, input, acteur, maison, maintenant }) => {
    // Held first, as whoever gives it up does: an hour is never given to a request withdrawn meanwhile.
    const dossier = await lockDossier(tx, params.id)
    exigerMaintenu(dossier)
    if (!(await listServants(tx, maison.territoires, dossier)).some((a) => a.id === input.agenda)) throw new Introuvable('Cet agenda ne reçoit pas pour ce dossier')
    const agenda = await lockAgenda(tx, input.agenda, jourLocal(maintenant))
    const personne = { canal: 'suivi' as const, dossierId: dossier.id, nom: dossier.demandeur, telephone: dossier.telephone, courriel: dossier.courriel, titulaire: dossier.titulaire, note: '' }
    const { rdv, jobs } = await reserver(tx, agenda, input.debut, personne, { maison, parNom: nomActeur(acteur), maintenant })
    return { vers: `/rendez-vous/${rdv.id}`, message: 'Votre rendez-vous est pris.', journal: { objet: `rendezvous:${rdv.id}`, territoire: rdv.territoire, detail: { canal: 'suivi' } }, jobs }
  },
})
