/** Properties that hold whatever is typed, answered or sent. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { definitionExemple, fichierExemple, lieuxExemple, MAINTENANT, reponsesExemple } from './exemple.ts'
import { champsVisibles, compatibles, epurer, etapesVisibles, gestesBloc, lireSaisie, manques, resumer, versSaisie } from './index.ts'
import type { Champ, Etape, Reponse, Reponses } from './index.ts'
import { arrondir } from '../../lib/geo.ts'
import { ajouterJours } from '../calendrier/index.ts'
import { parcourir, parcourirElement } from './visible.ts'

const def = definitionExemple()
const territoires = lieuxExemple()
const contexte = { maintenant: MAINTENANT, territoires }

const NOMS = def.etapes.flatMap((e) => Object.keys(versSaisie(e, reponsesExemple(), territoires)))
const cle = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NOMS) }, { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'enfants', 'enfants.0', 'enfants.99.acte', 'enfants.-1.nom', 'toString', '_ajouter', '_retirer', '_chercher', 'naissance.jour.x', '') }, { weight: 1, arbitrary: fc.string() })
const texte = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom('oui', 'non', '', ' ', '31', '02', '1958', 'vers', 'Zongo', '120301001', '<b>', '\ud800', '9'.repeat(30), '-0', '1e9', 'NaN', '__proto__', 'enfants', 'enfants.0', 'lieu'), fc.constant('x'.repeat(50_000)))
const valeur: fc.Arbitrary<unknown> = fc.oneof({ weight: 5, arbitrary: texte }, fc.array(texte, { maxLength: 4 }), fc.jsonValue(), fc.constantFrom(null, undefined, 3, -0, Infinity, true, Symbol.iterator, () => 1, 10n))
const hostile = fc.oneof(
  fc.array(fc.tuple(cle, valeur), { maxLength: 30 }).map((paires) => Object.fromEntries(paires)),
  fc.jsonValue(),
  fc.constantFrom(undefined, null, 'texte', 3, [], JSON.parse('{"__proto__":{"nom":"x"},"enfants":{"__proto__":[1]}}')),
)

it('lire une saisie ne lève jamais, quoi qu’on envoie', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom(...def.etapes), fc.boolean(), (saisie, etape, pleine) => {
      const lue = lireSaisie(def, etape, saisie, { ...contexte, reponses: pleine ? reponsesExemple() : {} })
      for (const phrase of Object.values(lue.erreurs)) expect(phrase).toMatch(/^[\p{Lu}0-9][^]*[^.\s]$/u)
      expect(lue.reponses).toEqual(epurer(def, lue.reponses))
      expect(JSON.parse(JSON.stringify(lue.reponses))).toEqual(lue.reponses)
      const { saisie: suite } = gestesBloc(etape, saisie)
      expect(gestesBloc(etape, suite).saisie).toEqual(suite)
      expect(({} as Record<string, unknown>)['nom']).toBeUndefined()
    }),
    { numRuns: 600 },
  )
})

/** Good answers, each present or not. */
const partie = fc.record({ precision: fc.constantFrom('jour', 'mois', 'annee', 'vers'), annee: fc.integer({ min: 1930, max: 2025 }), mois: fc.integer({ min: 1, max: 12 }), jour: fc.integer({ min: 1, max: 28 }) }).map(({ precision, annee, mois, jour }) => ({ precision, annee, ...(precision === 'jour' || precision === 'mois' ? { mois } : {}), ...(precision === 'jour' ? { jour } : {}) }) as Reponse)
const mots = fc.constantFrom('Dossou', 'N’Koué', 'Ɖɔkpɛ Afi', 'Marie-Thérèse')
const bonne = (champ: Champ): fc.Arbitrary<Reponse> => {
  switch (champ.type) {
    case 'nom':
      return mots
    case 'texte':
    case 'texte_long':
      return fc.string({ unit: fc.constantFrom('a', 'é', 'ɖ', '<', '"', '&', '1', '🙂'), minLength: 1, maxLength: 60 })
    case 'montant':
      return fc.integer({ min: 0, max: 10_000_000 })
    case 'nombre':
      return fc.integer({ min: champ.min ?? 0, max: champ.max ?? 1000 }).map((n) => (champ.decimales > 0 ? (n === champ.max ? n : n + 0.5) : n))
    case 'oui_non':
      return fc.boolean()
    case 'choix':
      return fc.constantFrom(...champ.options.map((o) => o.valeur))
    case 'choix_multiple':
      return fc.subarray(champ.options.map((o) => o.valeur), { minLength: 1 })
    case 'date_precision':
      return partie
    case 'territoire':
      return fc.constantFrom('1203', '0405', '120301001', '040501001').map((code) => ({ code }))
    case 'adresse':
      return fc.record({ code: fc.constantFrom('1203', '040501001'), precision: mots })
    case 'personne':
      return fc.record({ nom: mots, prenoms: mots, naissance: champ.naissance ? (partie as fc.Arbitrary<never>) : fc.constant(null), ...(champ.npi ? { npi: fc.constantFrom(null, '1234567890') } : {}), ...(champ.piece ? { piece: fc.record({ genre: fc.constantFrom('cip', 'passeport'), numero: mots }) as fc.Arbitrary<never> } : {}) })
    case 'choix_lie':
      return fc.constantFrom<Reponse[]>({ nature: 'construire', detail: 'maison' }, { nature: 'construire', detail: 'mur' }, { nature: 'reparer', detail: 'mur' }, { nature: 'demolir' })
    case 'reference':
      return fc.constantFrom(...champ.table.lignes.map((l) => l[0]!))
    case 'bureau':
      return fc.constantFrom('1203', '0405').map((code) => ({ bureau: `mairie-${code}`, nom: code === '1203' ? 'Mairie de Bohicon' : 'Mairie de Parakou', genre: 'mairie', territoire: code }))
    case 'point':
      return fc.record({ latitude: fc.integer({ min: 6_200_000, max: 12_400_000 }).map((n) => n / 1e6), longitude: fc.integer({ min: 800_000, max: 3_900_000 }).map((n) => n / 1e6), precision: fc.option(fc.integer({ min: 0, max: 5000 })) as fc.Arbitrary<number | null> })
    case 'zone':
      return fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 3, maxLength: 30 }).map((rayons) => ({ points: rayons.map((r, i): [number, number] => [arrondir(9 + (r / 1e4) * Math.sin((2 * Math.PI * i) / rayons.length)), arrondir(2 + (r / 1e4) * Math.cos((2 * Math.PI * i) / rayons.length))]) }))
    case 'parcelle':
      return fc.record({ commune: fc.constantFrom('1203', '0405'), quartier: fc.option(mots, { nil: undefined }), lot: fc.constantFrom('12', '1254', '12B'), parcelle: fc.constantFrom('A', '7'), surface: fc.option(fc.integer({ min: 1, max: 9_999_999 }).map((n) => n / 100), { nil: undefined }), reference: fc.constant(null), verifie: fc.constant(false) }).map((p) => JSON.parse(JSON.stringify(p)) as Reponse)
    case 'dossier':
      return fc.constantFrom({ numero: 'CV-2026-000123', titre: 'Certificat de vie', verifie: true }, { numero: 'CR-2025-000007', titre: '', verifie: false })
    case 'certificat':
      return fc.constantFrom({ numero: '7K2M-94QX-3H', titre: 'Certificat', genre: 'certificat', verifie: true }, { numero: 'N° 12'.replace('° ', ''), titre: '', genre: '', verifie: false })
    case 'signature':
      return fc.constantFrom<Reponse[]>([fichierExemple('signature.jpg')], { sansSignature: true })
    case 'periode':
      return fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 89 })).map(([de, n]) => ({ du: ajouterJours('2026-01-01', de), au: ajouterJours('2026-01-01', de + n) }))
    case 'paiement':
      return fc.oneof(fc.record({ moyen: fc.constant('iban' as const), iban: fc.constant('BJ66BJ0610100100144390000769'), titulaire: mots }), fc.record({ moyen: fc.constant('mobile_money' as const), operateur: fc.constantFrom('mtn', 'moov'), telephone: fc.constant('+2290197000000'), titulaire: mots }))
    case 'bloc':
      return fc.array(fc.tuple(...champ.champs.map((c) => fc.tuple(fc.constant(c.code), bonne(c)))).map((p) => Object.fromEntries(p.filter(([, v]) => v !== null)) as Reponses), { minLength: 1, maxLength: champ.max })
    default:
      return fc.constant(reponsesExemple()[champ.code] ?? null)
  }
}
const reponses: fc.Arbitrary<Reponses> = fc.tuple(...def.etapes.flatMap((e) => e.champs).map((c) => fc.tuple(fc.constant(c.code), fc.option(bonne(c), { freq: 5 })))).map((paires) => Object.fromEntries(paires.filter(([, v]) => v !== null)) as Reponses)

