import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { permission, un } from '../../../kernel/module.ts'
import type { Lecture, Sujet } from '../../../kernel/module.ts'
import type { Territoires } from '../../../kernel/territoire/index.ts'
import { optionsNature } from '../acte/mots.ts'
import { nomActeur } from '../lecteur.ts'
import type { Element, Forme } from './forme/champ.ts'
import { formeDe } from './forme/formes.ts'
import type { Cibles } from './forme/listes.ts'
import type { Auteur } from './projet.queries.ts'
import { findProjet } from './projet.queries.ts'
import type { Projet } from './projet.queries.ts'
import { listMatieres } from './referentiel.ts'
import { getCourant, listVersions } from './referentiel.queries.ts'
import type { Version } from './referentiel.queries.ts'
import { GENRES } from './schemas.ts'
import type { Corps, Genre } from './schemas.ts'

export const PAYS = 'BJ'
/** The lists are everybody's to read who reads acts. */
export const mayLire = permission('legalite.lire')
/** The ministry for the country's lists, a prefecture for its own strategy: which one is asked where the draft is loaded. */
export const mayRegler = un(permission('legalite.regler'), permission('legalite.affecter'))

export const parGenre = z.object({ genre: z.enum(GENRES) })
/** `/…/:genre/:territoire` of a draft. */
export const parProjet = parGenre.extend({ territoire: z.string().max(4) })
export const parPlace = parProjet.extend({ ou: z.string().max(80) })
/** The draft as the page showed it. */
export const revisionLue = z.coerce.number().int().min(0)

/** Whether a list of this kind exists for that territory: the country has them all, a département only its strategy. */
const existe = (genre: Genre, territoire: string, territoires: Territoires): boolean => territoire === PAYS || (genre === 'strategie' && territoires.trouver(territoire)?.niveau === 'departement')

/** Whose draft this is. */
export async function sujetProjet({ params, maison }: { params: { genre: Genre; territoire: string }; maison: Maison }): Promise<Sujet | undefined> {
  return existe(params.genre, params.territoire, maison.territoires) ? { territoire: params.territoire } : undefined
}

type Droits = Pick<Lecture, 'porteePour'>
/** Whether this person changes that list. */
export const mayChanger = ({ porteePour }: Droits, territoire: string): boolean => porteePour(territoire === PAYS ? 'legalite.regler' : 'legalite.affecter').contient(territoire)
/** Whether this person reads that list. */
export const mayConsulter = ({ porteePour }: Droits, territoire: string): boolean => (territoire === PAYS ? !porteePour('legalite.lire').vide : porteePour('legalite.lire').contient(territoire))
/** The ministry does not write a prefecture's strategy. Throws `Introuvable`. */
export function exigerChanger(lu: Droits, territoire: string): void {
  if (!mayChanger(lu, territoire)) throw new Introuvable()
}

/** Départements whose strategy this person reads, in the order of the country. */
export const departementsDe = (lu: Droits, territoires: Territoires) => territoires.tous('departement').filter((d) => mayConsulter(lu, d.code))
/** The communes of a département; all of them for the country. */
export const communesSous = (territoires: Territoires, territoire: string) => territoires.tous('commune').filter((c) => territoire === PAYS || territoires.ancetres(c.code).some((t) => t.code === territoire))

/** Who writes, as the draft and the version keep it. */
export const auteurDe = (acteur: Acteur, territoire: string, maintenant: Date): Auteur => ({ par: cleActeur(acteur), parNom: nomActeur(acteur, territoire), maintenant })

type Lieu = { db: Db; maison: Maison; maintenant: Date }

/** What rules and points may aim at: the last published natures and subjects, and the communes they can be about. */
export async function listCibles({ db, maison }: Pick<Lieu, 'db' | 'maison'>, territoire: string): Promise<Cibles> {
  const [natures, matieres] = await Promise.all([listVersions(db, 'natures'), listVersions(db, 'matieres')])
  const { territoires } = maison
  const branches = listMatieres(matieres[0]!.corps as Corps<'matieres'>)
  return {
    natures: optionsNature(natures[0]!.corps as Corps<'natures'>),
    matieres: branches.map((m) => ({ valeur: m.code, libelle: `${m.code} ${m.libelle}`, groupe: m.chemin.split(' › ')[0]! })),
    communes: communesSous(territoires, territoire).map((c) => ({ valeur: c.code, libelle: c.nom, groupe: territoires.ancetres(c.code).find((t) => t.niveau === 'departement')?.nom ?? '' })),
  }
}

/** A list as a page shows it: its form, its versions (newest first), the one in force today, its draft. */
export type Cadre = { genre: Genre; territoire: string; forme: Forme; versions: readonly Version[]; derniere: Version | undefined; enVigueur: Version | undefined; projet: Projet | undefined }
export async function lireCadre(lieu: Lieu, genre: Genre, territoire = PAYS): Promise<Cadre> {
  const [cibles, versions, projet] = await Promise.all([listCibles(lieu, territoire), listVersions(lieu.db, genre, territoire), findProjet(lieu.db, { genre, territoire })])
  const jour = jourLocal(lieu.maintenant)
  // As `listCourants` chooses: the latest first day that has come, then the latest version.
  const enVigueur = versions.filter((v) => v.du <= jour).toSorted((a, b) => b.du.localeCompare(a.du) || b.version - a.version)[0]
  return { genre, territoire, forme: formeDe(genre, cibles, territoire !== PAYS), versions, derniere: versions[0], enVigueur, projet }
}

/** Where a draft starts from when nothing was ever published: a prefecture's first strategy. */
export const VIERGE: Element = { source: 'Choix de la préfecture', verifie: true, regles: [] }

/** The body a draft is compared with. */
export const corpsDe = (version: Version | undefined): Element => (version ? (version.corps as unknown as Element) : VIERGE)

/** Addresses of a draft. */
export const versProjet = ({ genre, territoire }: { genre: Genre; territoire: string }, suite = ''): string => `/legalite/regles/projet/${genre}/${territoire}${suite}`
/** Where a list is read. */
export const versListe = ({ genre, territoire }: { genre: Genre; territoire: string }): string => (territoire === PAYS ? `/legalite/regles/${genre}` : `/legalite/regles/strategie/${territoire}`)

/** The rules in force today. */
export const reglesCourantes = async (lieu: Lieu): Promise<Corps<'regles'>> => (await getCourant<'regles'>(lieu.db, 'regles', jourLocal(lieu.maintenant))).corps
