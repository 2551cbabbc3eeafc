import { z } from 'zod'
import { preparer } from '../../../kernel/documents/emettre.ts'
import { insertDocument, listDocuments } from '../../../kernel/documents/queries.ts'
import { job } from '../../../kernel/module.ts'
import { findActe, lockActeDe } from '../acte/acte.queries.ts'
import { sousLesquels } from '../acte/contexte.ts'
import { emissionAccuse, objetAccuse } from '../acte/papier.ts'
import { listPieces } from '../piece/piece.queries.ts'

/** Prints and seals the receipt of an act. Run twice, it prints once; a transmission taken back meanwhile has none. */
export const accuser = job({
  nom: 'legalite.accuser',
  titre: 'Accusés de réception des actes',
  schema: z.object({ id: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const acte = await findActe(db, donnees.id)
    if (!acte?.arNumero || acte.etat === 'annule') return
    const deja = (numero: string | null) => async (lu: typeof db) => (await listDocuments(lu, objetAccuse(donnees.id))).some((d) => d.numero === numero)
    if (await deja(acte.arNumero)(db)) return
    const [pieces, v] = await Promise.all([listPieces(db, acte.id), sousLesquels(db, maison, acte, maintenant)])
    const emis = await preparer(maison.atelier, emissionAccuse(maison, acte, pieces, v))
    await ecrire(async (tx) => {
      const ici = await lockActeDe(tx, acte.id)
      if (ici?.arNumero !== acte.arNumero || ici.etat === 'annule' || (await deja(acte.arNumero)(tx))) return {}
      const { id } = await insertDocument(tx, emis)
      return { journal: { objet: `document:${id}`, territoire: acte.commune, detail: { acte: acte.id, ar: acte.arNumero, sha256: emis.sha256 } } }
    })
  },
})
