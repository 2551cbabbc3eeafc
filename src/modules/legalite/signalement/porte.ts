import { createHmac, randomBytes } from 'node:crypto'
import { codeCourt, lireCodeCourt } from '../../../kernel/documents/code-court.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { permission } from '../../../kernel/module.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import type { Maison } from '../../../kernel/maison.ts'
import type { Sujet } from '../../../kernel/module.ts'
import type { Signalement } from './signalement.ts'
import { findCommuneSignalement } from './signalement.queries.ts'

/** The prefecture that controls the acts of a commune reads what is told about them; the commune does not. */
export const mayTenir = permission('legalite.controler')

/** A report belongs to the commune it is about. */
export async function sujetSignalement({ db, params }: { db: Db; params: { id: string } }): Promise<Sujet | undefined> {
  const territoire = await findCommuneSignalement(db, params.id)
  return territoire === undefined ? undefined : { territoire }
}

/** A fresh follow code: ten signs, the last one a check. */
export const nouveauCode = (): string => codeCourt(randomBytes(9))

/** What is stored of a code: HMAC-SHA-256 under a key of the house. Undefined for what is not a code. */
export function empreinteDe(maison: Pick<Maison, 'cle'>, texte: string): Buffer | undefined {
  const code = lireCodeCourt(texte)
  return code === undefined ? undefined : createHmac('sha256', maison.cle('signalement')).update(code).digest()
}

/** Under which name the files and the messages of a report are kept. */
export const objetSignalement = (id: string): string => `signalement:${id}`
/** What the journal keeps: never a word of it, never who. */
export const journalSignalement = ({ id, commune }: Pick<Signalement, 'id' | 'commune'>, detail: { [cle: string]: string | number | boolean | null } = {}) => ({ objet: objetSignalement(id), territoire: commune, detail })

/** What is already known of a citizen who has signed in. */
export function connuDe(acteur: Acteur): { nom: string; contact: string; titulaire: string | null } {
  if (acteur.genre !== 'citoyen') return { nom: '', contact: '', titulaire: null }
  const cle = acteur.cles.find((c) => c.startsWith('telephone:')) ?? acteur.cles.find((c) => c.startsWith('courriel:'))
  return { nom: acteur.nom, contact: cle?.replace(/^(?:telephone|courriel):/, '') ?? '', titulaire: `citoyen:${acteur.id}` }
}
