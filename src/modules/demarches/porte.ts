import { z } from 'zod'
import { agent, participant, permission, titulaire, un } from '../../kernel/module.ts'
import type { Sujet } from '../../kernel/module.ts'
import type { Db } from '../../kernel/db/index.ts'
import { Refus } from '../../lib/erreurs.ts'
import { cleActeur, clesContact, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../kernel/identite/acteur.ts'
import { posteQui } from '../../kernel/identite/cles-poste.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Destinataire } from '../../kernel/notifications/index.ts'
import { signatureDe } from './circuit.ts'
import type { Demarche } from './definition.ts'
import { estEssai } from './essai/essai.ts'
import { findAppartenance } from './dossier.queries.ts'
import { initiales } from './dossier.ts'
import { clesDeQui } from './passage.ts'
import type { Dossier } from './dossier.ts'
import { cleMandant } from './mandataire/mandat.ts'
import { cleDossier } from './suivi.ts'

/** Whoever reads the files of a territory, and those whose post is called on this one. */
export const mayLire = un(permission('demarches.lire'), participant)
/** The same with who holds the file, and the counter that helps him. */
export const mayLireOuTenir = un(titulaire, mayLire, permission('demarches.guichet'))
/** A list of files: those of a territory for who reads it, those where his post is called for any agent. What it shows is decided by `champDe` (criteres.ts), never by this door's own reach. */
export const mayListe = un(permission('demarches.lire'), agent)
/** Figures, which name nobody; what is counted is decided by the page (statistiques/page.tsx). */
export const mayCompter = un(permission('demarches.lire'), permission('demarches.compter'), agent)
/** `mayLire` for who gives files to others: the action says who may be given what. */
export const mayConfier = un(permission('demarches.lire'), permission('demarches.confier'), participant)
export const mayInstruire = un(permission('demarches.instruire'), participant)
export const maySigner = un(permission('demarches.signer'), participant)

/** `/…/:id` of a file. */
export const parId = z.object({ id: z.uuid() })

/**
 * Whose file this is: its territory, and the keys of its holders. Without an account, whoever has proved to hold the phone or
 * the address of the file holds it too: its news, tracking code included, already go there.
 */
export async function sujetDossier({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const d = await findAppartenance(db, params.id)
  if (!d || d.effaceLe) return undefined
  // The archives, and tests, have doors of their own; the holder still has his file.
  const prive = d.archiveLe !== null || estEssai(d)
  const mandant = d.mandantTelephone ? [cleMandant(d.id, d.mandantTelephone), `telephone:${d.mandantTelephone}`] : []
  return { territoire: d.interne || prive ? null : d.territoire, ...(prive ? { prive } : {}), titulaires: [cleDossier(d), ...(d.titulaire ? [d.titulaire] : clesContact(d)), ...mandant], participants: prive ? [] : d.lecteurs }
}

/** The name under which an act is shown in a file's story: initials and post for an agent, « Vous » is made by the page. */
export function nomActeur(acteur: Acteur): string {
  if (acteur.genre === 'agent') return [initiales(acteur.nom), fonctionDe(acteur.postes[0])].filter(Boolean).join(', ')
  if (acteur.genre === 'jeton') return acteur.nom
  if (acteur.genre === 'systeme') return 'Iroko'
  return 'Demandeur'
}

/** The same with the whole name: who saw somebody alive, who signed. For the office's eyes. */
export const nomComplet = (acteur: Acteur): string => (acteur.genre === 'agent' ? [acteur.nom, fonctionDe(acteur.postes[0])].filter(Boolean).join(', ') : nomActeur(acteur))

/**
 * The post by which this agent is awaited on the file, where it is now. Throws a 403 refusal for anybody else: to hold the
 * permission in the territory is not to be the one whose turn it is. A program acts by its token alone.
 */
export function exigerAttendu(acteur: Acteur, dossier: Pick<Dossier, 'attend' | 'titulaire'>, territoires: Territoires): PosteTenu | undefined {
  if (acteur.genre === 'jeton') return undefined
  if (dossier.titulaire === cleActeur(acteur)) throw new Refus('C’est votre propre demande : quelqu’un d’autre doit la traiter', 403)
  const poste = posteQui(acteur, dossier.attend, territoires)
  if (!poste) throw new Refus('Ce dossier n’attend rien de votre poste', 403)
  return poste
}

/** The post by which this agent signs decisions of that procedure for that file, now or later, or undefined. */
export const posteSignataire = (acteur: Acteur, demarche: Demarche, dossier: Pick<Dossier, 'territoire' | 'bureau' | 'reponses'>, territoires: Territoires): PosteTenu | undefined => posteQui(acteur, clesDeQui(signatureDe(demarche).qui, dossier, territoires), territoires)

/** The office as the subject of a sentence: « L’arrondissement de Bohicon I », « La mairie de Bohicon ». */
export function leBureau(nom: string | null): string {
  const bureau = nom ?? 'Le bureau'
  const feminin = /^(Mairie|Préfecture|Direction)/.test(bureau)
  if (feminin) return `La ${bureau.charAt(0).toLocaleLowerCase('fr')}${bureau.slice(1)}`
  return bureau.startsWith('Arrondissement') ? `L’a${bureau.slice(1)}` : bureau
}

/** The remedy against a refusal, and that it is not confirmed where it is not. */
export const direRecours = (demarche: Demarche): string => `${demarche.fiche.recours.texte}${demarche.fiche.recours.verifie ? '' : ' (À confirmer.)'}`

/** Where to tell the applicant: phone, mail, and his account; and the person for whom he acts. */
export function destinataireDe(dossier: Pick<Dossier, 'telephone' | 'courriel' | 'titulaire' | 'mandantTelephone'>): Destinataire {
  return { telephone: dossier.telephone, courriel: dossier.courriel, ...(dossier.titulaire ? { interne: dossier.titulaire } : {}), ...(dossier.mandantTelephone ? { aussi: { telephone: dossier.mandantTelephone } } : {}) }
}