it('épurer deux fois ne change rien de plus, et ce qui est caché ne sort nulle part', () => {
  fc.assert(
    fc.property(reponses, (r) => {
      const net = epurer(def, r)
      expect(epurer(def, net)).toEqual(net)
      const parcours = parcourir(def, r)
      const visibles = new Map(parcours.etapes.flatMap((e) => e.champs).map((c) => [c.code, c]))
      expect(Object.keys(net).filter((code) => !visibles.has(code))).toEqual([])
      for (const [code, champ] of visibles) if (champ.type === 'bloc') for (const e of (net[code] ?? []) as Reponses[]) expect(Object.keys(e).filter((c) => !parcourirElement(champ, e, parcours.cel).champs.some((v) => v.code === c))).toEqual([])
      expect(etapesVisibles(def, net)).toEqual(etapesVisibles(def, r))
      const noms = new Set(resumer(def, r, territoires).flatMap((e) => e.lignes.map((l) => l.champ.split('.')[0]!)))
      expect([...noms].filter((nom) => !visibles.has(nom))).toEqual([])
      expect(compatibles(def, def, r)).toEqual({ reponses: net, revoir: [] })
    }),
    { numRuns: 300 },
  )
})

it('réponses, puis valeurs de la page, puis réponses : les mêmes', () => {
  fc.assert(
    fc.property(reponses, (r) => {
      const net = epurer(def, r)
      const relire = (etape: Etape, depuis: Reponses) => lireSaisie(def, etape, versSaisie(etape, depuis, territoires), { ...contexte, reponses: depuis })
      let suite: Reponses = net
      for (const etape of etapesVisibles(def, net)) {
        const lue = relire(etape, suite)
        // What is missing may be told; nothing that was answered may be refused or changed.
        expect(Object.keys(lue.erreurs).filter((nom) => suite[nom] !== undefined)).toEqual([])
        suite = lue.reponses
      }
      expect(suite).toEqual(net)
      expect(manques(def, suite, contexte)).toEqual(manques(def, r, contexte))
      expect(champsVisibles(def, def.etapes[1]!, suite)).toEqual(champsVisibles(def, def.etapes[1]!, r))
    }),
    { numRuns: 300 },
  )
})

it('des réponses abîmées en base ne font rien lever', () => {
  const abimee = fc.array(fc.tuple(fc.constantFrom(...def.etapes.flatMap((e) => e.champs).map((c) => c.code)), fc.jsonValue() as fc.Arbitrary<Reponse>), { maxLength: 12 }).map((p) => Object.fromEntries(p) as Reponses)
  fc.assert(
    fc.property(abimee, (r) => {
      const net = epurer(def, r)
      resumer(def, r, territoires)
      manques(def, r, contexte)
      compatibles(def, def, r)
      for (const etape of def.etapes) versSaisie(etape, net, territoires)
    }),
    { numRuns: 400 },
  )
})
