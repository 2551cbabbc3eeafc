import { dateSimple, fcfa } from '../../lib/francais.ts'
import { midi } from '../../kernel/calendrier/jour.ts'
import type { Noeud } from '../../ui/index.ts'
import type { Accord } from './accord.ts'
import { stationsDe } from './circuit.ts'
import type { Station, StationDe } from './circuit.ts'
import type { Demarche } from './definition.ts'
import { enCours } from './dossier.ts'
import type { Dossier } from './dossier.ts'
import type { Evenement } from './evenement.queries.ts'
import { findMontant } from './tarif.ts'
import type { Visa } from './visa.queries.ts'

type Suivi = { dossier: Dossier; demarche: Demarche; evenements: readonly Evenement[]; visas: readonly Visa[]; accords: readonly Accord[] }

/** The path of a file, for the drawing of its circuit: where it has been, where it is, what may come. */
export function stades(suivi: Suivi): Noeud[] {
  const { dossier, demarche, evenements } = suivi
  const jour = (genre: string): string[] => evenements.filter((e) => e.genre === genre).slice(-1).map((e) => dateSimple(e.le))
  const stations = stationsDe(demarche, dossier.reponses)
  const ici = dossier.station === null ? stations.length : stations.findIndex((s) => s.code === dossier.station)
  const passes = stations.flatMap((s, rang) => noeudDe(s, rang < ici ? 'fait' : rang === ici ? 'ici' : 'futur', suivi, jour).map((n) => ({ ...n, genre: s.genre })))
  const complement = evenements.some((e) => e.genre === 'complement') ? { boucle: 'Complément demandé' } : {}
  const verification = passes.findIndex((n) => n.genre === 'instruction')
  if (verification >= 0) passes[verification] = { ...passes[verification]!, ...complement }
  const signature = passes.findIndex((n) => n.genre === 'signature')
  const vie: Noeud[] = dossier.constatRequis ? [{ titre: 'Constat de vie', details: jour('constat'), etat: dossier.constatId ? 'fait' : 'futur' }] : []
  const depot: Noeud = { titre: 'Dépôt', details: jour('depose'), etat: 'fait' }
  if (dossier.etat === 'refuse' || dossier.etat === 'retire') return [depot, ...passes.slice(0, signature).filter((n) => n.etat === 'fait'), { titre: dossier.etat === 'retire' ? 'Retiré' : 'Refusé', details: jour(dossier.etat), etat: 'refus' }]
  const remise: Noeud[] = demarche.document ? [{ titre: 'Remise', details: jour('delivre'), etat: enCours(dossier) ? 'futur' : dossier.etat === 'signe' ? 'ici' : 'fait' }] : []
  return [depot, ...passes.slice(0, signature), ...vie, ...passes.slice(signature), ...remise]
}

/** One station; none when the file went past it without stopping, as a refusal does. */
function noeudDe(station: Station, etat: 'fait' | 'ici' | 'futur', { visas, accords, evenements, demarche, dossier }: Suivi, jour: (genre: string) => string[]): Noeud[] {
  if (station.genre === 'signature') return [{ titre: station.titre, details: [...jour('signe'), ...jour('accorde')].slice(-1), etat }]
  if (station.genre === 'instruction') return [{ titre: station.titre, details: etat === 'fait' ? jour('propose') : [], etat }]
  if (station.genre === 'attente') return [{ titre: station.titre, details: etat === 'ici' && dossier.stationEcheance ? [`jusqu’au ${dateSimple(midi(dossier.stationEcheance))}`] : etat === 'fait' ? jour('attente_finie') : [], etat }]
  if (station.genre === 'paiement') return noeudPaiement(station, etat, { evenements, demarche, dossier })
  if (station.genre === 'accord') return noeudAccord(station, etat, accords)
  const siens = visas.filter((v) => v.station === station.code)
  const tour = Math.max(0, ...siens.map((v) => v.tour))
  if (etat === 'fait' && siens.length === 0) return []
  const lignes = etat === 'futur' ? [] : siens.filter((v) => v.tour === tour && v.closLe === null).map((v) => `${v.titre} : ${v.avis === null ? 'attendu' : v.avis === 'favorable' ? 'favorable' : 'défavorable'}`)
  return [{ titre: station.titre, details: lignes, etat }]
}

/** Who was asked, and what was answered; nothing where nobody was. */
function noeudAccord(station: StationDe<'accord'>, etat: Noeud['etat'], accords: readonly Accord[]): Noeud[] {
  const siens = accords.filter((a) => a.station === station.code)
  const tour = Math.max(0, ...siens.map((a) => a.tour))
  if (etat === 'fait' && siens.length === 0) return []
  const dire = (a: Accord) => `${a.titre} : ${a.reponse === null ? (a.closLe ? 'sans réponse' : 'attendu') : a.reponse === 'oui' ? 'donné' : 'refusé'}`
  return [{ titre: station.titre, details: etat === 'futur' ? [] : siens.filter((a) => a.tour === tour).map(dire), etat }]
}

/** A payment: how much, or when it was made; nothing where nothing was asked. */
function noeudPaiement(station: StationDe<'paiement'>, etat: Noeud['etat'], { evenements, demarche, dossier }: Omit<Suivi, 'visas' | 'accords'>): Noeud[] {
  const regle = evenements.findLast((e) => (e.genre === 'paye' || e.genre === 'exempte') && e.detail.station === station.code)
  if (etat === 'fait') return regle ? [{ titre: station.titre, details: [regle.genre === 'paye' ? dateSimple(regle.le) : 'Exempté'], etat }] : []
  const montant = findMontant(demarche, station, dossier.reponses)
  return montant === 0 ? [] : [{ titre: station.titre, details: montant === undefined ? [] : [fcfa(montant)], etat }]
}
