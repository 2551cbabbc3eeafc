import { sql } from '../db/index.ts'
import { empreinte } from '../identite/empreinte.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import type { Cadre, Passage } from './cadre.ts'
import { assurerNavigateur, personneDe } from './identifier.ts'

const VIE = '2 hours'

/** Keeps what was typed when the session had ended; returns the id to add to the page's address as `_garde`. */
export async function garderSaisie(cadre: Cadre, passage: Passage, chemin: string, saisie: Record<string, unknown>): Promise<string> {
  const id = uuidv7()
  const navigateur = empreinte(assurerNavigateur(cadre, passage))
  const gardee = Object.fromEntries(Object.entries(saisie).filter(([cle]) => !cle.startsWith('_')))
  await cadre.maison.base.ecrire(async (tx) => {
    await sql`delete from corridor.saisie_gardee where cree_le < now() - ${VIE}::interval`.execute(tx)
    await sql`insert into corridor.saisie_gardee (id, navigateur, personne, chemin, saisie, cree_le)
      values (${id}, ${navigateur}, ${passage.sessionFinie?.personne ?? 'visiteur'}, ${chemin}, ${JSON.stringify(gardee)}::jsonb, ${passage.maintenant})`.execute(tx)
  })
  return id
}

/** Gives back what was kept, to the same browser and the same person only. */
export async function reprendreSaisie(cadre: Cadre, passage: Passage): Promise<Record<string, unknown> | undefined> {
  const id = (passage.requete.query as Record<string, unknown> | undefined)?._garde
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id) || !passage.navigateur) return undefined
  const { rows } = await sql<{ saisie: Record<string, unknown> }>`
    select saisie from corridor.saisie_gardee where id = ${id}::uuid and navigateur = ${empreinte(passage.navigateur)}
      and personne in (${personneDe(passage.acteur)}, 'visiteur') and cree_le > now() - ${VIE}::interval`.execute(cadre.maison.base.lire)
  return rows[0]?.saisie
}
