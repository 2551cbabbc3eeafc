import type { Tx } from '../db/index.ts'
import { chargerModeles, remplir } from './modeles.ts'
import type { Modele } from './modeles.ts'
import { insertMessage } from './queries.ts'

const MODELES = chargerModeles()

/** Where somebody wants to be told. */
/** `aussi`: somebody else who is told the same (the person for whom another acts). */
export type Destinataire = { telephone?: string | null; courriel?: string | null; interne?: string; aussi?: Destinataire }
type Demande = { nom: 'notifications.envoyer'; donnees: { id: string }; cle: string }

/** The text of content/messages for a moment. Throws on a name that is not there. */
export function modeleMessage(nom: string): Modele {
  const modele = MODELES[nom]
  if (!modele) throw new Error(`Message inconnu : ${nom}`)
  return modele
}

/** A message in words: its subject, its text, and the shorter one of a telephone. */
export const rediger = (modele: Modele, valeurs: Readonly<Record<string, string>>): { sujet: string; texte: string; sms: string } => ({ sujet: remplir(modele.sujet, valeurs), texte: remplir(modele.texte, valeurs), sms: remplir(modele.sms ?? modele.texte, valeurs) })

/**
 * Writes a message in each of the person's channels, from a template of content/messages. `ecrit` is another wording of it. `cle` makes it unique for ever; `masquer` is a part of the text that only its receiver may read.
 * Returns the tasks that send them, for the action to hand to the corridor.
 */
export async function prevenir(
  tx: Tx,
  m: { modele: string; ecrit?: Modele; cle: string; a: Destinataire; valeurs: Readonly<Record<string, string>>; objet: string; lien?: string; secret?: boolean; masquer?: string; maintenant: Date },
): Promise<Demande[]> {
  const { sujet, texte: long, sms } = rediger(m.ecrit ?? modeleMessage(m.modele), m.valeurs)
  const canaux = [
    ['sms', m.a.telephone, sms],
    ['courriel', m.a.courriel, long],
    ['interne', m.a.interne, long],
  ] as const
  const demandes: Demande[] = []
  for (const [canal, destinataire, texte] of canaux) {
    if (!destinataire) continue
    const id = await insertMessage(tx, {
      cle: `${m.cle}:${canal}`,
      canal,
      destinataire,
      sujet,
      texte,
      objet: m.objet,
      maintenant: m.maintenant,
      ...(m.lien ? { lien: m.lien } : {}),
      ...(m.secret ? { secret: true } : {}),
      ...(m.masquer ? { masquer: m.masquer } : {}),
    })
    if (id && canal !== 'interne') demandes.push({ nom: 'notifications.envoyer', donnees: { id }, cle: id })
  }
  return m.a.aussi ? [...demandes, ...(await prevenir(tx, { ...m, cle: `${m.cle}:aussi`, a: m.a.aussi }))] : demandes
}
