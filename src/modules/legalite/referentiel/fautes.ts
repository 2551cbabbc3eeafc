import { pluriel } from '../../../lib/francais.ts'
import { lireListe, placesDe } from './corps.ts'
import type { Element, Forme } from './forme/champ.ts'
import type { Cibles } from './forme/listes.ts'
import { SCHEMAS } from './schemas.ts'
import type { Cible, Genre } from './schemas.ts'
import { lireContenu } from './semer.ts'

/** What a publication is judged on: the draft, what is published, what acts bear, and what other lists aim at. */
export type Jugeable = { genre: Genre; forme: Forme; avant: Element; apres: Element; cibles: Cibles; /** Natures or subjects of acts being controlled. */ enCours: ReadonlySet<string>; /** Codes that a rule or a point of another list aims at, with its name. */ visees: readonly { code: string; par: string }[] }

const MOTS_PROVISOIRES = /propos[ée]|à donner|à confirmer|d’exemple|à valider|à écrire|pour la démonstration/i

/** The sources that the platform was delivered with for rules that nobody had confirmed: they prove nothing. */
function sourcesLivrees(genre: Genre, forme: Forme): Map<string, string> {
  const livre = lireContenu(genre) as unknown as Element
  return new Map(placesDe(forme, livre).filter((p) => p.valeur?.['verifie'] === false).map((p) => [p.ou, String(p.valeur!['source'])]))
}

/** Why a part may not be said confirmed; nothing when it may. `source` is what is written beside it. */
export function fauteSource(genre: Genre, forme: Forme, ou: string, source: string): string | undefined {
  if (source.trim().length < 5) return 'Écrivez le texte qui fonde cette règle avant de la confirmer'
  if (MOTS_PROVISOIRES.test(source)) return 'Cette source dit que la règle est proposée : écrivez le texte, son article et sa date'
  return sourcesLivrees(genre, forme).get(ou) === source.trim() ? 'Cette source est celle de départ, que nul n’a confirmée : écrivez le texte, son article et sa date' : undefined
}

/** The parts that this draft confirms, by name. */
export const listConfirmees = ({ forme, avant, apres }: Pick<Jugeable, 'forme' | 'avant' | 'apres'>): string[] => {
  const deja = new Set(placesDe(forme, avant).filter((p) => p.valeur?.['verifie'] === true).map((p) => p.ou))
  return placesDe(forme, apres).filter((p) => p.valeur?.['verifie'] === true && !deja.has(p.ou)).map((p) => p.titre)
}

/** A confirmation is judged when it is given: what was confirmed with this source stays. */
function fautesConfirmation({ genre, forme, avant, apres }: Jugeable): string[] {
  const deja = new Map(placesDe(forme, avant).filter((p) => p.valeur?.['verifie'] === true).map((p) => [p.ou, p.valeur?.['source']]))
  return placesDe(forme, apres).flatMap((p) => {
    if (p.valeur?.['verifie'] !== true || deja.get(p.ou) === p.valeur['source'] || (p.ou === 'ensemble' && avant['verifie'] === true)) return []
    const faute = fauteSource(genre, forme, p.ou, String(p.valeur['source'] ?? ''))
    return faute ? [`${p.titre}. ${faute}`] : []
  })
}

function fautesListes({ forme, apres }: Jugeable): string[] {
  return forme.listes.filter((l) => !l.mayEtreVide && lireListe(apres, l).length === 0).map((l) => `« ${l.titre} » est vide : ajoutez ${l.un}`)
}

/** Rules and points aim at natures and subjects that exist. */
function fautesCibles({ forme, apres, cibles }: Jugeable): string[] {
  const connus = { natures: new Set(cibles.natures.map((o) => o.valeur)), matieres: new Set(cibles.matieres.map((o) => o.valeur)) }
  return forme.listes.flatMap((l) =>
    lireListe(apres, l).flatMap((e) => {
      const pour = e['pour'] as Cible | undefined
      const perdus = [...(pour?.natures ?? []).filter((n) => !connus.natures.has(n)), ...(pour?.matieres ?? []).filter((m) => !connus.matieres.has(m))]
      return perdus.length > 0 ? [`« ${l.titreDe(e)} » vise ce qui n’existe plus (${perdus.join(', ')}) : corrigez les actes qu’il vise`] : []
    }),
  )
}

