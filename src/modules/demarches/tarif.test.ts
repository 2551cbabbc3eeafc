import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ecrite, FRAIS, SIGNATURE } from '../../../tests/procedure.ts'
import { suivante } from './circuit.ts'
import { lireDemarche } from './definition.ts'
import type { Demarche } from './definition.ts'
import { preparerEntree } from './passage.ts'
import { findMontant, tarifDe } from './tarif.ts'

const instruction = { code: 'instruction', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const lire = (stations: object[], reste: object = {}) => lireDemarche(ecrite({ circuit: { stations }, ...reste }))
const faute = (stations: object[], reste: object = {}) => {
  try {
    lire(stations, reste)
    return ''
  } catch (erreur) {
    return (erreur as Error).message
  }
}

describe('une station de paiement', () => {
  it('se place avant la signature ou après elle', () => {
    expect(faute([FRAIS, instruction, SIGNATURE])).toBe('')
    expect(faute([instruction, FRAIS, SIGNATURE, { ...FRAIS, code: 'timbre' }])).toBe('')
    expect(faute([SIGNATURE, FRAIS, instruction])).toContain('« Vérification » vient après')
  })

  it.each([
    ['un montant que personne n’a confirmé', { verifie: false }, 'personne n’a confirmé ce montant'],
    ['un montant négatif', { montant: -5 }, 'Too small'],
    ['un montant à virgule', { montant: 10.5 }, 'circuit.stations.0.montant'],
    ['aucun moyen', { moyens: [] }, 'circuit.stations.0.moyens'],
    ['une exemption qui n’est pas un oui ou non', { exempte: 'titre_occupation' }, 'il faut un oui ou non'],
    ['une formule sur un champ qui n’existe pas', { montant: { formule: 'copies * 500' } }, 'le champ « copies » n’existe pas'],
    ['une formule qui donne un texte', { montant: { formule: 'nom' } }, 'il faut un nombre entier'],
    ['une formule dont une réponse peut manquer', { montant: { formule: 'hebergeur == "x" ? 500 : 0' } }, 'la réponse « hebergeur » peut manquer'],
  ])('%s n’est pas publié', (_nom, change, phrase) => {
    expect(faute([{ ...FRAIS, ...change }, SIGNATURE])).toMatch(phrase === 'Too small' ? /montant/ : new RegExp(phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
  })

  it('un montant à confirmer se demande si la définition le dit, et une demande d’agent ne se paie pas', () => {
    expect(faute([{ ...FRAIS, verifie: false, demande: true }, SIGNATURE])).toBe('')
    expect(faute([FRAIS, { ...SIGNATURE, qui: { roles: ['directeur'] } }], { pour: 'agents' })).toContain('une demande d’agent ne se paie pas')
  })

  it('calcule son montant en francs entiers, ou dit qu’il ne sait pas', () => {
    const demarche = lire([{ ...FRAIS, montant: { formule: 'titre_occupation == "locataire" ? 500 : size(preuve) * 250' } }, SIGNATURE])
    const [frais] = demarche.circuit.stations as never[]
    expect(findMontant(demarche, frais!, { titre_occupation: 'locataire' } as never)).toBe(500)
    expect(findMontant(demarche, frais!, { titre_occupation: 'proprietaire' } as never)).toBe(0)
    const folle = lire([{ ...FRAIS, montant: { formule: '0 - 5' } }, SIGNATURE])
    expect(findMontant(folle, folle.circuit.stations[0] as never, {})).toBeUndefined()
  })

  it('se lit sur la page du service', () => {
    expect(tarifDe(lire([SIGNATURE]))).toBeUndefined()
    expect(tarifDe(lire([FRAIS, SIGNATURE]))?.texte).toBe('2\u202f000\u00a0FCFA')
    expect(tarifDe(lire([FRAIS, SIGNATURE, { ...FRAIS, code: 'timbre', montant: 500 }]))?.texte).toBe('2\u202f500\u00a0FCFA, en 2\u00a0paiements')
    expect(tarifDe(lire([FRAIS, SIGNATURE, { ...FRAIS, code: 'timbre', montant: { formule: '500' } }]))?.texte).toBe('À partir de 2\u202f000\u00a0FCFA, selon vos réponses')
  })
})

it('tout dossier va jusqu’au bout, où que soient les paiements, et n’attend personne pendant qu’il paie', () => {
  const frais = fc.record({ genre: fc.constant('paiement'), montant: fc.integer({ min: 0, max: 3 }), condition: fc.constantFrom(undefined, 'titre_occupation == "locataire"') })
  const suite = fc.array(fc.oneof(frais, fc.constant(instruction)), { maxLength: 6 })
  const territoires = { trouver: () => undefined, ancetres: () => [], bureaux: () => [] } as never
  fc.assert(
    fc.property(suite, fc.array(frais, { maxLength: 3 }), fc.constantFrom('locataire', 'proprietaire'), (avant, apres, titre) => {
      const stations = [...avant, SIGNATURE, ...apres].map((s, rang) => {
        const { condition, ...reste } = s as { condition?: string }
        return { ...('montant' in s ? FRAIS : {}), ...reste, ...(condition ? { condition } : {}), code: `s${rang}` }
      })
      const demarche: Demarche = lire(stations)
      const dossier = { territoire: 'x', bureau: 'y', reponses: { titre_occupation: titre } as never, lecteurs: [] }
      const vus: string[] = []
      for (let entree = preparerEntree(demarche, dossier, suivante(demarche, dossier.reponses, undefined), territoires); entree; entree = preparerEntree(demarche, dossier, suivante(demarche, dossier.reponses, entree.station), territoires)) {
        vus.push(entree.etat)
        if (entree.etat === 'liquide') expect([entree.attend, entree.frais!.montant > 0]).toEqual([[], true])
        expect(vus.length).toBeLessThanOrEqual(stations.length)
      }
      expect(vus.filter((etat) => etat === 'propose')).toHaveLength(1)
      const payants = stations.filter((s) => 'montant' in s && (s as { montant: number }).montant > 0 && (!('condition' in s) || titre === 'locataire'))
      expect(vus.filter((etat) => etat === 'liquide')).toHaveLength(payants.length)
    }),
    { numRuns: 60 },
  )
})
