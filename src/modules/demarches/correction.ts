import { estQuestion, findChamp, manques, resumer, texteReponse } from '../../kernel/formulaires/index.ts'
import type { Champ, Definition, Etape, Reponses } from '../../kernel/formulaires/index.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Demarche } from './definition.ts'

/** What the office asked to correct (codes of fields), the answers as they are being corrected, and what was typed and not read yet. */
export type Correction = { champs: string[]; reponses: Reponses; saisie: Record<string, string | string[]> }

/** The questions an agent may send back: those that were asked, save the one that chose the office, which would change hands. */
export function champsCorrigibles(demarche: Demarche, reponses: Reponses, territoires: Territoires): { code: string; libelle: string; groupe: string }[] {
  const fixes = new Set([demarche.circuit.bureau?.champ])
  return resumer(demarche.formulaire, reponses, territoires).flatMap((etape) => {
    const champs = demarche.formulaire.etapes.find((e) => e.code === etape.etape)?.champs ?? []
    return champs.filter((c) => estQuestion(c) && !fixes.has(c.code) && etape.lignes.some((l) => l.champ === c.code || l.champ.startsWith(`${c.code}.`))).map((c) => ({ code: c.code, libelle: 'libelle' in c ? c.libelle : c.code, groupe: etape.titre }))
  })
}

/** One page with the questions to correct. They were asked already: their conditions are met, and no longer depend on the page. */
export function etapeCorrection(def: Definition, champs: readonly string[]): Etape {
  const voulus = champs.flatMap((code) => findChamp(def, code) ?? [])
  return { code: '_correction', titre: 'Corriger', champs: voulus.map(sansCondition) }
}

function sansCondition(champ: Champ): Champ {
  const { condition: _c, si: _s, ...reste } = champ
  return reste as Champ
}

/** Questions that the corrections make necessary, not asked yet: a tenant who says he is lodged must say by whom. */
export const autresQuestions = (def: Definition, correction: Pick<Correction, 'champs' | 'reponses'>, contexte: { maintenant: Date; territoires: Territoires }): string[] =>
  [...new Set(manques(def, correction.reponses, contexte).map((m) => m.champ.split('.', 1)[0]!))].filter((code) => !correction.champs.includes(code))

export type Changee = { libelle: string; avant: string; apres: string }

/** What the corrections changed, in words. */
export function changees(def: Definition, avant: Reponses, apres: Reponses, territoires: Territoires): Changee[] {
  const dire = (champ: Champ, reponses: Reponses) => (reponses[champ.code] === undefined || reponses[champ.code] === null ? 'rien' : texteReponse(champ, reponses[champ.code]!, territoires))
  return def.etapes
    .flatMap((e) => e.champs)
    .filter((c) => estQuestion(c) && JSON.stringify(avant[c.code] ?? null) !== JSON.stringify(apres[c.code] ?? null))
    .map((c) => ({ libelle: 'libelle' in c ? c.libelle : c.code, avant: dire(c, avant), apres: dire(c, apres) }))
}
