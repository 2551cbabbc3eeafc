import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action, titulaire } from '../../../kernel/module.ts'
import type { Ecriture, JobDemande } from '../../../kernel/module.ts'
import { cleActeur, fonctionDe } from '../../../kernel/identite/acteur.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier } from '../dossier.queries.ts'
import { exigerVrai } from '../essai/essai.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { estMandant } from '../mandataire/mandat.ts'
import { destinataireDe, leBureau, nomActeur, parId, sujetDossier } from '../porte.ts'
import { autreCote, champMessage, etatEchange, meritePrevenir } from './echange.ts'
import type { Cote } from './echange.ts'
import { insertMessage, listMessages, updateLus } from './echange.queries.ts'
import { FICHIERS, SIGNES } from './fil.tsx'
import { mayEcrire, messages, messagesBureau } from './pages.tsx'

const input = z.object({ texte: z.string().trim().max(SIGNES, `Dites-le en ${SIGNES} signes au plus`).default('') })
type Ecrit = Ecriture<{ id: string }, z.infer<typeof input>>

/** The post in whose name an agent writes: one that the file knows, or else his first. */
function qualiteDe({ acteur, maison }: Pick<Ecrit, 'acteur' | 'maison'>, dossier: Dossier, cote: Cote): string {
  if (cote === 'titulaire' && dossier.mandantTelephone) return estMandant(acteur, dossier) ? 'Personne représentée' : 'Mandataire'
  if (cote === 'titulaire' || acteur.genre !== 'agent') return 'Demandeur'
  const poste = posteQui(acteur, dossier.lecteurs, maison.territoires) ?? acteur.postes[0]
  return [fonctionDe(poste), poste?.bureau].filter(Boolean).join(', ')
}

async function ecrire(e: Ecrit, cote: Cote): Promise<{ dossier: Dossier; jobs: JobDemande[] }> {
  const { tx, input: recu, fichiers, acteur, maintenant, maison } = e
  const dossier = await lockDossier(tx, e.params.id)
  exigerVrai(dossier)
  const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
  const etat = etatEchange(dossier, demarche, maintenant)
  if (!etat.ouvert) throw new Refus(etat.pourquoi)
  if (recu.texte === '' && fichiers.length === 0) throw new Saisie({ texte: 'Écrivez votre message, ou joignez un fichier' })
  const id = uuidv7(maintenant.getTime())
  const prevenu = cote === 'bureau' && meritePrevenir((await listMessages(tx, dossier.id)).filter((m) => m.cote === cote), maintenant)
  const qualite = qualiteDe(e, dossier, cote)
  const par = { par: cleActeur(acteur), parNom: cote === 'titulaire' ? qualite : nomActeur(acteur) }
  await insertMessage(tx, { id, dossierId: dossier.id, cote, ...par, qualite, texte: recu.texte, fichiers: fichiers.length, le: maintenant, prevenuLe: prevenu ? maintenant : null })
  for (const { nom, sha256, type, taille } of fichiers) await insertReference(tx, { sha256, type, taille, objet: `dossier:${dossier.id}`, champ: champMessage(id), nom, deposePar: par.par, maintenant })
  // Whoever answers has read.
  await updateLus(tx, dossier.id, autreCote(cote), par.par, maintenant)
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'message', le: maintenant, ...par, detail: { cote, fichiers: fichiers.length } })
  const valeurs = { numero: dossier.numero!, bureau: leBureau(dossier.bureau), lien: `${maison.reglages.adresse}/suivi/${dossier.id}/messages` }
  const jobs = prevenu ? await prevenir(tx, { modele: 'dossier-message', cle: `message:${id}`, a: destinataireDe(dossier), valeurs, objet: `dossier:${dossier.id}`, lien: `/suivi/${dossier.id}/messages`, maintenant }) : []
  return { dossier, jobs }
}

const ecritAuJournal = (dossier: Dossier, cote: Cote) => ({ objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { cote } })

/** The holder writes to the office. The clock does not change. */
export const ecrireMessage = action({
  nom: 'demarches.ecrire-message',
  path: '/suivi/:id/messages',
  may: titulaire,
  titre: 'Écrire au bureau',
  params: parId,
  sujet: sujetDossier,
  page: messages,
  limite: 20,
  definitif: true,
  fichiers: FICHIERS,
  input,
  run: async (e) => {
    const { dossier, jobs } = await ecrire(e, 'titulaire')
    return { vers: `/suivi/${dossier.id}/messages`, message: 'Votre message est envoyé.', journal: ecritAuJournal(dossier, 'titulaire'), jobs }
  },
})

/** The office writes to the holder, who is told once for a series of messages. */
export const repondreMessage = action({
  nom: 'demarches.repondre-message',
  path: '/dossiers/:id/messages',
  may: mayEcrire,
  titre: 'Écrire au demandeur',
  params: parId,
  sujet: sujetDossier,
  page: messagesBureau,
  definitif: true,
  fichiers: FICHIERS,
  input,
  run: async (e) => {
    if (e.acteur.genre !== 'agent') throw new Refus('Un message s’écrit par une personne', 403)
    const { dossier, jobs } = await ecrire(e, 'bureau')
    if (dossier.titulaire === cleActeur(e.acteur)) throw new Refus('C’est votre propre demande : écrivez depuis sa page de suivi', 403)
    return { vers: `/dossiers/${dossier.id}/messages`, message: jobs.length > 0 ? 'Le message est envoyé. La personne est prévenue.' : 'Le message est envoyé.', journal: ecritAuJournal(dossier, 'bureau'), jobs }
  },
})

/** The holder has read what the office wrote. */
export const lireMessages = action({
  nom: 'demarches.lire-messages',
  path: '/suivi/:id/messages/lire',
  may: titulaire,
  titre: 'J’ai lu',
  params: parId,
  sujet: sujetDossier,
  horsJournal: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    await updateLus(tx, params.id, 'bureau', cleActeur(acteur), maintenant)
    return { vers: `/suivi/${params.id}/messages` }
  },
})

/** The office has read what the holder wrote: for everybody there. */
export const marquerLus = action({
  nom: 'demarches.marquer-lus',
  path: '/dossiers/:id/messages/lire',
  may: mayEcrire,
  titre: 'Marquer comme lu par le bureau',
  params: parId,
  sujet: sujetDossier,
  horsJournal: true,
  input: z.object({}),
  run: async ({ tx, params, acteur, maintenant }) => {
    if (acteur.genre !== 'agent') throw new Refus('Un message se lit par une personne', 403)
    await updateLus(tx, params.id, 'titulaire', cleActeur(acteur), maintenant)
    return { vers: `/dossiers/${params.id}/messages` }
  },
})
