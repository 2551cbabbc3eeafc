import { preparer } from '../../../kernel/documents/emettre.ts'
import { insertDocument } from '../../../kernel/documents/queries.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { findActe } from '../acte/acte.queries.ts'
import { nomPrefecture } from '../acte/papier.ts'
import { departementDe } from '../lecteur.ts'
import { findMesure, updateMesure } from '../mesure/mesure.queries.ts'
import { emissionMesure } from '../mesure/papier.ts'

/** Printed at once: as many as the composers. */
const ENSEMBLE = 2

/**
 * Prints and seals signed letters, dated of the day they were signed: who tries the platform opens them, and the bundle of a referral. All those about acts of `communes`;
 * of `voisines`, those still open and those of acts that went to the judge (a letter takes some 30 ms of a start).
 */
export async function imprimerLettres(tx: Tx, maison: Maison, { communes, voisines }: { communes: readonly string[]; voisines: readonly string[] }, par: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from legalite.mesure m where signe_le is not null and document_id is null and (commune = any(${[...communes]}::text[])
    or (commune = any(${[...voisines]}::text[]) and (etat <> 'close' or exists (select from legalite.mesure d where d.acte_id = m.acte_id and d.genre = 'defere')))) order by signe_le, id`.execute(tx)
  const imprimer = async (id: string) => {
    const mesure = (await findMesure(tx, id))!
    const acte = (await findActe(tx, mesure.acteId))!
    const signataire = { nom: mesure.signeParNom!, qualite: mesure.signeQualite!, bureau: nomPrefecture(maison, departementDe(maison.territoires, acte.commune)) }
    const emis = await preparer(maison.atelier, emissionMesure(maison, acte, mesure, { numero: mesure.numero!, signataire, repondreAvant: mesure.repondreAvant, le: mesure.signeLe!, par }))
    return { id, emis }
  }
  for (let n = 0; n < rows.length; n += ENSEMBLE) {
    for (const { id, emis } of await Promise.all(rows.slice(n, n + ENSEMBLE).map((r) => imprimer(r.id)))) {
      await insertDocument(tx, emis)
      await updateMesure(tx, id, { documentId: emis.id })
    }
  }
}
