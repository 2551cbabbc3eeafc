import { sansAccents } from '../../../lib/francais.ts'
import type { Issue } from '../acte/acte.ts'
import { regimeDe } from '../acte/horloge.ts'
import { findMatiere, findNature } from '../referentiel/referentiel.ts'
import type { Corps, Regles } from '../referentiel/schemas.ts'

/** What the tutelle decided of an act, under the old regime. */
export const ISSUES_ANCIENNES = [
  { valeur: 'ancien-approuve', libelle: 'Approuvé par la tutelle', mots: ['approuve', 'approuvee', 'approbation'] },
  { valeur: 'ancien-annule', libelle: 'Annulé par la tutelle', mots: ['annule', 'annulee', 'annulation'] },
  { valeur: 'ancien-autre', libelle: 'Reçu par la tutelle, sans décision connue', mots: ['recu', 'autre', 'reception'] },
] as const satisfies readonly { valeur: Issue; libelle: string; mots: readonly string[] }[]
type IssueAncienne = (typeof ISSUES_ANCIENNES)[number]['valeur']

/** What is written of an old act, before it is judged. `dateActe`: YYYY-MM-DD, or empty. */
export type ArchiveSaisie = { commune: string; numero: string; nature: string; matiere: string; objet: string; dateActe: string; issue: string }
export type Archive = { commune: string; numero: string | null; nature: string; matiere: string | null; objet: string; dateActe: string; issue: IssueAncienne; regime: string }
export type Listes = { regles: Regles; natures: Corps<'natures'>; matieres: Corps<'matieres'>; /** Those for which this person files. */ communes: readonly string[] }

/** Why an act of that day is not filed here; otherwise its regime. */
function regimeAncien(dateActe: string, regles: Regles): { regime: string } | { faute: string } {
  const regime = regimeDe(dateActe, regles)
  if (!regime) return { faute: 'Aucun régime connu ne valait ce jour-là : vérifiez la date' }
  return regime.controle ? { faute: `Cet acte relève du régime en vigueur (${regime.libelle}) : préparez-le et transmettez-le` } : { regime: regime.code }
}

/** Judges an old act: what is kept of it, or a sentence beside each field that is wrong. Pure. */
export function lireArchive(saisi: ArchiveSaisie, listes: Listes): { archive: Archive } | { fautes: Record<string, string> } {
  const fautes: Record<string, string> = {}
  const numero = saisi.numero.trim().toUpperCase()
  if (!listes.communes.includes(saisi.commune)) fautes['commune'] = 'Choisissez une commune de votre territoire'
  if (!findNature(listes.natures, saisi.nature)) fautes['nature'] = 'Choisissez la nature dans la liste'
  if (saisi.matiere !== '' && !findMatiere(listes.matieres, saisi.matiere)?.feuille) fautes['matiere'] = 'Choisissez la matière dans la liste'
  if (numero !== '' && !/^[A-Z0-9/_-]{1,15}$/.test(numero)) fautes['numero'] = 'Écrivez 15 signes au plus : lettres, chiffres, tirets, barres'
  if (saisi.objet.trim() === '') fautes['objet'] = 'Écrivez de quoi parle cet acte'
  else if (saisi.objet.length > 500) fautes['objet'] = 'Dites-le en 500 signes au plus'
  const issue = ISSUES_ANCIENNES.find((i) => i.valeur === saisi.issue)
  if (!issue) fautes['issue'] = 'Dites ce que la tutelle a décidé'
  const lu = saisi.dateActe === '' ? { faute: 'Écrivez la date de l’acte' } : regimeAncien(saisi.dateActe, listes.regles)
  if ('faute' in lu) fautes['dateActe'] = lu.faute
  if (Object.keys(fautes).length > 0 || !issue || 'faute' in lu) return { fautes }
  return { archive: { commune: saisi.commune, numero: numero || null, nature: saisi.nature, matiere: saisi.matiere || null, objet: saisi.objet.trim(), dateActe: saisi.dateActe, issue: issue.valeur, regime: lu.regime } }
}

const deux = (n: string) => n.padStart(2, '0')
/** A day as a spreadsheet writes it: 2015-04-03, 3/4/2015. Empty when it is no day. */
export function lireJourEcrit(texte: string): string {
  const [, a, m, j] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(texte.trim()) ?? []
  const [, j2, m2, a2] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(texte.trim()) ?? []
  const [annee, mois, jour] = a ? [a, m!, j!] : a2 ? [a2, m2!, j2!] : ['', '', '']
  if (annee === '') return ''
  const ecrit = `${annee}-${deux(mois)}-${deux(jour)}`
  const date = new Date(`${ecrit}T12:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === ecrit ? ecrit : ''
}

type Ligne = { commune: string; numero: string; nature: string; matiere: string; objet: string; date: string; issue: string }
/** A line of a file in the words of its list: names or codes of communes and natures, « approuvé », a day. */
export function versSaisie(l: Ligne, listes: Pick<Listes, 'natures'>, communes: readonly { code: string; nom: string }[]): ArchiveSaisie {
  const net = (t: string) => sansAccents(t.trim())
  const commune = communes.find((c) => c.code === l.commune.trim() || sansAccents(c.nom) === net(l.commune))?.code ?? ''
  const nature = listes.natures.natures.find((n) => n.code === l.nature.trim() || sansAccents(n.libelle) === net(l.nature) || n.sigle === l.nature.trim().toUpperCase())?.code ?? ''
  const issue = ISSUES_ANCIENNES.find((i) => i.valeur === l.issue.trim() || (i.mots as readonly string[]).includes(net(l.issue)))?.valeur ?? ''
  return { commune, nature, issue, numero: l.numero, matiere: l.matiere.trim(), objet: l.objet, dateActe: lireJourEcrit(l.date) }
}
