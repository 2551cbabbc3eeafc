import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { lisible } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { empreinteDemarche } from '../demarches/definition.ts'
import { lireDemarche, modeleFinal } from '../demarches/index.ts'
import { stringify } from 'yaml'
import type { Brut } from './brut.ts'
import { separerContenus } from './contenus-zip.ts'
import { lireDossierZip } from './dossier-zip.ts'

const CONTENU = 'content/demarches'
const dossierDe = (code: string): Record<string, Uint8Array> => Object.fromEntries(readdirSync(join(CONTENU, code)).map((nom) => [`${code}/${nom}`, new Uint8Array(readFileSync(join(CONTENU, code, nom)))]))
const YAML = strToU8('code: essai-zip\ntitre: Essai\n')
const phrase = (fichiers: Record<string, Uint8Array>, level: 0 | 6 = 6) => {
  try {
    return lireDossierZip(zipSync(fichiers, { level })).modele
  } catch (erreur) {
    return (erreur as Error).message
  }
}
/** The size that an archive announces for its only file, changed in its two headers. */
function mentir(zip: Uint8Array, taille: number): Uint8Array {
  const copie = Buffer.from(zip)
  copie.writeUInt32LE(taille, 22)
  copie.writeUInt32LE(taille, copie.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
  return copie
}

describe('le dossier d’une démarche dans une archive', () => {
  it('celui de content/ se lit tel quel, tables comprises', () => {
    const { contenu } = lireDossierZip(zipSync(dossierDe('demande-de-conge')))
    expect(lireDemarche(contenu).code).toBe('demande-de-conge')
    expect(JSON.stringify(contenu)).toContain('"lignes"')
  })

  it('une archive hostile se refuse en une phrase, sans rien ouvrir de trop', () => {
    expect(phrase({ '../../etc/passwd.yaml': YAML })).toContain('n’a rien à faire ici')
    expect(phrase({ '/demarche.yaml': YAML })).toContain('n’a rien à faire ici')
    expect(phrase({ 'x-y-z/demarche.yaml': YAML, 'x-y-z/virus.exe': YAML })).toContain('virus.exe')
    expect(phrase({ 'a-b-c/demarche.yaml': YAML, 'd-e-f/demarche.yaml': YAML })).toContain('deux dossiers')
    expect(phrase({ 'demarche.yaml': YAML, 'plan.png': strToU8('<svg>') })).toContain('n’est pas une image')
    expect(phrase({ 'document.typ': YAML })).toContain('Il manque demarche.yaml')
    expect(phrase({ 'demarche.yaml': new Uint8Array([0xff, 0xfe, 0x00]) })).toContain('UTF-8')
    expect(phrase({ 'demarche.yaml': strToU8('- 1\n') })).toContain('n’est pas une définition')
    expect(phrase(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`t${i}.csv`, new Uint8Array(0)])), 0)).toContain('plus de 60 fichiers')
    // A thousand to one: sixteen megabytes of zeros in sixteen kilobytes.
    expect(phrase({ 'demarche.yaml': YAML, 'table.csv': new Uint8Array(16 * 1_048_576) })).toContain('ferait plus de 12 Mo')
    // Neither text is opened past what one would write: four megabytes of YAML held the server thirteen seconds and took two gigabytes.
    for (const nom of ['demarche.yaml', 'document.typ']) {
      expect(phrase({ 'demarche.yaml': YAML, [nom]: new Uint8Array(512 * 1024 + 1).fill(35) })).toMatch(new RegExp(`« ${nom} » ferait plus de 512\\sKo une fois ouvert`))
      expect(phrase({ 'demarche.yaml': YAML, [nom]: Buffer.from(`code: essai-zip\n#${' '.repeat(400_000)}`) })).not.toContain('512')
    }
    // As many keys as such a text may hold.
    const cles = Array.from({ length: 47_000 }, (_, i) => `a${i}: 1\n`).join('')
    expect(phrase({ 'demarche.yaml': strToU8(`${cles}a5: 2\n`) })).toContain('« a5 » y est deux fois')
    // A directory that lies about a size gets no more than what it announced.
    const bombe = zipSync({ 'demarche.yaml': new Uint8Array(8 * 1_048_576).fill(97) })
    expect(() => lireDossierZip(mentir(bombe, 10))).toThrow('abîmé dans l’archive')
    expect(() => lireDossierZip(mentir(zipSync({ 'demarche.yaml': YAML }), 1000))).toThrow('abîmé dans l’archive')
    expect(() => lireDossierZip(strToU8('PK pas une archive'))).toThrow('abîmée')
    expect(phrase({ '__MACOSX/x/._demarche.yaml': YAML, 'x-y-z/demarche.yaml': YAML, 'x-y-z/.DS_Store': YAML })).toBe('')
  })

  it('quoi qu’on envoie, une phrase ou une définition, jamais une panne', () => {
    const bon = zipSync({ 'demarche.yaml': YAML })
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(bon.length), (bruit, ou) => {
      const abime = Buffer.from(bon)
      abime.set(bruit.subarray(0, Math.max(0, abime.length - ou)), ou)
      try {
        return typeof lireDossierZip(abime).contenu === 'object'
      } catch (erreur) {
        return (erreur as Error).message.length > 0 && !/undefined|Cannot read/.test((erreur as Error).message)
      }
    }))
  })
})

