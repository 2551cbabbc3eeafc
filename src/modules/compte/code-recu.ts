import { CODE_FAUX, CODES_PAR_HEURE, lireCode } from '../../lib/code-recu.ts'
import { destinationDe, lireContact } from '../../lib/contact.ts'
import type { Contact } from '../../lib/contact.ts'
import { Saisie } from '../../lib/erreurs.ts'
import type { Base, Db } from '../../kernel/db/index.ts'
import { countCodes, essayerCode } from '../../kernel/identite/code.queries.ts'

/** The contact to which a code may be sent now. Throws `Saisie` when it cannot be read, or was sent five codes in an hour. */
export async function exigerContact(db: Db, tape: string, maintenant: Date): Promise<Contact> {
  const lu = lireContact(tape)
  if ('erreur' in lu) throw new Saisie({ contact: lu.erreur })
  if ((await countCodes(db, destinationDe(lu.contact), new Date(maintenant.getTime() - 3_600_000))) >= CODES_PAR_HEURE)
    throw new Saisie({ contact: 'Cinq codes ont déjà été envoyés. Attendez une heure, ou allez au guichet' })
  return lu.contact
}

/** The phone or address that a typed code proves. Throws `Saisie` on a wrong, old or used one; each try counts. */
export async function exigerPreuve(base: Base, id: string, tape: string, maintenant: Date): Promise<string> {
  const destination = await essayerCode(base, id, lireCode(tape), maintenant)
  if (!destination) throw new Saisie({ code: CODE_FAUX })
  return destination
}
