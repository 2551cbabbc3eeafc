import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { preparer } from '../../../kernel/documents/emettre.ts'
import { insertDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { action } from '../../../kernel/module.ts'
import { getDemarche } from '../definition.queries.ts'
import { getDossier, lockDossier } from '../dossier.queries.ts'
import { estEssai } from '../essai/essai.ts'
import { mayLireOuTenir, parId, sujetDossier } from '../porte.ts'
import { emissionRecepisse, objetRecepisse } from '../recepisse.ts'

/** Seals the receipt the first time it is asked for, so that a filing does not wait for it; then shows it. */
export const scellerRecepisse = action({
  nom: 'demarches.sceller-recepisse',
  path: '/suivi/:id/recepisse',
  may: mayLireOuTenir,
  titre: 'Obtenir le récépissé',
  params: parId,
  sujet: sujetDossier,
  limite: 30,
  input: z.object({}),
  preparer: async ({ db, params, maison, maintenant }) => {
    const dossier = await getDossier(db, params.id)
    if (!dossier.deposeLe) throw new Refus('Le récépissé se fait au dépôt')
    if (estEssai(dossier) || (await listDocuments(db, objetRecepisse(dossier.id))).length > 0) return undefined
    return preparer(maison.atelier, await emissionRecepisse(db, maison, dossier, await getDemarche(db, dossier.demarche, dossier.version), maintenant))
  },
  run: async ({ tx, params, prepare: emis, acteur }) => {
    const vers = `/${acteur.genre === 'agent' ? 'dossiers' : 'suivi'}/${params.id}/recepisse.pdf`
    const dossier = await lockDossier(tx, params.id)
    // Asked twice at once: the first seal stands, the second one's bytes are collected.
    if (!emis || (await listDocuments(tx, objetRecepisse(dossier.id))).length > 0) return { vers }
    const { id } = await insertDocument(tx, emis)
    return { vers, journal: { objet: `document:${id}`, territoire: dossier.territoire, detail: { dossier: dossier.id, sha256: emis.sha256 } } }
  },
})
