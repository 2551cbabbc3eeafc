import { Refus } from '../../../lib/erreurs.ts'
import { dateLongue } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Acte } from '../acte/acte.ts'
import { exigerPassage } from '../acte/acte.ts'
import type { EnVigueur } from '../acte/contexte.ts'
import { insertMesure } from './mesure.queries.ts'
import type { GenreMesure, PointMesure } from './mesure.ts'

const jour = (j: string | null) => (j ? dateLongue(midi(j)) : '')

/** The first text of a letter, from its template and the notes of the grid. `{reponse}` stays: its day is known when it is signed. */
export function composer(genre: GenreMesure, acte: Acte, commune: string, points: readonly PointMesure[], motif: string, v: EnVigueur): string {
  const modele = v.lettres.lettres.find((l) => l.code === genre)
  if (!modele) throw new Refus(`Aucun modèle de lettre ne porte le code « ${genre} »`)
  const valeurs: Record<string, string> = {
    objet: `n° ${acte.numero} « ${acte.objet} »`, commune, recu: acte.recuLe ? dateLongue(acte.recuLe) : '', transmis: acte.recuLe ? dateLongue(acte.recuLe) : '', date: jour(acte.dateActe), motif,
    points: points.length > 0 ? points.map((p) => `– ${p.libelle} : ${p.texte || 'à éclaircir'}`).join('\n') : '– ',
  }
  return modele.texte.replace(/\{([a-z]+)\}/g, (tout, nom: string) => valeurs[nom] ?? tout)
}

/** Begins a letter about an act with what the grid says. The caller holds the row of the act. Returns the id of the letter. */
export async function preparerMesure(tx: Tx, o: { acte: Acte; commune: string; genre: GenreMesure; points: readonly PointMesure[]; v: EnVigueur; par: string; parNom: string; maintenant: Date }): Promise<string> {
  exigerPassage(o.acte, o.genre)
  const motif = o.genre === 'suspension' ? o.v.regles.suspension.motif : ''
  const id = uuidv7(o.maintenant.getTime())
  await insertMesure(tx, { id, acteId: o.acte.id, commune: o.acte.commune, genre: o.genre, motif, points: [...o.points], texte: composer(o.genre, o.acte, o.commune, o.points, motif || '{motif}', o.v), preparePar: o.par, prepareParNom: o.parNom, maintenant: o.maintenant })
  return id
}
