import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { lockDossier } from '../../demarches/index.ts'
import { exigerMaintenu } from '../dossier.ts'
import { deplacer as pageDeplacer } from '../pages/deplacer.tsx'
import { fiche } from '../pages/fiche.tsx'
import { mien } from '../pages/mien.tsx'
import { ENTREE, estBureau, mayChanger, mayTenir, nomActeur, parId, sujetRendezVous } from '../porte.ts'
import { aReprendre, direQuand, estJoignable, exigerChangement, exigerPointage } from '../rendezvous.ts'
import type { RendezVous } from '../rendezvous.ts'
import { getRendezVous, insertEvenement, updatePointe } from '../rendezvous.queries.ts'
import { annuler as annulerRendezVous, deplacer as deplacerRendezVous, prochaines } from '../reserver.ts'
import { prendreRendezVous } from '../verrou.ts'

const commun = { params: parId, sujet: sujetRendezVous, entree: ENTREE } as const
const journal = (rdv: RendezVous, detail: { [cle: string]: string } = {}) => ({ objet: `rendezvous:${rdv.id}`, territoire: rdv.territoire, detail })

/** Takes another hour of the same agenda instead; also after the office has cancelled. */
export const deplacer = action({
  ...commun,
  nom: 'rendezvous.deplacer',
  path: '/rendez-vous/:id/deplacer',
  may: mayChanger,
  titre: 'Changer l’heure d’un rendez-vous',
  page: pageDeplacer,
  limite: 30,
  input: z.object({ debut: z.string().max(20).default('') }),
  run: async ({ tx, params, input, acteur, maison, maintenant }) => {
    const { dossierId } = await getRendezVous(tx, params.id)
    if (dossierId) exigerMaintenu(await lockDossier(tx, dossierId))
    const { agenda, rdv } = await prendreRendezVous(tx, params.id, maintenant)
    if (rdv.effaceLe !== null) throw new Refus('Ce rendez-vous est ancien : il ne se change plus')
    const bureau = estBureau(acteur)
    if (!aReprendre(rdv)) exigerChangement(rdv, agenda, maintenant, bureau)
    const { rdv: deplace, jobs } = await deplacerRendezVous(tx, agenda, rdv, input.debut, bureau, { maison, parNom: nomActeur(acteur), maintenant })
    return { vers: bureau ? `/agendas/rendez-vous/${rdv.id}` : `/rendez-vous/${rdv.id}`, message: `Le rendez-vous est maintenant ${direQuand(deplace.debut)}.`, journal: journal(rdv), jobs }
  },
})

/** The person gives up his appointment; the place serves somebody else. */
export const annuler = action({
  ...commun,
  nom: 'rendezvous.annuler',
  path: '/rendez-vous/:id/annuler',
  may: titulaire,
  titre: 'Annuler mon rendez-vous',
  page: mien,
  input: z.object({}),
  run: async ({ tx, params, acteur, maison, maintenant }) => {
    const { agenda, rdv } = await prendreRendezVous(tx, params.id, maintenant)
    exigerChangement(rdv, agenda, maintenant, false)
    const jobs = await annulerRendezVous(tx, agenda, rdv, { bureau: false, motif: '' }, { maison, parNom: nomActeur(acteur), maintenant })
    return { vers: `/rendez-vous/${rdv.id}`, message: 'Votre rendez-vous est annulé.', journal: journal(rdv), jobs }
  },
})

/** The office cancels one appointment, says why, and offers another hour. */
export const decommander = action({
  ...commun,
  nom: 'rendezvous.decommander',
  path: '/agendas/rendez-vous/:id/annuler',
  may: mayTenir,
  titre: 'Annuler le rendez-vous de quelqu’un',
  page: fiche,
  input: z.object({ motif: z.string().trim().max(150, 'Dites-le en 150 signes au plus').default('') }),
  run: async ({ tx, params, input, acteur, maison, maintenant }) => {
    if (input.motif === '') throw new Saisie({ motif: 'Écrivez la raison : la personne la lit' })
    const { agenda, rdv } = await prendreRendezVous(tx, params.id, maintenant)
    exigerChangement(rdv, agenda, maintenant, true)
    // Looked for before this one is given back: nobody is offered the very hour he loses.
    const [autre] = await prochaines(tx, agenda, maintenant, maintenant, false, 1)
    const jobs = await annulerRendezVous(tx, agenda, rdv, { bureau: true, motif: input.motif, autre }, { maison, parNom: nomActeur(acteur), maintenant })
    return { vers: `/agendas/rendez-vous/${rdv.id}`, message: estJoignable(rdv) ? `Le rendez-vous est annulé. La personne est prévenue${autre ? ', une autre heure lui est proposée' : ''}.` : 'Le rendez-vous est annulé. Cette personne n’a laissé ni téléphone ni adresse : prévenez-la.', journal: journal(rdv), jobs }
  },
})

/** Says what became of somebody: arrived, received, absent; or takes it back. */
export const pointer = action({
  ...commun,
  nom: 'rendezvous.pointer',
  path: '/agendas/rendez-vous/:id/pointer',
  may: mayTenir,
  titre: 'Pointer un rendez-vous',
  page: fiche,
  input: z.object({ etat: z.enum(['arrive', 'recu', 'absent', 'pris'], 'Choisissez ce qui s’est passé'), jour: z.literal('oui').optional() }),
  run: async ({ tx, params, input, acteur, maintenant }) => {
    const { rdv } = await prendreRendezVous(tx, params.id, maintenant)
    if (rdv.effaceLe !== null) throw new Refus('Ce rendez-vous est ancien : il ne se pointe plus')
    exigerPointage(rdv, input.etat, maintenant)
    await updatePointe(tx, rdv.id, input.etat)
    await insertEvenement(tx, { rendezvousId: rdv.id, genre: input.etat === 'pris' ? 'attendu' : input.etat, le: maintenant, parNom: nomActeur(acteur), texte: '' })
    return { vers: input.jour ? `/agendas/${rdv.agendaId}?jour=${jourLocal(rdv.debut)}` : `/agendas/rendez-vous/${rdv.id}`, journal: journal(rdv, { etat: input.etat }) }
  },
})
