import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { lireSaisie } from '../../kernel/formulaires/index.ts'
import { lieuxExemple } from '../../kernel/formulaires/exemple.ts'
import { lireDemarche } from './definition.ts'
import { direValidite, finValidite } from './validite.ts'

const lue = async (code: string) => lireDemarche(parse(await readFile(`content/demarches/${code}/demarche.yaml`, 'utf8')))
const maintenant = new Date('2026-11-26T09:00:00Z')
const contexte = { maintenant, territoires: lieuxExemple(), reponses: {} }
const boites = (nom: string, iso: string) => ({ [`${nom}.annee`]: iso.slice(0, 4), [`${nom}.mois`]: iso.slice(5, 7), [`${nom}.jour`]: iso.slice(8) })
const jour = (n: number) => new Date(Date.UTC(2026, 10, 26 + n)).toISOString().slice(0, 10)
const regle = { source: 'Essai', verifie: true }

describe('des dates possibles', () => {
  it('un voyage ne finit pas avant d’avoir commencé', async () => {
    const { formulaire } = await lue('autorisation-parentale')
    const etape = formulaire.etapes.find((e) => e.code === 'voyage')!
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 700 }), (depart, retour) => {
        const { erreurs } = lireSaisie(formulaire, etape, { ...boites('depart', jour(depart)), ...boites('retour', jour(retour)) }, contexte)
        expect(erreurs['retour'] !== undefined).toBe(retour < depart)
        expect(erreurs['depart']).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })

  it.each([['08:00', '08:00', true], ['14:00', '09:30', true], ['08:00', '08:15', false], ['17:45', '18:00', false]])('une absence de %s à %s : refusée %s', async (de, a, refusee) => {
    const { formulaire } = await lue('autorisation-d-absence')
    const etape = formulaire.etapes.find((e) => e.code === 'absence')!
    const { erreurs } = lireSaisie(formulaire, etape, { motif: 'sante', duree: 'heures', ...boites('jour', jour(3)), de, a, exactitude: 'oui' }, contexte)
    expect(Object.keys(erreurs)).toEqual(refusee ? ['a'] : [])
  })
})

describe('jusqu’à quand un papier est valable', () => {
  it('jusqu’au jour répondu, jamais avant celui de la signature ; une règle non confirmée ne fait rien expirer', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 800 }), fc.integer({ min: 0, max: 100 }), (retour, signe) => {
        const validite = { valeur: 3, unite: 'mois' as const, jusque: 'retour', ...regle }
        const fin = finValidite(validite, { retour: jour(retour) }, jour(signe))!
        expect(fin).toBe(jour(Math.max(retour, signe)))
        expect(finValidite({ ...validite, jusque: 'periode' }, { periode: { du: '2020-01-01', au: jour(Math.max(retour, signe)) } }, jour(signe))).toBe(fin)
        expect(finValidite({ ...validite, verifie: false }, { retour: jour(retour) }, jour(signe))).toBeUndefined()
      }),
    )
  })

  it('sans réponse, ou sans question, la durée', () => {
    const validite = { valeur: 3, unite: 'mois' as const, ...regle }
    expect(finValidite(validite, {}, '2026-11-26')).toBe('2027-02-26')
    expect(finValidite({ ...validite, jusque: 'retour' }, {}, '2026-11-26')).toBe('2027-02-26')
    expect(finValidite(undefined, {}, '2026-11-26')).toBeUndefined()
  })

  it('l’autorisation parentale va jusqu’au retour, règle à confirmer ; une question qui ne donne pas de jour est refusée', async () => {
    const demarche = await lue('autorisation-parentale')
    expect(demarche.document!.validite).toMatchObject({ jusque: 'retour', verifie: false })
    expect(direValidite(demarche.document!.validite!, '3 mois', demarche.formulaire)).toBe('Jusqu’au jour donné à «\u00a0Retour\u00a0»')
    const brut = parse(await readFile('content/demarches/autorisation-parentale/demarche.yaml', 'utf8')) as { document: { validite: { jusque: string } } }
    for (const jusque of ['destination', 'absente']) {
      brut.document.validite.jusque = jusque
      expect(() => lireDemarche(brut)).toThrow(`« ${jusque} » n’est pas une question qui donne une date ou une période`)
    }
  })
})
