import type { Db } from '../../kernel/db/index.ts'
import { lireSaisie, parcelleDe, pointDe } from '../../kernel/formulaires/index.ts'
import type { Champ, ContexteSaisie, Etape, ParcelleRepondue, PointRepondu, Reponses, Trouveurs } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { parcelleIci, trouverParcelle } from '../parcelles/index.ts'
import { territoireDuBureau } from './brouillon.ts'
import type { Demarche } from './definition.ts'

type Contexte = Pick<ContexteSaisie, 'reponses' | 'maintenant' | 'territoires'> & { territoires: Territoires }

const champsDe = (etape: Etape): Champ[] => etape.champs.flatMap((c): Champ[] => (c.type === 'bloc' ? [c, ...c.champs] : [c]))
const duRegistre = (champ: Champ) => champ.type === 'parcelle' || (champ.type === 'point' && champ.registre)

/** Every answer of the fields of a step that the register of parcels can recognise, in their blocks too. */
function citees(etape: Etape, reponses: Readonly<Reponses>): { parcelles: ParcelleRepondue[]; points: PointRepondu[] } {
  const codes = new Set(champsDe(etape).filter(duRegistre).map((c) => c.code))
  const dedans = (r: Readonly<Reponses>): Reponses[string][] => Object.entries(r).flatMap(([code, reponse]) => (codes.has(code) ? [reponse] : Array.isArray(reponse) ? reponse.flatMap((e) => (typeof e === 'object' ? dedans(e as Reponses) : [])) : []))
  const toutes = dedans(reponses)
  return { parcelles: toutes.flatMap((r) => parcelleDe(r) ?? []), points: toutes.flatMap((r) => (parcelleDe(r) ? [] : (pointDe(r) ?? []))) }
}

/** A parcel without its commune lies in that of the office that takes the request. */
function communeDe(demarche: Demarche, parcelle: ParcelleRepondue, reponses: Readonly<Reponses>, territoires: Territoires): string | undefined {
  const lieu = parcelle.commune ?? territoireDuBureau(demarche, reponses, territoires)?.code
  return lieu && [lieu, ...territoires.ancetres(lieu).map((t) => t.code)].find((code) => territoires.trouver(code)?.niveau === 'commune')
}

const cleParcelle = (p: ParcelleRepondue) => JSON.stringify({ ...p, reference: null, verifie: false })
const clePoint = (p: PointRepondu) => `${p.latitude},${p.longitude}`

/**
 * What the register of parcels knows of the parcels and the points just typed in a step, looked up before it is read. A designation
 * that fits several parcels, or a point that several hold, is not recognised: somebody must look. Nobody's name comes out.
 */
export async function trouveursFonciers(db: Db, demarche: Demarche, etape: Etape, saisie: unknown, contexte: Contexte): Promise<Trouveurs> {
  if (!champsDe(etape).some(duRegistre)) return {}
  // Read once without the register, to know what was typed.
  const { reponses } = lireSaisie(demarche.formulaire, etape, saisie, contexte)
  const { parcelles, points } = citees(etape, reponses)
  const connues = new Map<string, { reference: string }>()
  for (const p of parcelles.slice(0, 20)) {
    const commune = communeDe(demarche, p, reponses, contexte.territoires)
    const trouvee = commune && (p.lot || p.el) ? await trouverParcelle(db, { commune, ...identiteDe(p) }) : undefined
    if (trouvee && trouvee !== 'plusieurs') connues.set(cleParcelle(p), { reference: trouvee.id })
  }
  for (const p of points.slice(0, 20)) {
    const { dedans } = await parcelleIci(db, { lat: p.latitude, lon: p.longitude })
    if (dedans.length === 1) connues.set(clePoint(p), { reference: dedans[0]!.id })
  }
  return { parcelles: (p) => connues.get(cleParcelle(p)), points: (p) => connues.get(clePoint(p)) }
}

/** Only the parts that were answered: a part left out is any. */
const identiteDe = ({ lotissement, tranche, lot, parcelle, el }: ParcelleRepondue) => Object.fromEntries(Object.entries({ lotissement, tranche, lot, parcelle, el }).filter(([, v]) => v !== undefined && v !== ''))

/** A piece of land named in the answers: its question, and its reference in the register when it is known there. */
export type Terrain = { libelle: string; reference: string | null }

/** The pieces of land that the answers of a form name, at the top of its steps. */
export function terrainsDe(demarche: Pick<Demarche, 'formulaire'>, reponses: Readonly<Reponses>): Terrain[] {
  return demarche.formulaire.etapes.flatMap((e) => e.champs).flatMap((champ): Terrain[] => {
    if (champ.type !== 'parcelle' && champ.type !== 'point') return []
    if (!duRegistre(champ)) return []
    const reponse = reponses[champ.code] ?? null
    const lue = champ.type === 'parcelle' ? parcelleDe(reponse) : pointDe(reponse)
    return lue ? [{ libelle: champ.libelle, reference: lue.reference ?? null }] : []
  })
}
