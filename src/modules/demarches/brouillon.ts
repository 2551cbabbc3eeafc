import { etapesVisibles, territoireDe } from '../../kernel/formulaires/index.ts'
import type { Etape, Reponses } from '../../kernel/formulaires/index.ts'
import type { Territoire, Territoires } from '../../kernel/territoire/index.ts'
import type { Demarche } from './definition.ts'
import type { Publiee } from './definition.queries.ts'

/** The step after this one, among those that the answers make visible; undefined at the end. */
export function etapeSuivante(demarche: Demarche, reponses: Reponses, code: string): Etape | undefined {
  const visibles = etapesVisibles(demarche.formulaire, reponses)
  return visibles[visibles.findIndex((etape) => etape.code === code) + 1]
}

/** The territory whose office takes the file: that of the routing answer, raised to the level the circuit asks for. */
export function territoireDuBureau(demarche: Demarche, reponses: Reponses, territoires: Territoires): Territoire | undefined {
  const { bureau } = demarche.circuit
  const code = bureau?.champ && territoireDe(reponses[bureau.champ] ?? null)
  const lieu = code ? territoires.trouver(code) : undefined
  if (!bureau || !lieu) return undefined
  return [lieu, ...territoires.ancetres(lieu.code)].find((territoire) => territoire.niveau === bureau.niveau)
}

/** Where a filed request goes: the office that the circuit fixes, or the one that its routing answer names; undefined where there is none. */
export function bureauDuCircuit(demarche: Demarche, reponses: Reponses, territoires: Territoires): { territoire: string; bureau: string } | undefined {
  const fixe = demarche.circuit.bureau?.fixe
  const lieu = fixe === undefined ? territoireDuBureau(demarche, reponses, territoires) : undefined
  const bureau = fixe === undefined ? lieu && territoires.bureaux(lieu.code)[0] : territoires.bureaux('BJ').find((b) => b.id === fixe)
  return bureau && { territoire: lieu?.code ?? bureau.territoire, bureau: bureau.nom }
}

/** The applicant's name, from the answers the circuit names. */
export function nomDemandeur(demarche: Demarche, reponses: Reponses): string {
  return demarche.circuit.demandeur.map((code) => reponses[code]).filter((mot): mot is string => typeof mot === 'string').join(' ').slice(0, 200)
}

const texte = (reponse: unknown): string | null => (typeof reponse === 'string' && reponse !== '' ? reponse : null)

/** Where the applicant wants to be told. */
export function contactDemandeur(demarche: Demarche, reponses: Reponses): { telephone: string | null; courriel: string | null } {
  const { telephone, courriel } = demarche.circuit
  return { telephone: telephone ? texte(reponses[telephone]) : null, courriel: courriel ? texte(reponses[courriel]) : null }
}

/** What a draft takes from the version it is carried to. */
export const versionDe = (demarche: Publiee) => ({ version: demarche.version, constatRequis: demarche.circuit.constat !== undefined })

/** Every text that somebody wrote in the answers, names of files left aside. */
export function textesDe(reponses: unknown): string[] {
  if (typeof reponses === 'string') return [reponses]
  if (typeof reponses !== 'object' || reponses === null || 'reference' in reponses) return []
  return Object.values(reponses).flatMap(textesDe)
}
