import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../base.ts'
import type { Essai } from '../base.ts'
import { creerClient, listFormulaires } from '../client.ts'
import type { Client, Reponse } from '../client.ts'
import { commencer, CONTACT, etape, lieux, lire, lisible, PERSONNE } from '../demande.ts'

let essai: Essai
let client: Client
let id: string
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  client = creerClient(essai)
  id = await commencer(client)
})
afterAll(() => essai.ranger())

const saisieDe = (page: Reponse, action: string) => Object.fromEntries(listFormulaires(page.texte).find((f) => f.action.startsWith(action))!.champs)

/** 422, the sentence beside its field, everything typed still in the form, now and when the draft is opened another day. */
async function refuse(code: string, champs: Record<string, string>, nom: string, phrase: string) {
  const page = await etape(client, id, code, champs)
  expect(page.statut).toBe(422)
  expect(lisible(page.texte)).toContain(phrase)
  expect(page.texte).toMatch(new RegExp(`aria-(?:describedby|invalid)[^>]*${nom.replaceAll('.', '[.-]')}|${nom.replaceAll('.', '[.-]')}[^>]*aria-invalid`))
  const montree = saisieDe(page, `/brouillons/${id}`)
  const plusTard = saisieDe(await client.get(`/brouillons/${id}/${code}`), `/brouillons/${id}`)
  for (const [cle, valeur] of Object.entries(champs)) {
    expect([cle, montree[cle]]).toEqual([cle, valeur])
    expect([cle, plusTard[cle]]).toEqual([cle, valeur])
  }
  expect((await lire(essai, id)).reponses[nom.split('.')[0]!]).toBeUndefined()
}

describe('ce qui est mal écrit garde sa place, avec une phrase', () => {
  it.each([
    ['un nom vide', { nom: '   ' }, 'nom', 'Écrivez le nom de famille'],
    ['un nom fait de chiffres', { nom: 'Doss0u' }, 'nom', 'Écrivez le nom sans chiffre'],
    ['un nom de 5 000 lettres', { nom: 'a'.repeat(5000) }, 'nom', 'signes au plus'],
    ['un NPI de neuf chiffres', { npi: '123456789' }, 'npi', 'Le NPI a 10 chiffres : il y en a 9, il en manque 1'],
    ['un 31 février', { 'naissance.precision': 'jour', 'naissance.jour': '31', 'naissance.mois': '2', 'naissance.annee': '1958' }, 'naissance.jour', 'Février 1958 a 28 jours : vérifiez le jour'],
    ['un mois 13', { 'naissance.precision': 'mois', 'naissance.jour': '', 'naissance.mois': '13', 'naissance.annee': '1958' }, 'naissance.mois', 'Le mois de naissance va de 1 à 12'],
    ['une année à deux chiffres', { 'naissance.annee': '58' }, 'naissance.annee', 'Écrivez l’année de naissance en quatre chiffres'],
    ['une naissance à venir', { 'naissance.precision': 'annee', 'naissance.annee': '2099' }, 'naissance.annee', 'Cette date de naissance n’est pas encore arrivée'],
    ['une naissance en 1700', { 'naissance.precision': 'annee', 'naissance.annee': '1700' }, 'naissance.annee', 'elle remonte à plus de 130 ans'],
  ])('%s', async (_, champs, nom, phrase) => {
    await refuse('personne', { ...PERSONNE, ...(champs as Record<string, string>) }, nom, phrase)
  })

  it.each([
    ['un téléphone à huit chiffres : la forme en 01 est proposée', { telephone: '97 00 00 11' }, 'telephone', '01 97 00 00 11'],
    ['une adresse électronique sans point', { courriel: 'awa@exemple' }, 'courriel', 'Vérifiez l’adresse électronique'],
    ['un choix qui n’est pas proposé', { constat_souhait: 'lune' }, 'constat_souhait', 'Choisissez l’une des réponses proposées'],
  ])('%s', async (_, champs, nom, phrase) => {
    const page = await etape(client, id, 'contact', { ...CONTACT, domicile: lieux(essai).bohicon, ...champs })
    expect(page.statut).toBe(422)
    expect(lisible(page.texte)).toContain(phrase)
    const montree = saisieDe(page, `/brouillons/${id}`)
    if (nom !== 'constat_souhait') expect(montree[nom]).toBe(Object.values(champs)[0])
    expect(montree['domicile.precision']).toBe('Zongo')
  })

  it('« né vers 1958 » est une réponse, pas une faute', async () => {
    expect((await etape(client, id, 'personne', PERSONNE)).statut).toBe(303)
    expect((await lire(essai, id)).reponses.naissance).toEqual({ precision: 'vers', annee: 1958 })
  })

  it('un territoire inventé, et un nom de lieu inconnu', async () => {
    for (const domicile of ['BJ-XX-99', "'; drop table x; --", ''])
      expect((await etape(client, id, 'contact', { ...CONTACT, domicile, 'domicile.cherche': 'Atlantide' })).statut).toBe(422)
  })

  it('un champ envoyé deux fois', async () => {
    const page = await etape(client, id, 'personne', { ...PERSONNE, nom: ['Dossou', 'Houngbo'] } as never)
    expect(page.statut).toBe(422)
  })

  it('déposer un brouillon incomplet dit l’étape et la question, et ne dépose rien', async () => {
    const autre = creerClient(essai)
    const vide = await commencer(autre)
    const page = await autre.get(`/brouillons/${vide}/resume`)
    const refus = await autre.poster(`/brouillons/${vide}/deposer`, saisieDe(page, `/brouillons/${vide}/deposer`))
    expect(refus.statut).toBe(422)
    expect(lisible(refus.texte)).toContain('Avant de déposer, complétez l’étape « La personne concernée » : écrivez le nom de famille')
    expect(await lire(essai, vide)).toMatchObject({ etat: 'brouillon', numero: null })
  })

  it.each([
    ['', 'Il manque', 200],
    ['7K2M', 'Il manque 6 signes', 200],
    ['7K2M-94QX-3', 'Il manque un signe', 200],
    ['7K2M-94QX-3HH', '1 signe', 200],
    ['1234567890', 'un faux', 200],
    ['AAAA-AAAA-AA\0', '', 200],
    ['é'.repeat(3000), '', 200],
    [`https://iroko.test/v/#${'1'.repeat(70)}`, 'adresse du QR', 200],
  ])('vérifier le code « %.20s »', async (code, phrase, statut) => {
    const page = await creerClient(essai, { ip: `10.0.0.${code.length % 250}` }).get(`/verifier?code=${encodeURIComponent(code)}`)
    expect(page.statut).toBe(statut)
    if (code !== '' && phrase !== '1 signe') expect(lisible(page.texte)).toContain(phrase)
    expect(lisible(page.texte)).not.toContain('Ce document est authentique')
  })
})
