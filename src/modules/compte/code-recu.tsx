import type { ComponentChildren } from 'preact'
import { Saisie } from '../../lib/erreurs.ts'
import type { Base, Db } from '../../kernel/db/index.ts'
import { countCodes, essayerCode } from '../../kernel/identite/code.queries.ts'
import { Actions, Bouton, Code, Formulaire } from '../../ui/index.ts'
import type { Vue } from '../../ui/index.ts'
import { destinationDe, lireContact } from '../../lib/contact.ts'
import type { Contact } from '../../lib/contact.ts'

/** Codes that one phone or address may be sent in an hour: SMS cost money. */
const CODES_PAR_HEURE = 5

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
  const code = tape.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) throw new Saisie({ code: 'Écrivez les six chiffres du code reçu' })
  const destination = await essayerCode(base, id, code, maintenant)
  if (!destination) throw new Saisie({ code: 'Ce code n’est pas le bon, ou il a plus de 10 minutes. Vérifiez-le, ou demandez-en un autre' })
  return destination
}

/** Where the code received is typed; `autre` is where another one is asked for. */
export function FormulaireCode({ vue, action, bouton, autre, children }: { vue: Vue; action: string; bouton: string; autre: string; children?: ComponentChildren }) {
  return (
    <>
      <Formulaire vue={vue} action={action}>
        {children}
        <Code vue={vue} nom="code" libelle="Code à six chiffres" />
        <Actions>
          <Bouton>{bouton}</Bouton>
          <a href={autre}>Je n’ai rien reçu</a>
        </Actions>
      </Formulaire>
      {vue.reglages.demonstration ? (
        <p class="champ petit">
          Démonstration : le code est dans les <a href="/demonstration#messages">messages envoyés</a>.
        </p>
      ) : null}
    </>
  )
}
