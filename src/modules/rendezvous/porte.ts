import { z } from 'zod'
import { initiales } from '../../lib/francais.ts'
import { chargerCalendrier } from '../../kernel/calendrier/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { clesContact, fonctionDe } from '../../kernel/identite/acteur.ts'
import type { Acteur } from '../../kernel/identite/acteur.ts'
import type { Maison } from '../../kernel/maison.ts'
import { permission, titulaire, un } from '../../kernel/module.ts'
import type { Sujet } from '../../kernel/module.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { codeSuivi, sujetDossier } from '../demarches/index.ts'
import { findTerritoireAgenda } from './agenda.queries.ts'
import { findRendezVous } from './rendezvous.queries.ts'

export const mayTenir = permission('rendezvous.tenir')
export const mayGerer = permission('rendezvous.gerer')
/** The person himself, or the clerk who keeps the agenda. */
export const mayChanger = un(titulaire, mayTenir)

/** The public holidays that close every agenda. */
export const CALENDRIER = chargerCalendrier()

/** Where a visitor opens his appointment with its code. */
export const ENTREE = '/rendez-vous/suivre'

/** Where a visitor takes one anew, when the browser that asked is not this one. */
export const ACCUEIL = '/rendez-vous'

/** `/…/:id` of an agenda, an appointment, a file. */
export const parId = z.object({ id: z.uuid() })

/** An agenda belongs to the territory of its office. */
export async function sujetAgenda({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findTerritoireAgenda(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

/** Whose appointment this is: its office; and the holder of its file, of its code, of the account it was taken with, or of the phone to which its code goes. */
export async function sujetRendezVous({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const rdv = await findRendezVous(db, params.id)
  if (!rdv) return undefined
  const dossier = rdv.dossierId ? await sujetDossier({ db, params: { id: rdv.dossierId } }) : undefined
  return { territoire: rdv.territoire, titulaires: [`rendezvous:${rdv.id}`, ...(dossier?.titulaires ?? []), ...(rdv.titulaire ? [rdv.titulaire] : clesContact(rdv))] }
}

/** A day in an address: nothing is looked for outside these years. */
export const jourLu = z.iso.date('Écrivez un jour, par exemple 2026-11-30').refine((jour) => jour >= '2020-01-01' && jour <= '2099-12-31', 'Ce jour est trop loin')

/** The code that opens an appointment without an account: derived, like that of a file (decision 0006). */
export const codeDe = (maison: Maison, id: string): string => codeSuivi(maison.cle('rendezvous'), { id, serie: 0 })

/** The office of an agenda. */
export const nomBureau = (territoires: Territoires, agenda: { territoire: string; bureau: string }): string => territoires.bureaux(agenda.territoire).find((b) => b.id === agenda.bureau)?.nom ?? agenda.bureau

/** The name under which an act is shown to whoever reads the story. */
export function nomActeur(acteur: Acteur): string {
  if (acteur.genre === 'agent') return [initiales(acteur.nom), fonctionDe(acteur.postes[0])].filter(Boolean).join(', ')
  if (acteur.genre === 'jeton') return acteur.nom
  return acteur.genre === 'systeme' ? 'Iroko' : 'Vous'
}

/** Whether who acts is the office, or a program of it. */
export const estBureau = (acteur: Acteur): boolean => acteur.genre === 'agent' || acteur.genre === 'jeton'
