import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Enveloppe } from './enveloppe.ts'
import { ENVELOPPE_AU_PLUS } from './archive.ts'
import { exempleEnveloppe } from './exemple.ts'
import { ATTENTES, CODES } from './fautes.ts'
import { avecXml, versXml } from './xml.ts'

const RACINE = join(import.meta.dirname, '../../../..')
const guide = readFileSync(join(RACINE, 'docs/legalite-enveloppe.md'), 'utf8')
const xsd = readFileSync(join(RACINE, 'content/legalite/acte-1.0.xsd'), 'utf8')
const bloc = (langue: string, contient: string): string => [...guide.matchAll(/```(\w+)\n(.*?)```/gs)].find(([, l, texte]) => l === langue && texte!.includes(contient))![2]!

describe('le guide du développeur', () => {
  it('dit chaque code de faute, avec sa phrase, et aucun autre', () => {
    const dits = [...guide.matchAll(/^\| `(E\d\d)` \| (.*) \|$/gm)].map(([, code, phrase]) => [code, phrase])
    expect(dits).toEqual(Object.entries(CODES))
    const cites = [...guide.matchAll(/\bE\d\d\b/g)].map(([code]) => code)
    expect(cites.filter((code) => !Object.hasOwn(CODES, code))).toEqual([])
    expect(guide).toContain(`de ${ENVELOPPE_AU_PLUS / 1_048_576} Mo au plus`)
  })

  it('donne un exemple que l’on peut envoyer, le même en JSON et en XML', async () => {
    const json = Enveloppe.parse(JSON.parse(bloc('json', '"emetteur"')))
    const { brut, ecarts } = avecXml(bloc('xml', '<emetteur>'), (lu) => ({ brut: lu.objet(), ecarts: lu.juger() }))
    expect(ecarts).toEqual([])
    expect(Enveloppe.parse(brut)).toEqual(json)
    // It is the example of the demonstration, with fewer fingerprints.
    const { enveloppe } = await exempleEnveloppe()
    const sansEmpreinte = (e: Enveloppe) => JSON.parse(JSON.stringify(e, (cle, v: unknown) => (cle === 'sha256' ? undefined : v))) as unknown
    expect(sansEmpreinte(json)).toEqual(sansEmpreinte(enveloppe))
  })

  it('nomme chaque champ, que le schéma connaît et dont on sait dire ce qu’il attend', async () => {
    const noms = new Set([...xsd.matchAll(/<xs:element name="(\w+)"/g)].map(([, nom]) => nom!))
    noms.delete('enveloppe')
    expect(Object.keys(ATTENTES).toSorted()).toEqual([...noms].toSorted())
    for (const nom of noms) if (!['acte', 'ligne', 'lien', 'annexe'].includes(nom)) expect(guide, nom).toContain(`\`${nom}\``)
    // Every field of an envelope that has them all is in the table of what is awaited.
    const ecrits = [...versXml((await exempleEnveloppe()).enveloppe).matchAll(/<(\w+)/g)].map(([, nom]) => nom!)
    expect([...new Set(ecrits)].filter((nom) => nom !== 'enveloppe' && !ATTENTES[nom])).toEqual([])
  })

  it('chaque code du catalogue est dit quelque part dans le code qui lit', () => {
    const sources = ['archive.ts', 'fautes.ts', 'juger.ts', 'lire.ts', 'traduire.ts'].map((nom) => readFileSync(join(import.meta.dirname, nom), 'utf8')).join('\n')
    expect(Object.keys(CODES).filter((code) => !sources.includes(`'${code}'`))).toEqual([])
  })
})
