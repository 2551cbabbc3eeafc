import { z } from 'zod'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { comparerNoms } from '../../../lib/francais.ts'
import { getCourant } from '../referentiel/referentiel.queries.ts'
import { listMatieres } from '../referentiel/referentiel.ts'
import type { Axe, FiltreChiffres } from './cumul.queries.ts'
import { aucun } from './faits.ts'
import type { Chiffres, Fait } from './faits.ts'
import { direMois, joursDe, listMois, periodeDe } from './periode.ts'
import type { Periode } from './periode.ts'

// An unreadable date is no date: the others of the address stay.
const jour = z.iso.date().optional().catch(undefined)
const vide = (max: number) => z.string().max(max).optional().transform((v) => v || undefined)
/** What every screen of figures is filtered by. */
export const champsPilotage = { du: jour, au: jour, prefecture: vide(2), commune: vide(4), nature: vide(30), matiere: vide(10) }
export type Demande = { du?: string | undefined; au?: string | undefined; prefecture?: string | undefined; commune?: string | undefined; nature?: string | undefined; matiere?: string | undefined }
export type Choix = { valeur: string; libelle: string }
/** Figures with the name of what they are about. */
export type Ligne = Chiffres & { nom: string }

/** What the reader asked for, in words and in codes, bounded by what he may follow. */
export type Cadre = { periode: Periode; filtre: FiltreChiffres; demande: Demande; jour: string; natures: Choix[]; matieres: Choix[]; prefectures: Choix[]; communes: Choix[]; ou: string; nommer: (axe: Axe, cle: string) => string }

/** `matiere` of an act without a subject, in an address. */
export const SANS_MATIERE = 'sans'

/** Reads the filters of a screen of figures. `portee` is where this reader may follow. */
export async function cadrer({ db, maison, maintenant, portee }: { db: Db; maison: Maison; maintenant: Date; portee: Portee }, demande: Demande): Promise<Cadre> {
  const { territoires } = maison
  const aujourdhui = jourLocal(maintenant)
  const periode = periodeDe(demande, aujourdhui)
  const siennes = territoires.tous('commune').filter((t) => portee.contient(t.code))
  const prefectures = territoires.tous('departement').filter((t) => siennes.some((c) => c.parent === t.code))
  const communes = siennes.filter((c) => demande.prefecture === undefined || c.parent === demande.prefecture)
  const lieu = demande.commune ?? demande.prefecture
  const [natures, matieres] = await Promise.all([getCourant(db, 'natures', aujourdhui), getCourant(db, 'matieres', aujourdhui)])
  const options = { natures: natures.corps.natures.map((n) => ({ valeur: n.code, libelle: n.libelle })), matieres: [...listMatieres(matieres.corps).filter((m) => m.niveau === 1).map((m) => ({ valeur: m.code, libelle: m.libelle })), { valeur: SANS_MATIERE, libelle: 'Sans matière' }] }
  const choix = (liste: readonly { code: string; nom: string }[]) => liste.map((t) => ({ valeur: t.code, libelle: t.nom })).toSorted((a, b) => comparerNoms(a.libelle, b.libelle))
  return {
    periode, demande, jour: aujourdhui, ...options, prefectures: choix(prefectures), communes: choix(communes),
    filtre: { ...periode, communes: lieu === undefined ? undefined : territoires.couverture(lieu).filter((c) => c.length === 4), nature: demande.nature, matiere: demande.matiere === SANS_MATIERE ? '' : demande.matiere },
    ou: lieu && portee.contient(lieu) ? (demande.commune ? `commune de ${territoires.trouver(lieu)?.nom}` : `préfecture ${territoires.trouver(lieu)?.nom}`) : siennes.length === 1 ? `commune de ${siennes[0]!.nom}` : prefectures.length === 1 ? `préfecture ${prefectures[0]!.nom}` : 'tout le pays',
    nommer: (axe, cle) => {
      if (axe === 'mois') return direMois(cle)
      if (axe === 'nature') return options.natures.find((n) => n.valeur === cle)?.libelle ?? cle
      if (axe === 'matiere') return options.matieres.find((m) => m.valeur === (cle || SANS_MATIERE))?.libelle ?? cle
      return axe === 'tout' ? 'Ensemble' : (territoires.trouver(cle)?.nom ?? cle)
    },
  }
}

/** Every line of an axis, those where nothing was received included: a commune that has sent nothing is the first thing to see. */
export function completer(cadre: Cadre, axe: Axe, lus: readonly Chiffres[]): Ligne[] {
  const dus = axe === 'commune' ? (cadre.demande.commune ? [cadre.demande.commune] : cadre.communes.map((c) => c.valeur)) : axe === 'prefecture' ? (cadre.demande.prefecture ? [cadre.demande.prefecture] : cadre.prefectures.map((p) => p.valeur)) : axe === 'mois' ? listMois(cadre.periode) : axe === 'tout' ? [''] : []
  const manquent = dus.filter((cle) => !lus.some((l) => l.cle === cle)).map(aucun)
  const lignes = [...lus, ...manquent].map((l) => ({ ...l, nom: cadre.nommer(axe, l.cle) }))
  return axe === 'mois' ? lignes.toSorted((a, b) => a.cle.localeCompare(b.cle)) : lignes.toSorted((a, b) => b.transmis - a.transmis || comparerNoms(a.nom, b.nom))
}

const adresse = (chemin: string, parametres: Readonly<Record<string, string | undefined>>): string => `${chemin}?${new URLSearchParams(Object.entries(parametres).flatMap(([nom, v]) => (v === undefined ? [] : [[nom, v]]))).toString()}`

/** What a line of an axis adds to the filters. */
function restreint(demande: Demande, axe: Axe, cle: string): Demande {
  if (axe === 'tout') return demande
  return { ...demande, ...(axe === 'mois' ? joursDe({ du: cle, au: cle }) : { [axe]: axe === 'matiere' ? cle || SANS_MATIERE : cle }) }
}

/** The acts behind a figure: the list, filtered by what the figure counts. */
export const versActes = ({ demande, periode }: Pick<Cadre, 'demande' | 'periode'>, axe: Axe, cle: string, fait: Fait): string => {
  const { commune, prefecture, ...r } = restreint({ ...demande, ...joursDe(periode) }, axe, cle)
  return adresse('/legalite/actes', { fait, du: r.du, au: r.au, ...(commune ? { commune } : { prefecture }), nature: r.nature, matiere: r.matiere })
}

const SUIVANT: Readonly<Record<Axe, Axe>> = { tout: 'prefecture', prefecture: 'commune', commune: 'nature', nature: 'matiere', matiere: 'commune', mois: 'commune' }
/** The same screen one step down: a line becomes a filter, its parts are shown. */
export const versDetail = ({ demande, periode }: Pick<Cadre, 'demande' | 'periode'>, axe: Axe, cle: string): string => adresse('/legalite/pilotage', { ...restreint({ ...demande, ...joursDe(periode) }, axe, cle), par: SUIVANT[axe] })
