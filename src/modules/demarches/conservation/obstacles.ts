import { dateLongue } from '../../../lib/francais.ts'
import { ajouter, ajouterJours, calendrierCourant, jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { listDettes } from '../../paiements/index.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Echeance } from './conservation.queries.ts'

type Juge = Pick<Echeance, 'id' | 'demarche' | 'version' | 'etat' | 'closLe' | 'geleMotif' | 'verifie'>

/**
 * Why files whose day has come are kept all the same: an agent holds one, money is owed, a refusal may still be contested, or nobody has confirmed
 * the rule. Files with nothing against them are not in the map.
 */
export async function obstacles(db: Db, files: readonly Juge[], jour: string): Promise<Map<string, string>> {
  const dettes = await listDettes(db, files.map((f) => `dossier:${f.id}`))
  const raisons = new Map<string, string>()
  for (const f of files) {
    const recours = f.etat === 'refuse' ? finRecours((await getDemarche(db, f.demarche, f.version)).fiche.recours.delai, f.closLe) : undefined
    const raison = f.geleMotif !== null ? `Retenu par un agent : ${f.geleMotif}` : dettes.has(`dossier:${f.id}`) ? 'Un paiement n’est pas fini' : recours && recours >= jour ? `Le refus peut être contesté jusqu’au ${dateLongue(midi(recours))}` : f.verifie ? undefined : 'Règle à confirmer : rien ne se fait seul'
    if (raison) raisons.set(f.id, raison)
  }
  return raisons
}

/** The last day when a refusal may be contested (YYYY-MM-DD). */
function finRecours(delai: { valeur: number; unite: 'jours' | 'mois' } | undefined, closLe: Date): string | undefined {
  if (!delai) return undefined
  const jour = jourLocal(closLe)
  return delai.unite === 'jours' ? ajouterJours(jour, delai.valeur) : ajouter(jour, { ...delai, report: false }, calendrierCourant())
}
