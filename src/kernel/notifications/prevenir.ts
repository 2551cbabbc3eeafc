import type { Tx } from '../db/index.ts'
import { chargerModeles, remplir } from './modeles.ts'
import { insertMessage } from './queries.ts'

const MODELES = chargerModeles()

/** Where somebody wants to be told. */
/** `aussi`: somebody else who is told the same (the person for whom another acts). */
export type Destinataire = { telephone?: string | null; courriel?: string | null; interne?: string; aussi?: Destinataire }
type Demande = { nom: 'notifications.envoyer'; donnees: { id: string }; cle: string }

/**
 * Writes a message in each of the person's channels, from a template of content/messages. `cle` makes it unique for ever; `masquer` is a part of the text that only its receiver may read.
 * Returns the tasks that send them, for the action to hand to the corridor.
 */
export async function prevenir(
  tx: Tx,
  m: { modele: string; cle: string; a: Destinataire; valeurs: Readonly<Record<string, string>>; objet: string; lien?: string; secret?: boolean; masquer?: string; maintenant: Date },
): Promise<Demande[]> {
  const modele = MODELES[m.modele]
  if (!modele) throw new Error(`Message inconnu : ${m.modele}`)
  const canaux = [
    ['sms', m.a.telephone, modele.sms ?? modele.texte],
    ['courriel', m.a.courriel, modele.texte],
    ['interne', m.a.interne, modele.texte],
  ] as const
  const demandes: Demande[] = []
  for (const [canal, destinataire, texte] of canaux) {
    if (!destinataire) continue
    const id = await insertMessage(tx, {
      cle: `${m.cle}:${canal}`,
      canal,
      destinataire,
      sujet: remplir(modele.sujet, m.valeurs),
      texte: remplir(texte, m.valeurs),
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
