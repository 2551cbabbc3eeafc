import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { findDocument } from '../../../kernel/documents/queries.ts'
import type { Db } from '../../../kernel/db/index.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { findReference, reduireImage } from '../../../kernel/fichiers/index.ts'
import type { Reference } from '../../../kernel/fichiers/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { page } from '../../../kernel/module.ts'
import type { Corps } from '../../../kernel/module.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier } from '../dossier.queries.ts'
import { duBureau } from '../papiers.ts'
import { mayLireOuTenir, parId, sujetDossier } from '../porte.ts'
import { imprimerRecepisse, TITRE_RECEPISSE } from '../recepisse.ts'

const parFichier = z.object({ id: z.uuid(), fichier: z.uuid() })

async function papierDe({ db, params, acteur }: { db: Db; params: z.infer<typeof parFichier>; acteur: Acteur }) {
  const reference = await findReference(db, params.fichier)
  const cache = reference !== undefined && duBureau(reference.champ) && acteur.genre !== 'agent' && acteur.genre !== 'jeton'
  if (!reference || cache || reference.objet !== `dossier:${params.id}`) throw new Introuvable('Ce papier n’est plus dans le dossier')
  return reference
}

/** Long side of a picture in the agent's page, in pixels: an identity card is read, and weighs 60 to 150 KB. */
const COTE_APERCU = 1100

/** A picture of a file, reduced for the screen of an office on a slow line. */
export const apercu = page({
  path: '/dossiers/:id/fichiers/:fichier/apercu.jpg',
  may: mayLireOuTenir,
  titre: 'Aperçu d’un papier',
  params: parFichier,
  sujet: sujetDossier,
  load: async (lu) => {
    const reference = await papierDe(lu)
    if (!reference.type.startsWith('image/')) throw new Introuvable('Ce papier n’est pas une image')
    return reference
  },
  consulte: (reference) => reference.objet,
  corps: async (reference, { maison }) => ({ type: 'image/jpeg', corps: await reduireImage(await maison.depot.lire(reference.sha256), COTE_APERCU), entetes: { 'content-security-policy': "default-src 'none'; sandbox" } }),
})

/** The bytes of a paper, served alone, with no right to run anything. */
export const corpsPapier = (reference: Reference, { depot }: Pick<Maison, 'depot'>): Corps => ({
  type: reference.type,
  nom: reference.nom,
  corps: depot.flux(reference.sha256),
  entetes: { 'content-length': String(reference.taille), ...(reference.type === 'application/pdf' ? {} : { 'content-security-policy': "default-src 'none'; sandbox" }) },
})

/** A paper of a file. */
export const fichier = page({
  path: '/dossiers/:id/fichiers/:fichier',
  may: mayLireOuTenir,
  titre: 'Papier du dossier',
  params: parFichier,
  sujet: sujetDossier,
  load: papierDe,
  consulte: (reference) => reference.objet,
  corps: (reference, { maison }) => corpsPapier(reference, maison),
})

/** The issued document: the very bytes that were signed. */
export const documentPdf = page({
  path: '/dossiers/:id/document.pdf',
  may: mayLireOuTenir,
  titre: 'Document',
  params: parId,
  sujet: sujetDossier,
  load: async ({ db, params }) => {
    const dossier = await getDossier(db, params.id)
    const document = dossier.documentId ? await findDocument(db, dossier.documentId) : undefined
    if (!document) throw new Introuvable('Le document n’est pas encore prêt')
    return document
  },
  consulte: (document) => document.objet,
  corps: async (document, { maison }) => ({ type: 'application/pdf', nom: `${document.numero}.pdf`, corps: await maison.depot.lire(document.sha256) }),
})

/** The receipt, printed from the file each time it is asked for, around its seal once it has one (actions/recepisse.ts). */
export const recepissePdf = page({
  path: '/suivi/:id/recepisse.pdf',
  may: mayLireOuTenir,
  titre: TITRE_RECEPISSE,
  params: parId,
  sujet: sujetDossier,
  load: async (lu) => {
    const dossier = await getDossier(lu.db, lu.params.id)
    if (!dossier.deposeLe) throw new Introuvable('Le récépissé se fait au dépôt')
    return { dossier, demarche: await getDemarche(lu.db, dossier.demarche, dossier.version) }
  },
  consulte: ({ dossier }) => `dossier:${dossier.id}`,
  corps: async ({ dossier, demarche }, { maison, db }) => ({ type: 'application/pdf', nom: `recepisse-${dossier.numero}.pdf`, corps: await imprimerRecepisse(db, maison, dossier, demarche) }),
})

/** The same receipt from the office's screen, where the clerk prints it. */
export const recepisseBureau = { ...recepissePdf, path: '/dossiers/:id/recepisse.pdf' }
