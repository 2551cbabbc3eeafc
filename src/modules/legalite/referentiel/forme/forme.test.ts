import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compterAConfirmer, deplacer, ecrireListe, findPlace, lireListe, placesDe, poser } from '../corps.ts'
import { comparerCorps } from '../diff.ts'
import { listMatieres } from '../referentiel.ts'
import { GENRES, SCHEMAS } from '../schemas.ts'
import type { Corps, Genre } from '../schemas.ts'
import { lireContenu } from '../semer.ts'
import { valeurDe } from '../revision.ts'
import { boitesDe } from './boites.ts'
import { codeDe } from './champ.ts'
import type { Boites, Champ, Element } from './champ.ts'
import { direChamp } from './dire.ts'
import { formeDe } from './formes.ts'
import { exempleDe, inconnusDe, REMPLACES } from './lettre.ts'
import { lireChamps } from './lire.ts'

const maintenant = new Date('2026-11-25T10:00:00Z')
const cibles = {
  natures: lireContenu('natures').natures.map((n) => ({ valeur: n.code, libelle: n.libelle })),
  matieres: listMatieres(lireContenu('matieres')).map((m) => ({ valeur: m.code, libelle: m.libelle })),
  communes: [{ valeur: '1203', libelle: 'Bohicon' }, { valeur: '1201', libelle: 'Abomey' }],
}
const formes = new Map(GENRES.map((g) => [g, formeDe(g, cibles)]))
const livres = new Map(GENRES.map((g) => [g, lireContenu(g) as unknown as Element]))
// Nothing here may change what it reads: the next test would see it.
const livre = (genre: Genre): Element => livres.get(genre)!
const boites = (champs: readonly Champ[], e: Element): Boites => Object.assign({}, ...champs.map((c) => boitesDe(c, e))) as Boites

/** Something typed in a box: mostly what fits, sometimes anything. */
function tape(champ: Champ, nom: string, depart: string | readonly string[]): fc.Arbitrary<string | readonly string[]> {
  const options = champ.genre === 'cible' ? (nom.endsWith('.natures') ? champ.natures : nom.endsWith('.matieres') ? champ.matieres : champ.communes) : 'options' in champ ? champ.options : []
  const net = Array.isArray(depart) ? fc.subarray(options.map((o) => o.valeur)) : champ.genre === 'choix' ? fc.constantFrom(...options.map((o) => o.valeur)) : fc.oneof(fc.integer({ min: 0, max: 12 }).map(String), fc.constantFrom('oui', 'non', 'jours', 'mois', 'DEL', '1 250 000', '2027', '12,5'), fc.string({ minLength: 1, maxLength: 40 }))
  return fc.oneof({ weight: 3, arbitrary: fc.constant(depart) }, { weight: 4, arbitrary: net }, { weight: 1, arbitrary: fc.string({ maxLength: 700 }) })
}

const places = GENRES.flatMap((genre) => placesDe(formes.get(genre)!, livre(genre)).map((p) => ({ genre, ou: p.ou })))

