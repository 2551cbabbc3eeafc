import { z } from 'zod'
import type { Db } from '../../../kernel/db/index.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { participant, permission, un } from '../../../kernel/module.ts'
import type { Lecture, Sujet } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { clesDestinataire } from './circulaire.ts'
import { findCirculaire, listAdresses } from './circulaire.queries.ts'
import type { LecteurCirculaires } from './circulaire.queries.ts'

export const parId = z.object({ id: z.uuid() })
/** Whoever it is written to, and the ministry. */
export const mayLireCirculaire = un(participant, permission('legalite.lire'))
export const mayRegler = permission('legalite.regler')

/** A circular is the country's; the posts of the offices it is written to may open it. */
export async function sujetCirculaire({ db, params, maison }: { db: Db; params: { id: string }; maison: Maison }): Promise<Sujet | undefined> {
  if (!(await findCirculaire(db, params.id))) return undefined
  return { territoire: 'BJ', participants: (await listAdresses(db, params.id)).flatMap((t) => clesDestinataire(t, maison.territoires, true)) }
}

/** Who reads circulars, by his posts. */
export const lecteurCirculaires = ({ porteePour }: Pick<Lecture, 'porteePour'>): LecteurCirculaires => ({ lire: porteePour('legalite.lire'), regle: !porteePour('legalite.regler').vide })

/** The prefectures and town halls that this person answers for. */
export const siegesDe = (acteur: Acteur, territoires: Territoires): string[] =>
  acteur.genre === 'agent' ? [...territoires.tous('departement'), ...territoires.tous('commune')].filter((t) => posteQui(acteur, clesDestinataire(t.code, territoires), territoires) !== undefined).map((t) => t.code) : []

export const journalCirculaire = (id: string, detail: { [cle: string]: string | number | null } = {}) => ({ objet: `circulaire:${id}`, territoire: 'BJ', detail })
