import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { confirmerPourDemonstration } from '../../../kernel/confirmer.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { existeGenre, insertVersion } from './referentiel.queries.ts'
import { GENRES, SCHEMAS } from './schemas.ts'
import type { Corps, Genre } from './schemas.ts'

const DOSSIER = join(import.meta.dirname, '../../../../content/legalite')
/** The country's rules are said from this day on: the law of 2021 came into force then. */
const PREMIER_JOUR = '2022-02-20'

/** A list as content/legalite writes it. Throws when a field is missing or unknown. */
export function lireContenu<G extends Genre>(genre: G, options: { demonstration?: boolean } = {}): Corps<G> {
  const brut: unknown = parse(readFileSync(join(DOSSIER, `${genre}.yaml`), 'utf8'))
  return SCHEMAS[genre].parse(genre === 'regles' && options.demonstration ? confirmerPourDemonstration('legalite', brut) : brut) as Corps<G>
}

/** Brings the lists of content/legalite in, once: what was published on the screen since is never overwritten. */
export async function semerReferentiels(tx: Tx, maintenant: Date, options: { demonstration?: boolean } = {}): Promise<void> {
  for (const genre of GENRES) {
    if (await existeGenre(tx, genre)) continue
    await insertVersion(tx, { genre, du: PREMIER_JOUR, corps: lireContenu(genre, options), note: 'Première version, livrée avec la plateforme', par: 'systeme:legalite.semer', parNom: 'Iroko', maintenant })
  }
}
