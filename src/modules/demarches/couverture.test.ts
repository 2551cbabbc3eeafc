import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { clePoste } from '../../kernel/identite/cles-poste.ts'
import { assembler, interroger } from '../../kernel/territoire/memoire.ts'
import type { Niveau, Territoires } from '../../kernel/territoire/index.ts'
import { ecrite } from '../../../tests/procedure.ts'
import { bureauxInconnus, lacunes } from './couverture.ts'
import { lireDemarche } from './definition.ts'

const LIEUX: [string, Niveau, string | null][] = [['BJ', 'pays', null], ['12', 'departement', 'BJ'], ['1203', 'commune', '12'], ['1204', 'commune', '12'], ['120301', 'arrondissement', '1203'], ['120302', 'arrondissement', '1203'], ['120401', 'arrondissement', '1204']]
const territoires: Territoires = {
  ...interroger(() => assembler({
    edition: 1, successions: [], bureaux: [], fond: { source: '', contour: [], villes: [] },
    territoires: LIEUX.map(([code, niveau, parent]) => ({ code, niveau, nom: code, parent, population2013: null, codeCod: null, codeIso: null, ouvertLe: null, fermeLe: null })),
  })),
  actualiser: async () => undefined,
}
const stations = [
  { code: 'instruction', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } },
  { code: 'signature', genre: 'signature', titre: 'Signature', qui: { roles: ['chef_arrondissement', 'secretaire_executif'] }, source: 'essai', verifie: true },
]
const demarche = (circuit: object) => lireDemarche(ecrite({ circuit }))

it('dit où personne ne tient les postes d’un circuit ; un poste de la commune vaut pour ses arrondissements', () => {
  const tenus = new Set([clePoste('agent_arrondissement', '120301'), clePoste('secretaire_executif', '1203')])
  expect(lacunes(demarche({ stations }), territoires, tenus)).toEqual([
    { station: 'Vérification', qui: 'agent d’arrondissement', sans: ['120302', '120401'], total: 3 },
    { station: 'Signature', qui: 'chef d’arrondissement ou secrétaire exécutif', sans: ['120401'], total: 3 },
  ])
})

it('regarde aussi à qui le silence monte, qui signe les lettres, et les directions d’une démarche d’agents', () => {
  const partout = new Set(['120301', '120302', '120401'].flatMap((c) => [clePoste('agent_arrondissement', c), clePoste('chef_arrondissement', c)]))
  const maire = { roles: ['maire'] }
  const lue = lireDemarche(ecrite({ circuit: { stations }, silence: { effet: 'superieur', superieur: maire, source: 'x', verifie: false }, lettres: [{ code: 'convocation', titre: 'Convocation', corps: 'Venez.', qui: maire }] }))
  expect(lacunes(lue, territoires, partout).map((l) => l.station)).toEqual(['Délai passé sans réponse', 'Convocation'])
  expect(bureauxInconnus(lue, territoires)).toEqual([])
  const interne = lireDemarche(parse(readFileSync('content/demarches/attestation-de-travail/demarche.yaml', 'utf8')))
  expect(lacunes(interne, territoires, new Set()).map((l) => [l.station, l.sans])).toEqual([['Vérification du dossier', ['BJ']], ['Signature de l’attestation', ['BJ']]])
  expect(bureauxInconnus(interne, territoires)).toEqual(['direction-dpaf'])
})

it('ne dit rien quand tout est tenu, et regarde le seul bureau d’un circuit fixe', () => {
  const partout = new Set(['120301', '120302', '120401'].flatMap((c) => [clePoste('agent_arrondissement', c), clePoste('chef_arrondissement', c)]))
  expect(lacunes(demarche({ stations }), territoires, partout)).toEqual([])
  const fixe = { bureau: { fixe: 'cabinet' }, stations: [{ ...stations[0]!, qui: { roles: ['directeur'] } }, { ...stations[1]!, qui: { roles: ['directeur'] } }] }
  expect(lacunes(demarche(fixe), territoires, new Set([clePoste('directeur', 'BJ')]))).toEqual([])
  expect(lacunes(demarche(fixe), territoires, new Set()).map((l) => [l.sans, l.total])).toEqual([[['BJ'], 1], [['BJ'], 1]])
})