describe('les formulaires des listes', () => {
  it('disent et relisent ce qui est livré sans rien y changer', () => {
    for (const { genre, ou } of places) {
      const place = findPlace(formes.get(genre)!, livre(genre), ou)!
      const { lu, fautes } = lireChamps(place.champs, boites(place.champs, valeurDe(place)), place.valeur ?? {}, maintenant)
      expect([genre, ou, fautes]).toEqual([genre, ou, {}])
      expect(comparerCorps(formes.get(genre)!, livre(genre), poser(livre(genre), place, lu))).toEqual([])
      expect(SCHEMAS[genre].safeParse(poser(livre(genre), place, lu)).success, `${genre} ${ou}`).toBe(true)
    }
  })

  it('ce qu’un formulaire accepte se lit par le schéma de sa liste, et se relit pareil', () => {
    let acceptes = 0
    fc.assert(
      fc.property(
        fc.constantFrom(...places).chain(({ genre, ou }) => {
          const place = findPlace(formes.get(genre)!, livre(genre), ou)!
          const noms = place.champs.flatMap((c) => Object.entries(boitesDe(c, valeurDe(place))).map(([nom, depart]) => [nom, tape(c, nom, depart)] as const))
          return fc.record({ genre: fc.constant(genre), ou: fc.constant(ou), saisi: fc.record(Object.fromEntries(noms)) })
        }),
        ({ genre, ou, saisi }) => {
          const forme = formes.get(genre)!
          const corps = livre(genre)
          const place = findPlace(forme, corps, ou)!
          const { lu, fautes } = lireChamps(place.champs, saisi, place.valeur ?? {}, maintenant)
          if (Object.keys(fautes).length > 0) return
          acceptes++
          const lues = SCHEMAS[genre].safeParse(poser(corps, place, lu))
          expect([genre, ou, lues.error?.issues ?? []]).toEqual([genre, ou, []])
          // Through the database and the form again: the same words, the same body.
          const revenu = JSON.parse(JSON.stringify(lues.data)) as Element
          const rouvert = findPlace(forme, revenu, ou)!
          const relu = lireChamps(place.champs, boites(place.champs, rouvert.valeur!), rouvert.valeur!, maintenant)
          expect([relu.fautes, poser(revenu, rouvert, relu.lu)]).toEqual([{}, revenu])
          for (const c of place.champs) expect(direChamp(c, rouvert.valeur!)).toBe(direChamp(c, lu))
        },
      ),
      { numRuns: 1000 },
    )
    expect(acceptes).toBeGreaterThan(200)
  })

  it('une différence se dit en mots', () => {
    const forme = formes.get('regles')!
    const changer = (ou: string, plus: Element) => {
      const place = findPlace(forme, livre('regles'), ou)!
      return comparerCorps(forme, livre('regles'), poser(livre('regles'), place, { ...place.valeur, ...plus })).map((c) => c.phrase)
    }
    expect(changer('delais.controle', { valeur: 2, unite: 'mois' })).toEqual(['Délai de contrôle : 15 jours → 2 mois'])
    expect(changer('delais.annulation', { unite: 'jours_ouvres' })).toEqual(['Délai pour reprendre un envoi : 1 jour → 1 jour ouvré'])
    expect(changer('autorites.observations', { roles: ['prefet', 'secretaire_general'] })[0]).toContain('Préfet → Préfet et secrétaire général de préfecture')
    expect(changer('silence', { verifie: true })).toEqual(['Silence du préfet, confirmation : À confirmer → Confirmée par cette source'])
    expect(changer('seuils.travaux', { montant: 150_000_000 })[0]).toMatch(/^Travaux : 100.000.000.* → 150.000.000/)
  })

  it('une cible qui n’existe plus ne disparaît pas sans un mot : elle viserait tous les actes', () => {
    const forme = formes.get('strategie')!
    const champs = forme.listes[0]!.champs
    const avant = { code: 'x', libelle: 'Ancienne', pour: { matieres: ['8.8.8'] }, approfondi: true, risque: 1 }
    const saisi = boites(champs, avant)
    expect(lireChamps(champs, saisi, avant, maintenant).fautes['pour.matieres']).toContain('8.8.8')
    expect(lireChamps(champs, { ...saisi, 'pour.matieres': ['3'] }, avant, maintenant)).toMatchObject({ fautes: {}, lu: { pour: { matieres: ['3'] } } })
  })

  it('compte ce que nul n’a confirmé', () => {
    expect(compterAConfirmer(formes.get('natures')!, livre('natures'))).toBe(1)
    expect(compterAConfirmer(formes.get('regles')!, livre('regles'))).toBeGreaterThan(compterAConfirmer(formes.get('regles')!, structuredClone(lireContenu('regles', { demonstration: true })) as unknown as Element))
  })
})

describe('l’arbre des matières', () => {
  const forme = formes.get('matieres')!
  const liste = forme.listes[0]!

  it('s’aplatit et se replante pareil', () => {
    expect(ecrireListe(livre('matieres'), liste, lireListe(livre('matieres'), liste))).toEqual(livre('matieres'))
  })

  it('une matière monte parmi les siennes, jamais hors de sa branche', () => {
    const codes = (c: Element) => listMatieres(c as unknown as Corps<'matieres'>).map((m) => m.code)
    const apres = deplacer(livre('matieres'), liste, '2.3', -1)
    expect(codes(apres).indexOf('2.3')).toBeLessThan(codes(apres).indexOf('2.2'))
    expect(codes(apres).indexOf('2.3.1')).toBeLessThan(codes(apres).indexOf('2.2'))
    expect(deplacer(livre('matieres'), liste, '2.1', -1)).toEqual(livre('matieres'))
    fc.assert(
      fc.property(fc.constantFrom(...codes(livre('matieres'))), fc.constantFrom(-1 as const, 1 as const), (code, pas) => {
        const bouge = deplacer(livre('matieres'), liste, code, pas)
        expect(SCHEMAS.matieres.safeParse(bouge).success).toBe(true)
        expect(codes(bouge).toSorted()).toEqual(codes(livre('matieres')).toSorted())
      }),
    )
  })
})

describe('les codes et les lettres', () => {
  it('tout nom donne un code que les listes acceptent', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'binary', maxLength: 80 })), (nom) => void expect(codeDe(nom)).toMatch(/^[a-z][a-z0-9-]{1,29}$/)))
    expect(codeDe('Crédits ouverts au budget')).toBe('credits-ouverts-au-budget')
  })

  it('chaque lettre livrée ne demande que ce que la plateforme remplit', () => {
    for (const l of lireContenu('lettres').lettres) expect([l.code, inconnusDe(l.texte), /[{}]/.test(exempleDe(l.texte))]).toEqual([l.code, [], false])
    expect(inconnusDe('Le {recu}, {prenom}')).toEqual(['prenom'])
    expect(new Set(REMPLACES.map((r) => r.nom)).size).toBe(REMPLACES.length)
  })
})
