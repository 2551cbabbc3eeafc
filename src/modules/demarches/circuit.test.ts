import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ecrite, SIGNATURE } from '../../../tests/procedure.ts'
import { moderniser } from './ancienne.ts'
import { issue, precedente, stationsDe, suivante, visasRequis } from './circuit.ts'
import type { Avis } from './circuit.ts'
import { lireDemarche } from './definition.ts'

const instruction = { code: 'instruction', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const visa = (change: object = {}) => ({ code: 'visa', genre: 'visa', titre: 'Visas', viseurs: [{ code: 'etat_civil', titre: 'État civil', qui: { roles: ['etat_civil'] } }, { code: 'se', titre: 'Secrétaire exécutif', qui: { roles: ['secretaire_executif'] } }], ...change })
const fautes = (stations: object[], reste: object = {}) => {
  try {
    lireDemarche(ecrite({ circuit: { stations }, ...reste }))
    return ''
  } catch (erreur) {
    return (erreur as Error).message
  }
}
const avis = fc.constantFrom<Avis>('favorable', 'defavorable', null)
const regle = (n: number) => fc.oneof(fc.constantFrom('tous' as const, 'un' as const), fc.integer({ min: 1, max: n }).map((quorum) => ({ quorum })))
const tour = fc.integer({ min: 1, max: 8 }).chain((n) => fc.tuple(regle(n), fc.array(avis, { minLength: n, maxLength: n })))

describe('un tour de visas', () => {
  it('finit au moment où sa règle est tenue, ou ne peut plus l’être', () => {
    fc.assert(
      fc.property(tour, ([r, liste]) => {
        const requis = visasRequis(r, liste.length)
        const pour = liste.filter((a) => a === 'favorable').length
        const contre = liste.filter((a) => a === 'defavorable').length
        const attendu = pour >= requis ? 'favorable' : liste.length - contre < requis ? 'defavorable' : 'attend'
        expect(issue(r, liste)).toBe(attendu)
      }),
    )
  })

  it('un avis de plus ne défait jamais ce qui est acquis, et un tour complet a toujours une issue', () => {
    fc.assert(
      fc.property(tour, fc.constantFrom<Avis>('favorable', 'defavorable'), ([r, liste], plus) => {
        const avant = issue(r, liste)
        const apres = liste.map((a) => a ?? plus)
        if (avant !== 'attend') expect(issue(r, apres)).toBe(avant)
        expect(issue(r, apres)).not.toBe('attend')
      }),
    )
  })
})

describe('le chemin d’un dossier', () => {
  const demarche = lireDemarche(ecrite({ circuit: { stations: [instruction, visa({ condition: 'titre_occupation == "locataire"' }), { ...instruction, code: 'relecture', qui: { roles: ['secretaire_executif'] } }, SIGNATURE] } }))
  const codes = (reponses: object) => stationsDe(demarche, reponses as never).map((s) => s.code)
  it('saute les stations dont la condition n’est pas remplie', () => {
    expect(codes({ titre_occupation: 'locataire' })).toEqual(['instruction', 'visa', 'relecture', 'signature'])
    expect(codes({ titre_occupation: 'proprietaire' })).toEqual(['instruction', 'relecture', 'signature'])
  })
  it('avance et revient sans jamais sortir du circuit avant la signature', () => {
    for (const reponses of [{ titre_occupation: 'locataire' }, { titre_occupation: 'proprietaire' }, {}] as never[]) {
      const vus: string[] = []
      for (let s = suivante(demarche, reponses, undefined); s; s = suivante(demarche, reponses, s.code)) vus.push(s.code)
      expect(vus).toEqual(codes(reponses))
      expect(vus.at(-1)).toBe('signature')
    }
    expect(precedente(demarche, {} as never, 'signature')?.code).toBe('relecture')
    expect(precedente(demarche, {} as never, 'instruction')).toBeUndefined()
  })
})

describe('un circuit qui ne mène à rien n’est pas publié', () => {
  it.each([
    ['sans signature', [instruction], 'il faut une signature, et une seule'],
    ['deux signatures', [SIGNATURE, { ...SIGNATURE, code: 'encore' }], 'il faut une signature, et une seule'],
    ['une station après la signature', [SIGNATURE, instruction], 'la signature est la dernière station'],
    ['une signature qui peut disparaître', [instruction, { ...SIGNATURE, condition: 'titre_occupation == "locataire"' }], 'la signature n’a pas de condition'],
    ['deux stations du même nom', [instruction, instruction, SIGNATURE], 'deux stations s’appellent « instruction »'],
    ['un quorum impossible', [instruction, visa({ regle: { quorum: 3 } }), SIGNATURE], 'le quorum demande 3 visas, et il n’y a que 2 viseurs'],
    ['un renvoi vers nulle part', [visa(), SIGNATURE], 'aucune station ne vient avant'],
    ['une condition sur un champ qui n’existe pas', [{ ...instruction, condition: 'age > 3' }, SIGNATURE], 'le champ « age » n’existe pas'],
    ['une condition qui n’est pas un oui ou non', [{ ...instruction, condition: 'titre_occupation' }, SIGNATURE], 'il faut un oui ou non'],
    ['un poste plus bas que le bureau', [{ ...instruction, qui: { roles: ['agent_arrondissement'] } }, SIGNATURE], 'personne ne pourrait agir', { circuit: { bureau: { champ: 'domicile', niveau: 'commune' } } }],
    ['le bureau du demandeur pour le public', [{ ...instruction, qui: { roles: ['directeur'], bureau: 'demandeur' } }, SIGNATURE], 'n’existe que pour une démarche d’agents'],
  ] as [string, object[], string, { circuit?: object }?][])('%s', (_nom, stations, phrase, reste) => {
    const circuit = { stations, ...reste?.circuit }
    expect(fautes(stations, { circuit })).toContain(phrase)
  })
})

it('une version publiée avant les stations se relit telle qu’elle était', () => {
  const { circuit, ...neuve } = lireDemarche(ecrite())
  const { stations: _s, ...reste } = circuit
  const ancienne = { ...neuve, pour: undefined, circuit: { ...reste, instruction: { roles: ['agent_arrondissement'] }, signature: { roles: ['chef_arrondissement'], source: 'x', verifie: false } } }
  expect(moderniser(ancienne as never).circuit.stations.map((s) => [s.code, s.genre])).toEqual([['instruction', 'instruction'], ['signature', 'signature']])
  expect(moderniser(lireDemarche(ecrite()))).toEqual(lireDemarche(ecrite()))
})
