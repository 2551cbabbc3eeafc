import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../kernel/formulaires/index.ts'
import { lieuxExemple } from '../../kernel/formulaires/exemple.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import type { Brut } from './brut.ts'
import { comparer } from './diff.ts'
import { direValeur, mot } from './mots.ts'
import { GENRES, motsDe, noeudDe, PARTIES } from './plan.ts'
import { ajouterElement, debuter } from './projet.ts'
import type { Noeud } from './schema.ts'

const LIEUX = lieuxExemple() as unknown as Territoires
const vide = debuter('Essai', 'essai', 'ES')
const etape = ajouterElement(vide, 'formulaire.etapes', '', 'Étape').brut

/** Everything that a page edits: its node, its path, where it is. */
function parcourir(noeud: Noeud, chemin: string): { noeud: Noeud; chemin: string }[] {
  const dedans = noeud.genre === 'objet' ? noeud.champs.flatMap((c) => parcourir(c.noeud, chemin === '' ? c.nom : `${chemin}.${c.nom}`)) : noeud.genre === 'liste' ? parcourir(noeud.element, chemin).slice(1) : []
  return [{ noeud, chemin }, ...dedans]
}
const lireTout = (brut: Brut, ou: string) => parcourir(noeudDe(ou, brut, LIEUX)!, motsDe(ou, brut)).slice(1)
const TOUT = [
  ...Object.keys(CATALOGUE).flatMap((type) => ((a) => lireTout(a.brut, a.chemin))(ajouterElement(etape, 'formulaire.etapes.0.champs', type, 'Question'))),
  ...GENRES.flatMap((genre) => ((a) => lireTout(a.brut, a.chemin))(ajouterElement(vide, 'circuit.stations', String(genre), 'Station'))),
  ...lireTout(etape, 'formulaire.etapes.0'),
  ...Object.keys(PARTIES).flatMap((partie) => lireTout(etape, partie)),
]

describe('les mots de l’éditeur', () => {
  it('chaque case de chaque question, station et partie a les siens', () => {
    expect(TOUT.length).toBeGreaterThan(400)
    // A label that is the key with a capital says nothing more than the key, unless the key is a French word that one reads.
    const bruts = TOUT.filter(({ chemin }) => mot(chemin).libelle === chemin.split('.').at(-1))
    expect([...new Set(bruts.map((t) => t.chemin))]).toEqual([])
  })
  it('chaque valeur qu’on choisit se dit en mots, et rien ne se tape plus en YAML', () => {
    const valeurs = TOUT.flatMap(({ noeud, chemin }) => (noeud.genre === 'choix' || noeud.genre === 'choix_multiple' ? noeud.options.map((o) => [chemin, o.valeur, o.libelle === o.valeur ? direValeur(o.valeur) : o.libelle] as const) : []))
    const mots = new Set(['jours', 'mois'])
    expect(valeurs.filter(([, valeur, dite]) => dite === valeur && !mots.has(valeur) && !/^\d+$/.test(valeur))).toEqual([])
    expect(TOUT.filter(({ noeud }) => noeud.genre === 'yaml').map((t) => t.chemin)).toEqual([])
  })
  it('la même clé dit autre chose dans une autre question, à l’écran et dans la relecture', () => {
    expect(mot('champs.parcelle.parties').libelle).toBe('Ce qu’on demande de la parcelle')
    expect(mot('stations.parties').libelle).toBe('De qui faut-il l’accord ?')
    expect(mot('champs.paiement.operateurs').libelle).toBe('Opérateurs de téléphone')
    expect(mot('champs.point.registre').libelle).not.toBe(mot('registre').libelle)
    expect(mot('champs.personne.naissance').libelle).not.toBe(mot('champs.date.naissance').libelle)
    const avec = (parties: Brut) => ({ ...vide, formulaire: { etapes: [{ code: 'e', titre: 'E', champs: [{ code: 'p', type: 'parcelle', libelle: 'Le terrain', parties }] }] } }) as never
    expect(comparer(avec({ lot: 'requis' }), avec({ lot: 'facultatif' })).map((c) => c.phrase)).toEqual(['« Le terrain », Ce qu’on demande de la parcelle › Lot : « Oui, obligatoire » → « Oui, sans obliger »'])
  })
})
