import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { lireMontant } from '../../../lib/nombre.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { estVide, lireJour } from '../../../kernel/formulaires/jour.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import { findPoste } from '../../../kernel/identite/affectation.queries.ts'
import { findRole } from '../../../kernel/identite/role.ts'
import { findMatiere, findNature } from '../referentiel/referentiel.ts'
import type { Corps } from '../referentiel/schemas.ts'
import type { LigneBudget } from './acte.ts'
import type { Brouillon } from './acte.queries.ts'

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')

/** What the form of an act sends; its date comes in three boxes. */
export const saisieActe = z.looseObject({
  nature: texte(30), matiere: texte(10), objet: texte(500), signataire: texte(40), montant: texte(30), exercice: texte(4), numero: texte(15).transform((n) => n.toUpperCase()),
  fonctionnementRecette: texte(30), fonctionnementDepense: texte(30), investissementRecette: texte(30), investissementDepense: texte(30),
  _revision: z.string().max(4000).optional(),
})
export type SaisieActe = z.infer<typeof saisieActe>

/** The four totals of a budget, and the field of each. */
export const TOTAUX = [
  { champ: 'fonctionnementRecette', libelle: 'Fonctionnement, recettes', section: 'fonctionnement', sens: 'recette' },
  { champ: 'fonctionnementDepense', libelle: 'Fonctionnement, dépenses', section: 'fonctionnement', sens: 'depense' },
  { champ: 'investissementRecette', libelle: 'Investissement, recettes', section: 'investissement', sens: 'recette' },
  { champ: 'investissementDepense', libelle: 'Investissement, dépenses', section: 'investissement', sens: 'depense' },
] as const

function lireFrancs(saisi: SaisieActe, champ: (typeof TOTAUX)[number]['champ'] | 'montant', fautes: Record<string, string>): number | null {
  if (saisi[champ] === '') return null
  const lu = lireMontant(saisi[champ])
  if (lu === undefined) fautes[champ] = 'Écrivez un montant en francs, par exemple 1 250 000'
  return lu ?? null
}

/** Who signs: the post, who held it on that day, and its role. Empty names where nobody held it. */
export async function signataireDe(db: Db, posteId: string, commune: string, jour: string): Promise<{ poste: string; nom: string; qualite: string; role: string } | undefined> {
  const poste = await findPoste(db, posteId)
  if (!poste || poste.territoire !== commune) return undefined
  const tenant = (await listTenants(db, [commune], jour, { partis: true })).find((t) => t.postes.some((p) => p.posteId === posteId))
  return { poste: poste.id, nom: tenant?.nom ?? '', qualite: findRole(poste.role)?.titre ?? poste.role, role: poste.role }
}

/** Reads the form of an act. What a draft may still lack (a subject, a signatory) is told before sending, not here. Throws `Saisie` with every fault. */
export async function lireBrouillon(db: Db, saisi: SaisieActe, lieu: { commune: string; jour: string; maintenant: Date; natures: Corps<'natures'>; matieres: Corps<'matieres'> }): Promise<Brouillon & { numero: string | null }> {
  const fautes: Record<string, string> = {}
  if (!findNature(lieu.natures, saisi.nature)) fautes.nature = 'Choisissez la nature dans la liste'
  if (saisi.matiere !== '' && !findMatiere(lieu.matieres, saisi.matiere)?.feuille) fautes.matiere = 'Choisissez la matière dans la liste'
  if (saisi.objet === '') fautes.objet = 'Écrivez de quoi parle cet acte'
  if (saisi.numero !== '' && !/^[A-Z0-9/_-]{1,15}$/.test(saisi.numero)) fautes.numero = 'Écrivez 15 signes au plus : lettres, chiffres, tirets, barres'
  const date = estVide(saisi, 'dateActe') ? undefined : lireJour(saisi, 'dateActe', lieu.maintenant)
  if (date && 'erreurs' in date) Object.assign(fautes, date.erreurs)
  const dateActe = date && 'jour' in date ? date.jour : null
  if (dateActe && dateActe > lieu.jour) fautes.dateActe = 'Ce jour n’est pas encore venu : écrivez celui de l’acte'
  const montant = lireFrancs(saisi, 'montant', fautes)
  const totaux = TOTAUX.map((t): LigneBudget | undefined => {
    const lu = lireFrancs(saisi, t.champ, fautes)
    return lu === null ? undefined : { section: t.section, sens: t.sens, montant: lu }
  })
  const budget = totaux.some(Boolean) ? totaux.flatMap((l) => l ?? []) : null
  if (saisi.exercice !== '' && !/^20\d\d$/.test(saisi.exercice)) fautes.exercice = 'Écrivez l’exercice en quatre chiffres, par exemple 2027'
  const signataire = z.uuid().safeParse(saisi.signataire).success ? await signataireDe(db, saisi.signataire, lieu.commune, dateActe ?? lieu.jour) : undefined
  if (saisi.signataire !== '' && !signataire) fautes.signataire = 'Choisissez le signataire dans la liste'
  if (Object.keys(fautes).length > 0) throw new Saisie(fautes)
  return {
    nature: saisi.nature, matiere: saisi.matiere || null, objet: saisi.objet, dateActe, montant, budget, exercice: saisi.exercice ? Number(saisi.exercice) : null, numero: saisi.numero || null,
    signatairePoste: signataire?.poste ?? null, signataireNom: signataire?.nom ?? '', signataireQualite: signataire?.qualite ?? '', mode: 'numerise',
  }
}
