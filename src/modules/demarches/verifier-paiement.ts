import { noms } from '../../kernel/formulaires/cel.ts'
import { creerEnvironnement } from '../../kernel/formulaires/expression.ts'
import { verifierExpression } from '../../kernel/formulaires/index.ts'
import type { StationDe } from './circuit.ts'
import type { Demarche } from './definition.ts'

/** Faults of a station that asks for money: an amount nobody has confirmed, a formula that may give none. */
export function verifierPaiement(demarche: Demarche, s: StationDe<'paiement'>): string[] {
  const ou = `circuit.stations.${s.code}`
  const fautes: string[] = []
  if (demarche.pour === 'agents') fautes.push(`${ou} : une demande d’agent ne se paie pas`)
  if (!s.verifie && !s.demande) fautes.push(`${ou} : personne n’a confirmé ce montant. Confirmez-le avec sa source (verifie), ou dites qu’il est demandé quand même (demande: true) : le citoyen lira « montant à confirmer »`)
  if (new Set(s.moyens).size !== s.moyens.length) fautes.push(`${ou}.moyens : un moyen est écrit deux fois`)
  const exemption = s.exempte && verifierExpression(demarche.formulaire, s.exempte, 'bool')
  if (exemption) fautes.push(`${ou}.exempte : ${exemption}`)
  return typeof s.montant === 'number' ? fautes : [...fautes, ...verifierFormule(demarche, s.montant.formule, `${ou}.montant`)]
}

/** A formula gives whole FCFA for every file: an answer that may be missing is compared with null. */
function verifierFormule(demarche: Demarche, formule: string, ou: string): string[] {
  const faute = verifierExpression(demarche.formulaire, formule, 'int')
  if (faute) return [`${ou} : ${faute}`]
  const sures = new Set(demarche.formulaire.etapes.filter((e) => e.condition === undefined).flatMap((e) => e.champs).flatMap((c) => (estSur(c) ? [c.code] : [])))
  const lus = noms(creerEnvironnement({ dynamique: true }), formule).noms
  const manquants = lus.filter((nom) => !sures.has(nom) && !new RegExp(`\\b${nom}\\s*[!=]=\\s*null|null\\s*[!=]=\\s*${nom}\\b`).test(formule))
  return manquants.map((nom) => `${ou} : la réponse « ${nom} » peut manquer. Dites le montant dans ce cas, par exemple ${nom} == null ? 0 : …`)
}

const LISTES: readonly string[] = ['bloc', 'choix_multiple', 'fichier', 'photo']
// A missing list is an empty one: it always has a size.
const estSur = (champ: { type: string; condition?: string | undefined; requis?: boolean | undefined }): boolean => LISTES.includes(champ.type) || (champ.condition === undefined && champ.requis !== false && champ.type !== 'calcule')
