/** What the forms of the register overwrite, to tell what somebody else saved meanwhile. */
import { z } from 'zod'
import { heure } from '../../lib/francais.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { revisionDe, suivre } from '../../ui/index.ts'
import type { ChampSuivi } from '../../ui/index.ts'
import type { Detention } from './detention.ts'
import { listEvenements } from './evenement.queries.ts'
import { lireContour, versTexte } from './geometrie/lire-contour.ts'
import { direSurface } from './parcelle.ts'
import type { Parcelle } from './parcelle.ts'

/** What a form of the register says it was made from. */
export const champRevision = { _revision: z.string().max(1000).optional() }

function direContour(texte: string): string {
  if (texte.trim() === '') return ''
  const lu = lireContour(texte)
  return 'phrase' in lu ? 'un contour à corriger' : `${lu.contour.length} sommets, ${direSurface(lu.superficie)}`
}

/** A declared area as its field shows it. */
export const ecrireContenance = (p: Pick<Parcelle, 'contenance'> | undefined): string => (p?.contenance === null || p?.contenance === undefined ? '' : String(p.contenance).replace('.', ','))

/** The correction of a parcel, as its form shows it. */
export const suivreParcelle = (p: Parcelle, territoires: Territoires): ChampSuivi[] => [
  suivre('Lieu', 'territoire', p.territoire, (code) => territoires.trouver(code)?.nom ?? ''),
  suivre('Quartier ou village', 'quartier', p.quartier),
  suivre('Lotissement', 'lotissement', p.lotissement),
  suivre('Tranche', 'tranche', p.tranche),
  suivre('Lot', 'lot', p.lot),
  suivre('Parcelle', 'parcelle', p.parcelle),
  suivre('Numéro d’état des lieux (EL)', 'el', p.el),
  suivre('Contenance déclarée, en m²', 'contenance', ecrireContenance(p)),
  suivre('Titre ou attestation', 'titre', p.titre),
  suivre('Contour', 'contour', p.contour ? versTexte(p.contour) : '', direContour),
]

type Courante = Pick<Detention, 'id'> | undefined
const suivreDetenteur = (courante: Courante) => suivre('Détenteur', 'detenteur', courante?.id ?? '')
/** What a transfer starts from: who holds the parcel. */
export const revisionDetenteur = (courante: Courante): string => revisionDe([suivreDetenteur(courante)])
/** What a division starts from: the parcel as it is written, and who holds it. */
export const revisionMere = (p: Parcelle, courante: Courante, territoires: Territoires): string => revisionDe([...suivreParcelle(p, territoires), suivreDetenteur(courante)])

/** What changes what these forms show; a dispute or a paper does not. */
const CHANGENT: ReadonlySet<string> = new Set(['modifiee', 'completee', 'transferee', 'divisee', 'fusionnee'])

/** That a parcel changed, by whom and when. */
export async function direChangee(db: Db, parcelleId: string): Promise<string> {
  const dernier = (await listEvenements(db, parcelleId)).find((e) => CHANGENT.has(e.genre))
  return `Cette parcelle a changé pendant que vous écriviez${dernier ? ` (${dernier.parNom}, ${heure(dernier.le)})` : ''}`
}
