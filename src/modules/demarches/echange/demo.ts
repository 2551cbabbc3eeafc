import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Cote } from './echange.ts'
import { insertMessage } from './echange.queries.ts'

const HEURE = 3_600_000
const FILS: readonly (readonly (readonly [Cote, string])[])[] = [
  [['titulaire', 'Bonjour, je voyage vendredi. Pourrez-vous me dire si le papier sera prêt avant ?']],
  [['titulaire', 'Ma mère ne peut pas se déplacer. Peut-on venir la voir à la maison ?'], ['bureau', 'Bonjour. Oui : un agent passe mardi matin. Gardez la pièce d’identité à portée de main.']],
  [['bureau', 'Bonjour. Votre dossier est complet, nous le traitons. Le bureau est fermé jeudi pour la fête locale.'], ['titulaire', 'Merci beaucoup.']],
  [['titulaire', 'J’ai changé de quartier depuis le dépôt : faut-il refaire la demande ?']],
]

/** A few threads on files that wait: some read, some not. */
export async function raconterEchanges(tx: Tx, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ id: string; bureau: string; titulaire: string | null; deposeLe: Date; qui: string }>`select distinct on (territoire, etat) id, bureau, titulaire, depose_le, coalesce((lecteurs)[1], '') as qui
    from demarches.dossier where station is not null and not interne and etat in ('depose', 'soumis', 'propose') order by territoire, etat, id`.execute(tx)
  for (const [rang, d] of rows.entries()) {
    const fil = FILS[rang % FILS.length]!
    for (const [i, [cote, texte]] of fil.entries()) {
      const le = new Date(Math.min(d.deposeLe.getTime() + (i + 1) * 5 * HEURE, maintenant.getTime() - (fil.length - i) * 60_000))
      const suivi = i < fil.length - 1
      const id = uuidv7(le.getTime())
      await insertMessage(tx, { id, dossierId: d.id, cote, par: cote === 'bureau' ? 'systeme:demonstration' : (d.titulaire ?? 'visiteur'), parNom: cote === 'bureau' ? d.bureau : 'Demandeur', qualite: cote === 'bureau' ? d.bureau : 'Demandeur', texte, fichiers: 0, le, prevenuLe: null })
      if (suivi) await sql`update demarches.message set lu_le = ${le}, lu_par = 'systeme:demonstration' where id = ${id}`.execute(tx)
    }
  }
}
