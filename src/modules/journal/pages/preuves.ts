import { z } from 'zod'
import { reglagesJournal } from '../../../kernel/corridor/numeroter.ts'
import { lireTuile } from '../../../kernel/journal/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { ouvert, page } from '../../../kernel/module.ts'
import { Introuvable } from '../../../lib/erreurs.ts'

/** Read by witnesses of any site. */
const PARTAGE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

async function lire(maison: Maison, chemin: string): Promise<Buffer> {
  const octets = await lireTuile(reglagesJournal(maison).dossier, chemin)
  if (!octets) throw new Introuvable('Cette partie du journal n’est pas publiée')
  return octets
}

/** The signed head of the log (C2SP tlog-checkpoint). */
export const checkpoint = page({
  path: '/journal/checkpoint',
  may: ouvert,
  titre: 'Point de contrôle du journal',
  load: async ({ maison }) => lire(maison, 'checkpoint'),
  corps: (note) => ({ type: 'text/plain; charset=utf-8', corps: note, entetes: { ...PARTAGE, 'cache-control': 'no-cache' } }),
})

/** Tiles and entry bundles (C2SP tlog-tiles): what is published never changes. */
export const tuile = page({
  path: '/journal/tile/*',
  may: ouvert,
  titre: 'Tuile du journal',
  params: z.object({ '*': z.string().max(60) }),
  load: async ({ maison, params }) => lire(maison, `tile/${params['*']}`),
  corps: (octets) => ({ type: 'application/octet-stream', corps: octets, immuable: true, entetes: PARTAGE }),
})
