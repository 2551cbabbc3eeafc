import { CODE_FAUX, CODES_PAR_HEURE, lireCode } from '../../lib/code-recu.ts'
import { canalDe } from '../../lib/contact.ts'
import { Refus, Saisie } from '../../lib/erreurs.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { countCodes, essayerCode, insertCode } from '../../kernel/identite/code.queries.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { prevenir } from '../../kernel/notifications/index.ts'

/** Refuses one code more than five an hour to the same phone or address. */
export async function exigerCodes(db: Db, destination: string, maintenant: Date, sinon: string): Promise<void> {
  if ((await countCodes(db, destination, new Date(maintenant.getTime() - 3_600_000))) >= CODES_PAR_HEURE) throw new Refus(`Cinq codes ont déjà été envoyés. Attendez une heure, ou ${sinon}`)
}

/** Sends a one-time code to the very phone or address that a link was made for: a forwarded link opens nothing by itself. Returns the code's id. */
export async function envoyerCode(tx: Tx, destination: string, modele: string, maintenant: Date): Promise<{ id: string; jobs: JobDemande[] }> {
  const { id, code } = await insertCode(tx, destination, maintenant)
  return { id, jobs: await prevenir(tx, { modele, cle: `code:${id}`, a: canalDe(destination), valeurs: { code }, objet: `code:${id}`, secret: true, maintenant }) }
}

/** The code received proves that this destination is held; one of another phone does not. Each try counts. Throws `Saisie` under « code ». */
export async function exigerCode(maison: Maison, { id, code }: { id: string; code: string }, destination: string, maintenant: Date): Promise<void> {
  const prouve = await essayerCode(maison.base, id, lireCode(code), maintenant)
  if (prouve !== destination) throw new Saisie({ code: CODE_FAUX })
}
