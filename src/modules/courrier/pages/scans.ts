import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findReference, reduireImage } from '../../../kernel/fichiers/index.ts'
import type { Reference } from '../../../kernel/fichiers/index.ts'
import { page, permission, un } from '../../../kernel/module.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { lireCourrier, sujetCourrier } from '../porte.ts'

const parScan = z.object({ id: z.uuid(), scan: z.uuid() })
type Lu = Pick<Lecture, 'acteur' | 'maison' | 'porteePour'> & { db: Db; params: z.infer<typeof parScan> }

/** The scan of a letter that this reader may read; withdrawn, or of a letter closed to him, it does not exist. */
async function scanDe(lu: Lu): Promise<Reference> {
  const courrier = await lireCourrier(lu)
  const reference = await findReference(lu.db, lu.params.scan)
  if (!courrier.lisible || !reference || reference.objet !== `courrier:${courrier.id}` || reference.retireLe) throw new Introuvable()
  return reference
}

// Both are asked for: the first of whoever reads, the second, in the loading, of a head who reads what is closed to the others.
const porte = { may: un(permission('courrier.lire'), permission('courrier.confidentiel')), params: parScan, sujet: sujetCourrier, consulte: (reference: Reference) => reference.objet } as const
const SEUL = { 'content-security-policy': "default-src 'none'; sandbox" }
/** Long side of a picture in the page, in pixels: a typed page is read, and weighs 80 to 200 KB. */
const COTE_APERCU = 1400

/** A scan reduced for the screen of an office on a slow line. */
export const apercu = page({
  ...porte,
  path: '/courrier/:id/scans/:scan/apercu.jpg',
  titre: 'Aperçu d’un scan',
  load: async (lu) => {
    const reference = await scanDe(lu)
    if (!reference.type.startsWith('image/')) throw new Introuvable()
    return reference
  },
  corps: async (reference, { maison }) => ({ type: 'image/jpeg', corps: await reduireImage(await maison.depot.lire(reference.sha256), COTE_APERCU), entetes: SEUL }),
})

/** A scan, as it was received. */
export const scan = page({
  ...porte,
  path: '/courrier/:id/scans/:scan',
  titre: 'Scan d’un courrier',
  load: scanDe,
  corps: (reference, { maison }) => ({ type: reference.type, nom: reference.nom, corps: maison.depot.flux(reference.sha256), entetes: { 'content-length': String(reference.taille), ...(reference.type === 'application/pdf' ? {} : SEUL) } }),
})
