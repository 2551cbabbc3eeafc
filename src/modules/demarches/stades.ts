import { dateSimple } from '../../lib/francais.ts'
import type { Noeud } from '../../ui/index.ts'
import { stationsDe } from './circuit.ts'
import type { Station } from './circuit.ts'
import type { Demarche } from './definition.ts'
import { enCours } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import type { Evenement } from './evenement.queries.ts'
import type { Visa } from './visa.queries.ts'

type Suivi = { dossier: Dossier; demarche: Demarche; evenements: readonly Evenement[]; visas: readonly Visa[] }

/** The path of a file, for the drawing of its circuit: where it has been, where it is, what may come. */
export function stades({ dossier, demarche, evenements, visas }: Suivi): Noeud[] {
  const jour = (genre: string): string[] => evenements.filter((e) => e.genre === genre).slice(-1).map((e) => dateSimple(e.le))
  const stations = stationsDe(demarche, dossier.reponses)
  const ici = dossier.station === null ? stations.length : stations.findIndex((s) => s.code === dossier.station)
  const passes = stations.flatMap((s, rang) => noeudDe(s, rang < ici ? 'fait' : rang === ici ? 'ici' : 'futur', visas, jour))
  const signature = passes.length - 1
  const complement = evenements.some((e) => e.genre === 'complement') ? { boucle: 'Complément demandé' } : {}
  const verification = passes.findIndex((_, rang) => stations[rang]?.genre === 'instruction')
  if (verification >= 0) passes[verification] = { ...passes[verification]!, ...complement }
  const vie: Noeud[] = dossier.constatRequis ? [{ titre: 'Constat de vie', details: jour('constat'), etat: dossier.constatId ? 'fait' : 'futur' }] : []
  const depot: Noeud = { titre: 'Dépôt', details: jour('depose'), etat: 'fait' }
  if (dossier.etat === 'refuse' || dossier.etat === 'retire') return [depot, ...passes.slice(0, signature).filter((n) => n.etat === 'fait'), { titre: dossier.etat === 'retire' ? 'Retiré' : 'Refusé', details: jour(dossier.etat), etat: 'refus' }]
  const remise: Noeud[] = demarche.document ? [{ titre: 'Remise', details: jour('delivre'), etat: enCours(dossier) ? 'futur' : dossier.etat === 'signe' ? 'ici' : 'fait' }] : []
  return [depot, ...passes.slice(0, signature), ...vie, ...passes.slice(signature), ...remise]
}

/** One station; none when the file went past it without stopping, as a refusal does. */
function noeudDe(station: Station, etat: 'fait' | 'ici' | 'futur', visas: readonly Visa[], jour: (genre: string) => string[]): Noeud[] {
  if (station.genre === 'signature') return [{ titre: station.titre, details: [...jour('signe'), ...jour('accorde')].slice(-1), etat }]
  if (station.genre === 'instruction') return [{ titre: station.titre, details: etat === 'fait' ? jour('propose') : [], etat }]
  const siens = visas.filter((v) => v.station === station.code)
  const tour = Math.max(0, ...siens.map((v) => v.tour))
  if (etat === 'fait' && siens.length === 0) return []
  const lignes = etat === 'futur' ? [] : siens.filter((v) => v.tour === tour && v.closLe === null).map((v) => `${v.titre} : ${v.avis === null ? 'attendu' : v.avis === 'favorable' ? 'favorable' : 'défavorable'}`)
  return [{ titre: station.titre, details: lignes, etat }]
}
