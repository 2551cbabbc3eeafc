import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { getDemarche } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { pousser } from '../horloge.ts'
import { revenir } from '../passage.ts'
import { suivi } from '../pages/suivi.tsx'
import { destinataireDe, leBureau, nomActeur, parId, sujetDossier } from '../porte.ts'
import { dire } from '../message/dire.ts'
import { auJournal } from '../essai/essai.ts'

/** The citizen answers a request for papers: the clock resumes. */
export const repondre = action({
  nom: 'demarches.repondre',
  path: '/suivi/:id/repondre',
  may: titulaire,
  titre: 'Envoyer ma réponse',
  params: parId,
  sujet: sujetDossier,
  page: suivi,
  definitif: true,
  fichiers: { nombre: 5, octets: 20 * 1_048_576 },
  input: z.object({ message: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default('') }),
  run: async ({ tx, params, input, fichiers, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'completer')
    if (input.message === '' && fichiers.length === 0) throw new Saisie({ papiers: 'Ajoutez le papier demandé, ou écrivez une réponse' })
    for (const { champ, nom, sha256, type, taille } of fichiers) await insertReference(tx, { sha256, type, taille, objet: `dossier:${dossier.id}`, champ, nom, deposePar: cleActeur(acteur), maintenant })
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    const { horloge, echeance } = pousser(dossier.horloge, 'reprise', demarche.delai, maintenant)
    await updateDossier(tx, dossier.id, { ...revenir(demarche, dossier, maison.territoires, maintenant), correction: null, horloge, echeance }, maintenant)
    const texte = [input.message, ...fichiers.map((f) => f.nom)].filter(Boolean).join(', ')
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'reponse', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte })
    const valeurs = { numero: dossier.numero!, bureau: leBureau(dossier.bureau) }
    const jobs = await dire(tx, dossier, { modele: 'dossier-complement-recu', cle: `reponse:${dossier.id}:${dossier.revision}`, a: destinataireDe(dossier), valeurs, maison, maintenant })
    return { vers: `/suivi/${dossier.id}`, message: 'Votre réponse est envoyée. Le délai repart.', journal: auJournal(dossier, { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { echeance, papiers: fichiers.length } }), jobs }
  },
})
