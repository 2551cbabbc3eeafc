import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { lockDossier } from '../dossier.queries.ts'
import { insertEvenement, listEvenements } from '../evenement.queries.ts'
import { destinataireDe, leBureau, mayInstruire, nomActeur, parId, sujetDossier } from '../porte.ts'
import { dire } from '../message/dire.ts'

/** Reminds the citizen of what the office waits for; once a day. */
export const relancer = action({
  nom: 'demarches.relancer',
  path: '/dossiers/:id/relancer',
  may: mayInstruire,
  titre: 'Relancer le demandeur',
  params: parId,
  sujet: sujetDossier,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    if (dossier.etat !== 'suspendu') throw new Refus('Ce dossier n’attend rien du demandeur')
    const evenements = await listEvenements(tx, dossier.id, true)
    const derniere = evenements.findLast((e) => e.genre === 'relance')
    if (derniere && maintenant.getTime() - derniere.le.getTime() < 86_400_000) throw new Refus('Un rappel est déjà parti depuis moins d’un jour. Appelez plutôt la personne')
    const demande = evenements.findLast((e) => e.genre === 'complement')?.texte ?? ''
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'relance', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur) })
    const valeurs = { numero: dossier.numero!, bureau: leBureau(dossier.bureau), demande, lien: `${maison.reglages.adresse}/suivi/${dossier.id}` }
    const jobs = await dire(tx, dossier, { modele: 'dossier-complement', moment: 'relance', cle: `relance:${dossier.id}:${maintenant.toISOString().slice(0, 10)}`, a: destinataireDe(dossier), valeurs, maison, maintenant })
    return { vers: `/dossiers/${dossier.id}`, message: 'Un rappel est envoyé au demandeur.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire }, jobs }
  },
})
