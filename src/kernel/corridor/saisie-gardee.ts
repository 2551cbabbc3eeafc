import { sql } from '../db/index.ts'
import { empreinte } from '../identite/empreinte.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import type { FichierRecu } from '../module.ts'
import type { Cadre, Passage } from './cadre.ts'
import { assurerNavigateur, cookie, personneDe, poserCookie } from './identifier.ts'

const VIE = '2 hours'
const VIE_SECONDES = 7200
const TEMOIN = 'iroko_g'
/** Never kept in clear, even for two hours. What the form was made from is no secret: without it, the form given back would write over what was saved meanwhile. */
const SECRETS = /^_(?!revision$)|passe|secret|^code$/i

const sansRequete = (chemin: string) => chemin.split('?', 1)[0]!

export type Gardee = { saisie: Record<string, unknown>; fichiers: FichierRecu[] }

/**
 * Keeps what was typed, and the files that came with it, when the session had ended or the form must be corrected. A cookie
 * remembers it, so that the form comes back as it was by whatever way its author opens it again (an account, or a tracking
 * code). Returns the id, also given as `_garde`.
 */
export async function garderSaisie(cadre: Cadre, passage: Passage, chemin: string, { saisie, fichiers }: Gardee): Promise<string> {
  const id = uuidv7()
  const navigateur = empreinte(assurerNavigateur(cadre, passage))
  const gardee = Object.fromEntries(Object.entries(saisie).filter(([cle]) => !SECRETS.test(cle)))
  // A visitor is nobody in particular: his pages are opened by what he holds, and judged before this is given back.
  const finie = passage.sessionFinie?.personne
  const present = passage.acteur.genre === 'visiteur' ? 'visiteur' : personneDe(passage.acteur)
  const personne = finie && !finie.startsWith('visiteur') ? finie : present
  await cadre.maison.base.ecrire(async (tx) => {
    await sql`delete from corridor.saisie_gardee where cree_le < ${passage.maintenant}::timestamptz - ${VIE}::interval`.execute(tx)
    await sql`insert into corridor.saisie_gardee (id, navigateur, personne, chemin, saisie, fichiers, cree_le)
      values (${id}, ${navigateur}, ${personne}, ${chemin}, ${JSON.stringify(gardee)}::jsonb, ${JSON.stringify(fichiers)}::jsonb, ${passage.maintenant})`.execute(tx)
  })
  poserCookie(cadre, passage.reponse, TEMOIN, id, VIE_SECONDES)
  return id
}

const estId = (texte: unknown): texte is string => typeof texte === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(texte)

/** Gives back what was kept, to the same browser and the same person only, on the page it was typed on (`chemin`, this page by default). */
export async function reprendreSaisie(cadre: Cadre, passage: Passage, chemin = passage.requete.url): Promise<Gardee | undefined> {
  const nomme = (passage.requete.query as Record<string, unknown> | undefined)?._garde
  const id = estId(nomme) ? nomme : cookie(passage.requete, TEMOIN)
  if (!estId(id) || !passage.navigateur) return undefined
  const { rows } = await sql<Gardee & { chemin: string }>`
    select saisie, fichiers, chemin from corridor.saisie_gardee where id = ${id}::uuid and navigateur = ${empreinte(passage.navigateur)}
      and personne in (${personneDe(passage.acteur)}, 'visiteur') and cree_le > ${passage.maintenant}::timestamptz - ${VIE}::interval`.execute(cadre.maison.base.lire)
  return rows[0] && sansRequete(rows[0].chemin) === sansRequete(chemin) ? rows[0] : undefined
}

/** Forgets what was kept once the same form has been sent for good. Costs nothing to whoever has nothing kept. */
export async function oublierSaisie(cadre: Cadre, passage: Passage, chemin: string): Promise<void> {
  const id = cookie(passage.requete, TEMOIN)
  if (!estId(id) || !passage.navigateur) return
  const navigateur = empreinte(passage.navigateur)
  const fait = await cadre.maison.base.ecrire((tx) =>
    sql`delete from corridor.saisie_gardee where id = ${id}::uuid and navigateur = ${navigateur} and split_part(chemin, '?', 1) = ${sansRequete(chemin)}`.execute(tx),
  )
  if ((fait.numAffectedRows ?? 0n) > 0n) poserCookie(cadre, passage.reponse, TEMOIN, '', 0)
}
