import { expect, it } from 'vitest'
import { definitionExemple, lieuxExemple, MAINTENANT, reponsesExemple } from '../../../kernel/formulaires/exemple.ts'
import { lireSaisie } from '../../../kernel/formulaires/index.ts'
import type { FichierJoint, Reponses } from '../../../kernel/formulaires/index.ts'
import { alleger, nouvelleDemande, papiersDe, porter, remplirEtape, remplissageDe, resteAFaire } from './navigateur/demande.ts'
import type { Demande } from './navigateur/demande.ts'

const territoires = lieuxExemple()
const contexte = { maintenant: MAINTENANT, territoires }
const offerte = { code: 'exemple', version: 1, titre: 'Exemple', resume: '', demandeur: ['nom', 'prenoms'], formulaire: definitionExemple() }
const neuve = (): Demande => nouvelleDemande({ id: '01990000-0000-7000-8000-000000000001', code: 'AAAAA-BBBBB' }, offerte, { id: 'p', libelle: 'Guichet' }, MAINTENANT)

it('ce qui part se relit, sur le serveur, dans les mêmes réponses, papiers des blocs compris', () => {
  const pleine: Demande = { ...neuve(), reponses: reponsesExemple() }
  const papiers = papiersDe(offerte.formulaire, pleine.reponses)
  const tous = Object.values(papiers).flat()
  expect(Object.keys(papiers).some((nom) => /^\w+\.0\.\w+$/.test(nom))).toBe(true)
  const arrives = Object.fromEntries(tous.map((f, i) => [f.reference, `01990000-0000-7000-9000-${String(i).padStart(12, '0')}`]))
  const envoi = remplissageDe({ ...pleine, arrives }, territoires)
  expect(JSON.stringify(envoi.etapes)).not.toMatch(/\.garde|\.retire/)
  const la = new Map(tous.map((f): [string, FichierJoint] => [arrives[f.reference]!, { ...f, reference: arrives[f.reference]! }]))
  const fichiers = Object.fromEntries(Object.entries(envoi.papiers).map(([nom, ids]) => [nom, ids.map((id) => la.get(id)!)]))
  let reponses: Reponses = {}
  for (const etape of offerte.formulaire.etapes) reponses = lireSaisie(offerte.formulaire, etape, envoi.etapes[etape.code] ?? {}, { reponses, ...contexte, fichiers }).reponses
  const attendues = JSON.stringify(pleine.reponses).replaceAll(/"reference":"([^"]+)"/g, (tout, r: string) => (arrives[r] ? `"reference":"${arrives[r]}"` : tout))
  expect(reponses).toEqual(JSON.parse(attendues))
})

it('une étape garde ce qui est faux comme ce qui est juste, dit la faute, et nomme le demandeur', () => {
  const etape = offerte.formulaire.etapes[0]!
  const lu = remplirEtape(neuve(), etape, { nom: 'Dossou', prenoms: 'Sènami 2' }, {}, contexte)
  expect(lu.erreurs['prenoms']).toMatch(/sans chiffre/)
  expect(lu.demande).toMatchObject({ pour: 'Dossou', etat: 'brouillon', saisie: { [etape.code]: { nom: 'Dossou', prenoms: 'Sènami 2' } } })
  expect(resteAFaire(lu.demande, contexte).length).toBeGreaterThan(0)
})

it('portée à un autre formulaire, une demande dit ce qui n’y a plus de place ; au même, rien ne bouge', () => {
  const pleine: Demande = { ...neuve(), reponses: reponsesExemple(), etat: 'attend' }
  expect(porter(pleine, offerte, territoires)).toBe(pleine)
  const [premiere, ...autres] = offerte.formulaire.etapes
  const sans = { ...offerte, version: 2, formulaire: { etapes: [{ ...premiere!, champs: premiere!.champs.filter((c) => c.code !== 'prenoms') }, ...autres] } }
  const portee = porter(pleine, sans, territoires)
  expect(portee.etat).toBe('brouillon')
  expect(portee.perdues.map((p) => p.texte)).toContain(pleine.reponses['prenoms'])
  expect(portee.reponses['nom']).toBe(pleine.reponses['nom'])
})

it('déposée, une demande ne garde rien de ce qui était répondu', () => {
  const pleine: Demande = { ...neuve(), reponses: reponsesExemple(), saisie: { a: { b: 'c' } }, mandat: { pour: 'absent', preuve: 'cip', numero: '0412', mandataire: 'Paul' } }
  expect(alleger(pleine, 'CR-2026-000001', MAINTENANT)).toMatchObject({ etat: 'envoyee', numero: 'CR-2026-000001', reponses: {}, saisie: {}, mandat: null, suivi: 'AAAAA-BBBBB' })
})
