import { z } from 'zod'
import type { Sujet } from '../../kernel/module.ts'
import type { Db } from '../../kernel/db/index.ts'
import { clesContact, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur, PosteTenu } from '../../kernel/identite/acteur.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Destinataire } from '../../kernel/notifications/index.ts'
import type { Demarche } from './definition.ts'
import { findAppartenance } from './dossier.queries.ts'
import { initiales } from './dossier.ts'
import type { Dossier } from './dossier.ts'

/** `/…/:id` of a file. */
export const parId = z.object({ id: z.uuid() })

/**
 * Whose file this is: its territory, and the keys of its holders. Without an account, whoever has proved to hold the phone or
 * the address of the file holds it too: its news, tracking code included, already go there.
 */
export async function sujetDossier({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const d = await findAppartenance(db, params.id)
  if (!d) return undefined
  return { territoire: d.territoire, titulaires: [`dossier:${d.id}`, ...(d.titulaire ? [d.titulaire] : clesContact(d))] }
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

/** The post by which this actor may sign for that procedure in that territory, or undefined. */
export function posteSignataire(acteur: Acteur, demarche: Demarche, territoire: string | null, territoires: Territoires): PosteTenu | undefined {
  return acteur.genre === 'agent' && territoire ? acteur.postes.find((poste) => demarche.circuit.signature.roles.includes(poste.role) && couvre(poste, territoire, territoires)) : undefined
}

/** The post by which this actor may examine, or undefined. */
export function posteInstructeur(acteur: Acteur, demarche: Demarche, territoire: string | null, territoires: Territoires): PosteTenu | undefined {
  return acteur.genre === 'agent' && territoire ? acteur.postes.find((poste) => demarche.circuit.instruction.roles.includes(poste.role) && couvre(poste, territoire, territoires)) : undefined
}

const couvre = (poste: PosteTenu, territoire: string, territoires: Territoires) => poste.territoire === 'BJ' || territoires.couverture(poste.territoire).includes(territoire)

/** The office as the subject of a sentence: « L’arrondissement de Bohicon I », « La mairie de Bohicon ». */
export function leBureau(nom: string | null): string {
  const bureau = nom ?? 'Le bureau'
  const feminin = /^(Mairie|Préfecture|Direction)/.test(bureau)
  if (feminin) return `La ${bureau.charAt(0).toLocaleLowerCase('fr')}${bureau.slice(1)}`
  return bureau.startsWith('Arrondissement') ? `L’a${bureau.slice(1)}` : bureau
}

/** The remedy against a refusal, and that it is not confirmed where it is not. */
export const direRecours = (demarche: Demarche): string => `${demarche.fiche.recours.texte}${demarche.fiche.recours.verifie ? '' : ' (À confirmer.)'}`

/** Where to tell the applicant: phone, mail, and his account. */
export function destinataireDe(dossier: Pick<Dossier, 'telephone' | 'courriel' | 'titulaire'>): Destinataire {
  return { telephone: dossier.telephone, courriel: dossier.courriel, ...(dossier.titulaire ? { interne: dossier.titulaire } : {}) }
}
