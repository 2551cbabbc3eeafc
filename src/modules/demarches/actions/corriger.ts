import { z } from 'zod'
import { action } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { findArret, gestesBloc, lireSaisie, retirerFichier } from '../../../kernel/formulaires/index.ts'
import type { FichierJoint, Reponses } from '../../../kernel/formulaires/index.ts'
import { Refus } from '../../../lib/erreurs.ts'
import { nomDemandeur } from '../brouillon.ts'
import { trouveursDe } from '../citations.ts'
import { autresQuestions, changees, etapeCorrection } from '../correction.ts'
import type { Correction } from '../correction.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { pousser } from '../horloge.ts'
import { corriger as pageCorriger, mayCorriger } from '../pages/corriger.tsx'
import { revenir } from '../passage.ts'
import { destinataireDe, leBureau, nomActeur, parId, sujetDossier } from '../porte.ts'
import { dire } from '../message/dire.ts'
import { auJournal } from '../essai/essai.ts'

type Corrige = Ecriture<{ id: string }, Record<string, unknown>>

/** Corrects the answers sent back by the office. What is wrong is kept and shown again; the file changes when all is right. */
export const corriger = action({
  nom: 'demarches.corriger',
  path: '/suivi/:id/corriger',
  may: mayCorriger,
  titre: 'Envoyer mes corrections',
  params: parId,
  sujet: sujetDossier,
  page: pageCorriger,
  fichiers: { nombre: 12, octets: 20 * 1_048_576 },
  input: z.looseObject({ _message: z.string().trim().max(500, 'Dites-le en 500 signes au plus').default('') }),
  run: async (e) => {
    const dossier = await lockDossier(e.tx, e.params.id)
    exigerPassage(dossier, 'completer')
    if (!dossier.correction) throw new Refus('Rien n’est à corriger dans ce dossier')
    const demarche = await getDemarche(e.tx, dossier.demarche, dossier.version)
    const { champs, reponses: enCours } = dossier.correction
    const etape = etapeCorrection(demarche.formulaire, champs)
    const { geste, saisie } = gestesBloc(etape, e.input)
    const gardees = geste?.genre === 'retirer_fichier' ? retirerFichier(enCours, geste.reference) : enCours
    const contexte = { reponses: gardees, maintenant: e.maintenant, territoires: e.maison.territoires, fichiers: await recevoir(e, dossier.id) }
    const lu = lireSaisie(demarche.formulaire, etape, saisie, { ...contexte, ...(await trouveursDe(e.tx, dossier, demarche, etape, saisie, contexte)) })
    const garder = (erreurs: Record<string, string>, suivants: string[] = champs) => reprendre(e, dossier, { champs: suivants, reponses: lu.reponses, saisie: lu.saisie }, erreurs, geste ? (e.input as Record<string, string>) : lu.saisie)
    if (geste) return garder({})
    if (Object.keys(lu.erreurs).length > 0) return garder(lu.erreurs)
    const autres = autresQuestions(demarche.formulaire, { champs, reponses: lu.reponses }, contexte)
    if (autres.length > 0) return garder({ '': 'Votre correction demande une réponse de plus : remplissez-la ci-dessous' }, [...champs, ...autres])
    // A correction may not slip past what would have stopped the request.
    const arret = findArret(demarche.formulaire, lu.reponses)
    if (arret?.bloque) return garder({ '': `${arret.titre}. ${arret.texte}` })
    return envoyer(e, dossier, demarche, lu.reponses)
  },
})

/** Keeps what is being corrected, and shows the page again. */
async function reprendre(e: Corrige, dossier: Dossier, correction: Correction, erreurs: Record<string, string>, saisie: Record<string, unknown>) {
  await updateDossier(e.tx, dossier.id, { correction }, e.maintenant)
  return { vers: `/suivi/${dossier.id}/corriger`, reprise: { erreurs, saisie } }
}

/** Papers that come with a correction stay beside those they replace: the office sees both. */
async function recevoir(e: Corrige, dossierId: string): Promise<Record<string, FichierJoint[]>> {
  const parChamp: Record<string, FichierJoint[]> = {}
  for (const { champ, nom, sha256, type, taille } of e.fichiers) {
    const reference = await insertReference(e.tx, { sha256, type, taille, objet: `dossier:${dossierId}`, champ, nom, deposePar: cleActeur(e.acteur), maintenant: e.maintenant })
    ;(parChamp[champ] ??= []).push({ reference, nom, taille, type })
  }
  return parChamp
}

async function envoyer(e: Corrige, dossier: Dossier, demarche: Publiee, reponses: Reponses) {
  const { tx, maintenant, maison, acteur } = e
  const { horloge, echeance } = pousser(dossier.horloge, 'reprise', demarche.delai, maintenant)
  await updateDossier(tx, dossier.id, { ...revenir(demarche, dossier, maison.territoires, maintenant), correction: null, reponses, demandeur: nomDemandeur(demarche, reponses), horloge, echeance }, maintenant)
  const corrections = changees(demarche.formulaire, dossier.reponses, reponses, maison.territoires)
  const message = typeof e.input._message === 'string' ? e.input._message : ''
  const texte = corrections.map((c) => `${c.libelle} : ${c.avant} → ${c.apres}`).join(' ; ') || 'Réponses confirmées, sans changement'
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'corrige', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: [texte, message && `« ${message} »`].filter(Boolean).join('. '), detail: { nombre: corrections.length } })
  const jobs = await dire(tx, { ...dossier, reponses }, { modele: 'dossier-complement-recu', cle: `corrige:${dossier.id}:${dossier.revision}`, a: destinataireDe(dossier), valeurs: { numero: dossier.numero!, bureau: leBureau(dossier.bureau) }, maison, maintenant })
  const vers = acteur.genre === 'agent' && !dossier.interne ? `/dossiers/${dossier.id}` : `/suivi/${dossier.id}`
  return { vers, message: 'Vos corrections sont envoyées. Le délai repart.', journal: auJournal(dossier, { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { echeance, corrections: corrections.length } }), jobs }
}