it('une longue table et les images partent en fichiers, et reviennent telles quelles', () => {
  const lignes = Array.from({ length: 4000 }, (_, i) => [`v${i}`, `Rue "${i}" ; du Marché, à l’Est\u00a0! ${'x'.repeat(200)}`, ''])
  const donnees = `data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')}`
  const image = { type: 'image', fichier: 'plan.svg', alternative: 'Un plan', donnees }
  const champs = [{ code: 'rue', type: 'reference', libelle: 'Rue', table: { colonnes: ['code', 'nom', 'reste'], cle: 'code', libelle: 'nom', lignes } }, { code: 'a', ...image }, { code: 'b', ...image, donnees: donnees.replace('data:image/svg+xml', 'data:image/png') }, { code: 'c', ...image }]
  const contenu = { code: 'essai-zip', titre: 'Essai', formulaire: { etapes: [{ code: 'e', titre: 'E', champs }] } } as unknown as Brut
  const { contenu: court, fichiers } = separerContenus(contenu)
  expect(fichiers.map((f) => f.nom)).toEqual(['rue.csv', 'plan.svg'])
  const yaml = stringify(court)
  expect(yaml.length).toBeLessThan(3000)
  const zip = zipSync({ 'essai-zip/demarche.yaml': strToU8(yaml), ...Object.fromEntries(fichiers.map((f) => [`essai-zip/${f.nom}`, new Uint8Array(f.octets)])) })
  expect(lireDossierZip(zip).contenu).toEqual(contenu)
})

describe('d’une installation à l’autre', () => {
  let essai: Essai
  let agent: AgentEssai
  beforeAll(async () => {
    essai = await ouvrirEssai({ travaille: false })
    agent = await creerAgent(essai, 'directeur', 'BJ')
  })
  afterAll(() => essai.ranger())
  const importer = (octets: Uint8Array, nom = 'demarche.zip') => agent.client.envoyer('/conception/nouveau', {}, { action: '/conception/importer-dossier', fichiers: { dossier: { nom, type: 'application/zip', octets } } })
  const empreinte = async (id: string) => {
    const { rows } = await sql<{ contenu: Brut; modele: string }>`select contenu, modele from conception.projet where id = ${id}`.execute(essai.maison.base.lire)
    const demarche = lireDemarche(rows[0]!.contenu)
    return empreinteDemarche(demarche, modeleFinal(demarche, rows[0]!.modele))
  }

  it('l’export se réimporte à l’identique, pour chaque démarche de la plateforme', async () => {
    for (const code of ['certificat-de-residence', 'demande-de-conge', 'affirmation-de-convention', 'ordre-de-mission']) {
      const un = await importer(zipSync(dossierDe(code)))
      expect([code, un.statut, lisible(un.texte).slice(0, 300)]).toEqual([code, 303, ''])
      const premier = un.vers!.split('/')[2]!
      const zip = (await agent.client.get(`/conception/${premier}/demarche.zip`)).octets
      await agent.client.envoyer(`/conception/${premier}`, {}, { action: `/conception/${premier}/abandonner` })
      const second = (await importer(zip)).vers!.split('/')[2]!
      expect(await empreinte(second)).toBe(await empreinte(premier))
      await agent.client.envoyer(`/conception/${second}`, {}, { action: `/conception/${second}/abandonner` })
    }
  })

  it('un refus se lit au-dessus du formulaire', async () => {
    // Before any file: one that was refused waits for the next sending.
    expect(lisible((await agent.client.envoyer('/conception/nouveau', {}, { action: '/conception/importer-dossier' })).texte)).toContain('Choisissez l’archive')
    const refus = await importer(zipSync({ '../demarche.yaml': YAML }))
    expect(refus.statut).toBe(422)
    expect(lisible(refus.texte)).toContain('n’a rien à faire ici')
    expect(lisible((await importer(strToU8('du texte'))).texte)).toContain('n’est pas une archive ZIP')
  })
})