/** A nature or a subject stays as long as an act being controlled bears it, or a rule aims at it. */
function fautesRetraits({ genre, forme, avant, apres, enCours, visees }: Jugeable): string[] {
  if (genre !== 'natures' && genre !== 'matieres') return []
  const liste = forme.listes[0]!
  const restent = new Set(lireListe(apres, liste).map((e) => String(e['code'])))
  return lireListe(avant, liste).filter((e) => !restent.has(String(e['code']))).flatMap((e) => {
    const code = String(e['code'])
    const nom = liste.titreDe(e)
    const par = [...new Set(visees.filter((v) => v.code === code).map((v) => v.par))]
    return [
      ...(enCours.has(code) ? [`Des actes au contrôle portent « ${nom} » : attendez la fin de leur contrôle pour la retirer`] : []),
      ...(par.length > 0 ? [`« ${nom} » est visée par ${par.map((p) => `« ${p} »`).join(', ')} : changez d’abord ${par.length > 1 ? 'ces règles' : 'cette règle'}`] : []),
    ]
  })
}

/** On each day one regime, no more. */
function fautesRegimes({ genre, apres }: Jugeable): string[] {
  if (genre !== 'regles') return []
  const tous = (apres['regimes'] as { libelle: string; du: string; au?: string }[] | undefined) ?? []
  const envers = tous.filter((r) => r.au !== undefined && r.au < r.du).map((r) => `« ${r.libelle} » finit avant de commencer : corrigez ses dates`)
  const croises = tous.flatMap((a, n) => tous.slice(n + 1).filter((b) => a.du <= (b.au ?? '9999') && b.du <= (a.au ?? '9999')).map((b) => `« ${a.libelle} » et « ${b.libelle} » valent le même jour : donnez un dernier jour au plus ancien`))
  return [...envers, ...croises]
}

const SIGLES = (apres: Element): string[] => {
  const natures = (apres['natures'] as { libelle: string; sigle: string; signataires: string[] }[] | undefined) ?? []
  const doubles = natures.filter((n, i) => natures.findIndex((m) => m.sigle === n.sigle) !== i).map((n) => `Deux natures portent le sigle ${n.sigle} : leurs numéros se mêleraient`)
  return [...natures.filter((n) => n.signataires.length === 0).map((n) => `« ${n.libelle} » n’a aucun signataire : cochez au moins un poste`), ...doubles]
}

/** Everything that forbids a publication, in sentences that say what to do. */
export function fautesDe(j: Jugeable): string[] {
  const siennes = [...fautesListes(j), ...(j.genre === 'natures' ? SIGLES(j.apres) : []), ...fautesRegimes(j), ...fautesCibles(j), ...fautesRetraits(j), ...fautesConfirmation(j)]
  if (siennes.length > 0) return siennes
  const lu = SCHEMAS[j.genre].safeParse(j.apres)
  if (lu.success) return []
  const places = [...new Set(lu.error.issues.map((i) => (i.code === 'custom' ? i.message : `Il reste à remplir : ${i.path.join(', ')}`)))]
  return places.slice(0, 20)
}

/** What is allowed and should be known before publishing. */
export function avertissementsDe({ genre, apres, forme }: Pick<Jugeable, 'genre' | 'apres' | 'forme'>): string[] {
  if (genre !== 'regles') return []
  const doute = placesDe(forme, apres).filter((p) => p.valeur?.['verifie'] === false)
  const effets = doute.filter((p) => p.ou === 'silence' || p.ou.startsWith('effets.')).map((p) => `${p.titre} : à confirmer, donc sans effet réel`)
  return [...effets, ...(doute.length > 0 ? [`${pluriel(doute.length, 'règle reste', 'règles restent')} à confirmer : elles avertissent, et ne décident de rien`] : [])]
}
