import { Refus } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import type { Acteur } from '../../../kernel/identite/acteur.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import { insertActe, listParNumeros, prochainNumero } from '../acte/acte.queries.ts'
import { insertEvenement } from '../acte/evenement.queries.ts'
import { regimeDe } from '../acte/horloge.ts'
import { nomActeur } from '../lecteur.ts'
import { findNature } from '../referentiel/referentiel.ts'
import type { Corps, Regles } from '../referentiel/schemas.ts'
import { jourDe } from './porte.ts'
import { direMoment } from './seance.ts'
import type { Point, Seance } from './seance.ts'

/** « 2026-DEL-0042 »: at most fifteen signs. Throws when the number is too large to be written so. */
export function numeroActe(annee: number, sigle: string, n: number): string {
  const numero = `${annee}-${sigle}-${String(n).padStart(4, '0')}`
  if (numero.length > 15) throw new Refus(`Le numéro ${numero} est trop long : la série ${sigle} de ${annee} est pleine`)
  return numero
}

/** The next number of a series that no act of the commune bears: one typed by hand, or received from another system, leaves no hole, since it is there. */
async function prendreNumero(tx: Tx, commune: string, sigle: string, annee: number): Promise<string> {
  for (let essai = 0; essai < 10_000; essai++) {
    const numero = numeroActe(annee, sigle, await prochainNumero(tx, commune, sigle, annee))
    if ((await listParNumeros(tx, commune, [numero])).length === 0) return numero
  }
  throw new Error(`Aucun numéro libre dans la série ${sigle} de ${annee} pour ${commune}`)
}

/** Who holds the post of mayor on that day; nothing when nobody does. */
export async function signataireDe(db: Db, commune: string, jour: string): Promise<{ signatairePoste: string | null; signataireNom: string; signataireQualite: string }> {
  for (const { nom, postes } of await listTenants(db, [commune], jour)) {
    const poste = postes.find((p) => p.role === 'maire')
    if (poste) return { signatairePoste: poste.posteId, signataireNom: nom, signataireQualite: poste.roleTitre }
  }
  return { signatairePoste: null, signataireNom: '', signataireQualite: '' }
}

/**
 * One act for each adopted point, in the caller's transaction: all are born, or none. Numbers are taken last and in the order of the
 * series, so that two sessions of one commune that close together wait for one another and never both.
 */
export async function faireNaitre(tx: Tx, seance: Seance, points: readonly Point[], listes: { regles: Regles; natures: Corps<'natures'> }, qui: { acteur: Acteur; maintenant: Date }): Promise<{ id: string; numero: string; point: Point }[]> {
  const dateActe = jourDe(seance)
  const annee = Number(dateActe.slice(0, 4))
  const regime = regimeDe(dateActe, listes.regles)
  if (!regime) throw new Refus('Aucun régime connu ne s’applique à la date de cette séance')
  const signataire = await signataireDe(tx, seance.commune, dateActe)
  const adoptes = points.filter((p) => p.vote === 'adopte').map((point) => {
    const nature = findNature(listes.natures, point.nature)
    if (!nature) throw new Refus(`La nature du point ${point.rang} n’est plus en vigueur : choisissez-en une autre`)
    return { point, sigle: nature.sigle, id: uuidv7(qui.maintenant.getTime()) }
  })
  const nes: { id: string; numero: string; point: Point }[] = []
  for (const { point, sigle, id } of adoptes.toSorted((a, b) => (a.sigle === b.sigle ? a.point.rang - b.point.rang : a.sigle < b.sigle ? -1 : 1))) {
    const numero = await prendreNumero(tx, seance.commune, sigle, annee)
    const { nature, matiere, objet } = point
    await insertActe(tx, {
      id, commune: seance.commune, etat: 'brouillon', regime: regime.code, seanceId: seance.id, pointId: point.id, numero, creePar: cleActeur(qui.acteur), maintenant: qui.maintenant,
      nature, matiere, objet, dateActe, montant: null, budget: null, exercice: null, ...signataire, mode: 'numerise',
    })
    await insertEvenement(tx, { acteId: id, genre: 'prepare', le: qui.maintenant, par: cleActeur(qui.acteur), parNom: nomActeur(qui.acteur, seance.commune), texte: `Adopté par le conseil, ${direMoment(seance.prevueLe)}, point ${point.rang}` })
    nes.push({ id, numero, point })
  }
  return nes
}
