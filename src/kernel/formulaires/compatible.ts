/** A draft whose form has changed: what of it still stands, and what must be looked at again. */
import { estQuestion } from './champ.ts'
import type { Champ, Definition } from './definition.ts'
import { sansSignature } from './fichier.ts'
import { estCompose, genreDe } from './genres.ts'
import { elementsDe, reponseDe } from './reponse.ts'
import type { Reponse, Reponses } from './reponse.ts'
import { parcourir } from './visible.ts'

/** A question of the new form to look at again; `raison` is a French sentence. */
export type ARevoir = { etape: string; champ: string; libelle: string; raison: string }

const NOUVELLE = 'Cette question est nouvelle'
const AUTRE = 'Cette question a changé, répondez de nouveau'
const OPTION = 'Votre réponse n’est plus proposée, choisissez-en une autre'
const REGLE = 'La règle de cette question a changé, vérifiez votre réponse'

/**
 * Answers kept where code and type match (and the chosen options still exist), pruned by the new form; and the visible
 * questions that are new, changed, or whose answer was lost. What has become wrong is told by `manques`.
 */
export function compatibles(ancienne: Definition, nouvelle: Definition, reponses: Readonly<Reponses>): { reponses: Reponses; revoir: ARevoir[] } {
  const anciens = new Map(ancienne.etapes.flatMap((e) => e.champs).map((c) => [c.code, c]))
  const revoir: ARevoir[] = []
  const gardees: Reponses = {}
  for (const etape of nouvelle.etapes)
    for (const champ of etape.champs) {
      const { reponse, raison } = reporter(anciens.get(champ.code), champ, reponseDe(reponses, champ.code))
      if (reponse !== null) gardees[champ.code] = reponse
      if (raison !== undefined && estQuestion(champ)) revoir.push({ etape: etape.code, champ: champ.code, libelle: champ.libelle, raison })
    }
  const parcours = parcourir(nouvelle, gardees)
  const visibles = new Set(parcours.etapes.flatMap((e) => e.champs).map((c) => c.code))
  return { reponses: parcours.reponses, revoir: revoir.filter((r) => visibles.has(r.champ)) }
}

function reporter(ancien: Champ | undefined, champ: Champ, reponse: Reponse): { reponse: Reponse; raison?: string } {
  if (!estQuestion(champ)) return { reponse: null }
  if (!ancien) return { reponse: null, raison: NOUVELLE }
  if (ancien.type !== champ.type) return { reponse: null, raison: AUTRE }
  if (reponse === null) return { reponse: null }
  if (champ.type === 'bloc' && ancien.type === 'bloc') return reporterBloc(ancien, champ, reponse)
  const restante = garderOptions(champ, reponse)
  if (JSON.stringify(restante) !== JSON.stringify(reponse)) return { reponse: restante, raison: OPTION }
  return regleDe(ancien) === regleDe(champ) ? { reponse } : { reponse, raison: REGLE }
}

function reporterBloc(ancien: Extract<Champ, { type: 'bloc' }>, bloc: Extract<Champ, { type: 'bloc' }>, reponse: Reponse): { reponse: Reponse; raison?: string } {
  const anciens = new Map(ancien.champs.map((c) => [c.code, c]))
  let raison = regleDe(ancien) === regleDe(bloc) ? undefined : REGLE
  const elements = elementsDe(reponse).slice(0, bloc.max).map((element) => {
    const garde: Reponses = {}
    for (const champ of bloc.champs) {
      const lu = reporter(anciens.get(champ.code), champ, reponseDe(element, champ.code))
      if (lu.reponse !== null) garde[champ.code] = lu.reponse
      raison ??= lu.raison === undefined ? undefined : REGLE
    }
    return garde
  })
  return { reponse: elements, ...(raison === undefined ? {} : { raison }) }
}

function garderOptions(champ: Champ, reponse: Reponse): Reponse {
  if (estCompose(champ)) return genreDe(champ).tenir?.(champ, reponse) ?? (genreDe(champ).tenir ? null : reponse)
  if (champ.type === 'choix') return champ.options.some((o) => o.valeur === reponse) ? reponse : null
  if (champ.type === 'signature') return sansSignature(reponse) && !champ.sans ? null : reponse
  if (champ.type !== 'choix_multiple' || !Array.isArray(reponse)) return reponse
  const restantes = (reponse as string[]).filter((v) => champ.options.some((o) => o.valeur === v))
  return restantes.length > 0 ? restantes : null
}

/** What makes an answer right or wrong, without the words around it. */
function regleDe(champ: Champ): string {
  const { libelle: _l, aide: _a, si: _s, manque: _m, ...regle } = champ as Record<string, unknown>
  for (const tenu of ['champs', 'table']) delete regle[tenu]
  if (Array.isArray(regle['options'])) delete regle['options']
  for (const mot of ['prefill', 'sensible', 'condition', 'ajouter', 'element', 'largeur', 'lignes', 'forme', 'oui', 'non', 'papiers', 'camera', 'autocomplete', 'vers', 'repere', 'debut', 'fin', 'presentation', 'operateurs', 'niveaux', 'sans', 'phraseSans', 'legende']) delete regle[mot]
  return JSON.stringify(Object.entries(regle).sort(([a], [b]) => (a < b ? -1 : 1)))
}
