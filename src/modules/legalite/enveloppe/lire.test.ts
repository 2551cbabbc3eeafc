import fc from 'fast-check'
import { diag } from 'libxml2-wasm'
import { PDFDocument } from 'pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { zipper } from '../../../lib/zip.ts'
import type { Enveloppe } from './enveloppe.ts'
import { archiver, exempleEnveloppe } from './exemple.ts'
import type { Faute } from './fautes.ts'
import { lireEnveloppe } from './lire.ts'
import { versXml } from './xml.ts'

const BORNES = { actes: 10, octets: 10 * 1_048_576 }
type Contenus = readonly (readonly [string, string | Uint8Array])[]

async function zip(contenus: Contenus): Promise<Uint8Array> {
  const morceaux: Buffer[] = []
  for await (const m of zipper(contenus.map(([nom, contenu]) => ({ nom, octets: Buffer.from(contenu as string), le: new Date(0), serrer: true })))) morceaux.push(m)
  return Buffer.concat(morceaux)
}

let exemple: Enveloppe
let fichiers: Map<string, Uint8Array>
let xml: string
beforeAll(async () => {
  ;({ enveloppe: exemple, fichiers } = await exempleEnveloppe())
  xml = versXml(exemple)
})

function fautesDe(archive: Uint8Array, bornes = BORNES): Faute[] {
  const lue = lireEnveloppe(archive, bornes)
  return 'fautes' in lue ? lue.fautes : []
}
const codes = (fautes: readonly Faute[]): string[] => fautes.map((f) => f.code)
const avecXml = async (texte: string | Uint8Array): Promise<Faute[]> => fautesDe(await zip([['enveloppe.xml', texte], ...fichiers]))
type Brut = { [cle: string]: unknown; actes: Record<string, unknown>[] }
const avecJson = async (changer: (e: Brut) => void): Promise<Faute[]> => {
  const copie = structuredClone(exemple) as unknown as Brut
  changer(copie)
  return fautesDe(await zip([['enveloppe.json', JSON.stringify(copie)], ...fichiers]))
}
/** One code, and where: « E16 2026-014 /enveloppe/… ». */
const dire = (fautes: readonly Faute[]): string[] => fautes.map((f) => [f.code, f.acte, f.chemin].filter((x) => x !== undefined).join(' '))

describe('une archive saine', () => {
  it.each(['xml', 'json'] as const)('l’exemple se lit en %s, avec ses PDF', async (genre) => {
    const lue = lireEnveloppe(await archiver(exemple, fichiers, genre), BORNES)
    expect(lue).toEqual({ enveloppe: exemple, fichiers: new Map([...fichiers].map(([nom, octets]) => [nom, Buffer.from(octets)])), genre })
  })

  it('l’exemple est fait de vrais PDF, les mêmes chaque fois', async () => {
    const encore = await exempleEnveloppe()
    expect(encore.enveloppe).toEqual(exemple)
    for (const octets of encore.fichiers.values()) expect((await PDFDocument.load(octets)).getPageCount()).toBe(1)
  })

  it('un dossier vide de l’archive, une marque d’ordre, un schemaLocation et un seul PDF pour deux actes passent', async () => {
    const partage = { ...exemple, actes: exemple.actes.map((a) => ({ ...a, annexes: [{ code: 'plan', titre: 'Plan', fichier: 'collectif-2026.pdf' }] })) }
    const texte = `\ufeff${versXml(partage).replace('xmlns=', 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:iroko:acte:1.0 http://exemple.test/acte-1.0.xsd" xmlns=')}`
    const lue = lireEnveloppe(await zip([['vide/', ''], ['enveloppe.xml', texte], ...fichiers]), BORNES)
    expect(lue).toMatchObject({ genre: 'xml', enveloppe: partage })
  })
})

describe('l’archive', () => {
  it('ce qui n’est pas un ZIP, ou est abîmé, ne s’ouvre pas', async () => {
    const bonne = await archiver(exemple, fichiers, 'json')
    for (const octets of [new Uint8Array(), Buffer.from('bonjour'), bonne.subarray(0, bonne.length - 30)]) expect(codes(fautesDe(octets))).toEqual(['E01'])
    const abimee = Buffer.from(bonne)
    abimee.fill(0, 60, 90)
    expect(fautesDe(abimee)[0]).toMatchObject({ code: 'E01', phrase: '« enveloppe.json » est abîmé dans l’archive.' })
  })

  it('il y faut une enveloppe, et une seule', async () => {
    expect(codes(fautesDe(await zip([...fichiers])))).toEqual(['E06'])
    expect(codes(fautesDe(await zip([['Enveloppe.XML', xml], ...fichiers])))).toEqual(['E06', 'E04'])
    expect(codes(fautesDe(await zip([['enveloppe.xml', xml], ['enveloppe.json', '{}'], ...fichiers])))).toEqual(['E07'])
  })

  it('les tailles et les nombres sont bornés avant d’ouvrir', async () => {
    const bonne = await archiver(exemple, fichiers, 'xml')
    expect(fautesDe(bonne, { actes: 10, octets: 4000 })).toEqual([{ code: 'E03', phrase: expect.stringContaining('ferait plus de 4\u00a0Ko') }])
    const mille = Array.from({ length: 103 }, (_, n) => [`f${n}.pdf`, 'x'] as const)
    expect(codes(fautesDe(await zip([['enveloppe.xml', xml], ...mille]), { ...BORNES, actes: 2 }))).toEqual(['E02'])
    expect(codes(fautesDe(await zip([['enveloppe.xml', new Uint8Array(2 * 1_048_576 + 1)]])))).toEqual(['E08'])
    expect(codes(fautesDe(bonne, { ...BORNES, actes: 1 }))).toEqual(['E18'])
    expect(codes(fautesDe(await archiver(exemple, fichiers, 'json'), { ...BORNES, actes: 1 }))).toEqual(['E18'])
  })

  it('un nom avec un chemin, un accent ou une autre fin, ou deux fois le même, est refusé', async () => {
    for (const nom of ['../a.pdf', 'd/a.pdf', '/a.pdf', '..\\a.pdf', 'C:a.pdf', 'a..pdf', '.pdf', 'é.pdf', 'a b.pdf', 'a.docx', 'a.pdf\0', '__proto__', `${'a'.repeat(97)}.pdf`])
      expect(codes(fautesDe(await zip([['enveloppe.xml', xml], ...fichiers, [nom, 'x']]))), nom).toEqual(['E04'])
    expect(codes(fautesDe(await zip([['enveloppe.xml', xml], ...fichiers, ['arrete-2026-031.pdf', 'x']])))).toEqual(['E05'])
  })
})

describe('le texte de l’enveloppe', () => {
  it('ce qui n’est pas en UTF-8 est refusé, quoi que le texte dise', async () => {
    const seize = Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')
    for (const texte of [Buffer.from(xml, 'latin1'), seize, seize.subarray(2), xml.replace('UTF-8', 'ISO-8859-1'), xml.replace('UTF-8', 'UTF-7')]) expect(codes(await avecXml(texte))).toEqual(['E09'])
    expect(codes(await avecXml(xml.replace('"UTF-8"', "'utf-8'")))).toEqual([])
  })

  it('un DOCTYPE, une entité externe, un milliard de rires sont refusés sans être lus', async () => {
    const rires = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const dtds = ['<!DOCTYPE enveloppe>', '<!DOCTYPE enveloppe SYSTEM "http://127.0.0.1:9/x.dtd">', '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]>', `<!DOCTYPE e [<!ENTITY l0 "ha">${rires}]>`, '<!doctype e>']
    for (const dtd of dtds) {
      const [seule, ...reste] = await avecXml(xml.replace('<enveloppe', `${dtd}<enveloppe`).replace('Circulation', '&l10;&x;'))
      expect([seule, reste]).toMatchObject([{ code: 'E10', phrase: expect.stringMatching(/^Ligne 2 : /) }, []])
    }
    expect(await avecXml(xml.replace('&amp;', '&nbsp;'))).toEqual([{ code: 'E10', phrase: 'Ligne 55 : l’entité « &nbsp; » n’existe pas ici. Écrivez le caractère lui-même.' }])
    expect(codes(await avecXml(xml.replace('<objet>', '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><objet>')))).toEqual(['E15'])
  })

  it('un XML mal formé dit sa ligne et ce qui cloche', async () => {
    const cas: [string, RegExp][] = [
      [xml.replace('</objet>', '</objte>'), /^Ligne 12 : « <\/objte> » ferme « <objet> », ouvert ligne 12\.$/],
      [xml.slice(0, 500), /^Ligne 16 : « <signataire> », ouvert ligne 15, n’est jamais fermé\.$/],
      [xml.replace('&amp;', '&'), /^Ligne 55 : un « & » est seul\. Écrivez « &amp; »\.$/],
      [xml.replace('&amp;', '<'), /^Ligne 55 : un « < » est seul/],
      [`${xml}<a/>`, /^Ligne 69 : il y a quelque chose après la fin/],
      [xml.replace('<objet>', '<q:objet>'), /^Ligne 12 : le préfixe « q » n’est déclaré/],
      [xml.replace('<objet>', '<objet a=1>'), /^Ligne 12 : un attribut n’est pas entre guillemets/],
      [xml.replace('<objet>', '<objet a="1" a="2">'), /^Ligne 12 : l’attribut « a » y est deux fois/],
      [xml.replace('<objet>', '<objet>\u0001'), /^Ligne 12 : un caractère y est interdit/],
      [xml.replace('<objet>', '<objet><![CDATA['), /CDATA n’est pas fermée/],
      [xml.replace('<objet>', '<!-- a -- b --><objet>'), /commentaire est mal écrit/],
      [`\n${xml}`, /déclaration <\?xml … \?> ne vient qu’une fois/],
      ['<a>'.repeat(5000), /trop d’éléments sont les uns dans les autres/],
      ['bonjour', /^Ligne 1 : un élément devait commencer là/],
      ['', /^L’enveloppe XML est vide/],
    ]
    for (const [texte, phrase] of cas) expect(await avecXml(texte)).toEqual([{ code: 'E11', phrase: expect.stringMatching(phrase) }])
  })

  it('un JSON mal formé, ou qui n’est pas un objet, le dit', async () => {
    const json = (texte: string) => zip([['enveloppe.json', texte], ...fichiers])
    expect(fautesDe(await json('{\n "version": "1.0",\n x }'))).toEqual([{ code: 'E12', phrase: expect.stringMatching(/^(?:Ligne 3 : le|Le) JSON est mal formé\.$/) }])
    for (const texte of ['[]', 'null', '3', '"x"']) expect(codes(fautesDe(await json(texte)))).toEqual(['E13'])
    expect(codes(await avecXml('<autre/>'))).toEqual(['E13'])
    expect(codes(await avecXml(xml.replace('urn:iroko:acte:1.0', 'urn:iroko:acte:2.0')))).toEqual(['E13'])
  })
})

describe('les champs', () => {
  it('les fautes de tous les actes sont dites à la fois, en XML à leur ligne', async () => {
    const fautes = await avecXml(xml.replaceAll(/<(\/?)objet>/g, '<$1objett>').replace('2026-10-19', '2026-02-30').replace('>recette<', '>entree<').replace('deliberation-2026-014.pdf', 'absent.pdf'))
    expect(dire(fautes)).toEqual([
      'E14 2026-014 /enveloppe/actes/acte[1]/objet', 'E16 2026-014 /enveloppe/actes/acte[1]/budget/ligne[1]/sens', 'E15 2026-014 /enveloppe/actes/acte[1]/objett',
      'E14 2026-031 /enveloppe/actes/acte[2]/objet', 'E16 2026-031 /enveloppe/actes/acte[2]/date', 'E15 2026-031 /enveloppe/actes/acte[2]/objett', 'E20 2026-014 /enveloppe/actes/acte[1]/principal/fichier',
    ])
    expect(await avecXml(xml.replaceAll(/<(\/?)(?=[a-z])/g, '<$1act:').replace('xmlns=', 'xmlns:act='))).toEqual([])
    expect(fautes[4]!.phrase).toBe('Ligne 56, acte « 2026-031 » : « date » attend un jour du calendrier écrit AAAA-MM-JJ, de 1900 à 2099, et dit « 2026-02-30 ».')
  })

  it('ce que seul le schéma XSD voit est dit en français', async () => {
    const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    const cas: [string, string, RegExp][] = [
      [xml.replace('<acte>', '<acte id="3">'), 'E15 2026-014 /enveloppe/actes/acte[1]/@id', /« id » n’est pas attendu/],
      [xml.replace('<actes>', '<actes>bonjour'), 'E15 /enveloppe/actes', /ne prend que des éléments/],
      [xml.replace('<objet>', '<objet><b/>'), 'E15 2026-014 /enveloppe/actes/acte[1]/objet', /ne prend qu’un texte/],
      [xml.replace('<commune>', '<commune>0102</commune><commune>'), 'E15 /enveloppe/commune', /une fois de trop, ou n’est pas de ce format\. On attend encore « reference » ou « actes »/],
      [xml.replace('<nom>', `<nom ${xsi} xsi:nil="true">`), 'E17 2026-014 /enveloppe/actes/acte[1]/signataire/nom', /xsi:nil/],
      [xml.replace('<nom>', `<nom ${xsi} xsi:type="Autre">`), 'E17 2026-014 /enveloppe/actes/acte[1]/signataire/nom', /xsi:type/],
      [xml.replace('<commune>', '<commune xmlns="urn:autre"/><commune>'), 'E15 /enveloppe/commune', /n’est pas de ce format/],
    ]
    for (const [texte, ou, phrase] of cas) {
      const fautes = await avecXml(texte)
      expect(dire(fautes)).toEqual([ou])
      // Under a prefix of the sender's own, the same.
      const prefixe = texte.replace(/<(\/?)(?=[a-z])/g, '<$1act:').replace('<act:enveloppe xmlns=', '<act:enveloppe xmlns:act=').replace('act:commune xmlns="urn:autre"', 'a:commune xmlns:a="urn:autre"')
      expect(await avecXml(prefixe)).toEqual(fautes)
      expect(fautes[0]!.phrase).toMatch(phrase)
      expect(fautes[0]!.phrase).toMatch(/^Ligne \d+/)
      expect(fautes[0]!.phrase).not.toMatch(/\b(?:Element|element|expected|value|attribute)\b/)
    }
  })

  it('en JSON, un chemin est un pointeur, un acte sans numéro est dit par son rang', async () => {
    const fautes = await avecJson((e) => {
      e.inconnu = 1
      Object.assign(e.actes[0]!, { objet: 3, liens: [], 'a/b': 1 })
      Object.assign(e.actes[1]!, { numero: undefined, montant: 1.5, signataire: null, annexes: Array.from({ length: 51 }, () => ({})) })
    })
    expect(dire(fautes)).toEqual(['E16 2026-014 /actes/0/objet', 'E16 2026-014 /actes/0/liens', 'E15 2026-014 /actes/0/a~1b', 'E14 2 /actes/1/numero', 'E16 2 /actes/1/signataire', 'E16 2 /actes/1/montant', 'E16 2 /actes/1/annexes', 'E15 /inconnu'])
    expect(fautes[3]!.phrase).toBe('Acte n° 2 : il manque « numero », qui attend de 1 à 15 signes parmi A à Z, 0 à 9, « - », « / » et « _ ».')
    expect(dire(await avecJson((e) => (e.actes = [])))).toEqual(['E16 /actes'])
    expect(dire(await avecJson((e) => (e.actes = [3] as never)))).toEqual(['E16 1 /actes/0'])
  })

  it('un même numéro deux fois est dit, même quand le reste est faux', async () => {
    expect(dire(await avecXml(xml.replace('2026-031<', ' 2026-014 <')))).toEqual(['E19 2026-014 /enveloppe/actes/acte[2]/numero'])
    expect(dire(await avecJson((e) => Object.assign(e.actes[1]!, { numero: '2026-014', date: '' })))).toEqual(['E16 2026-014 /actes/1/date', 'E19 2026-014 /actes/1/numero'])
  })
})

describe('les fichiers', () => {
  it('un fichier nommé et absent, présent et jamais nommé, autre que son empreinte', async () => {
    const avec = (contenus: Contenus) => zip([['enveloppe.xml', xml], ...contenus]).then((z) => fautesDe(z))
    const sans = [...fichiers].filter(([nom]) => nom !== 'collectif-2026.pdf')
    expect(dire(await avec(sans))).toEqual(['E20 2026-014 /enveloppe/actes/acte[1]/annexes/annexe[1]/fichier'])
    expect(dire(await avec([...fichiers, ['autre.pdf', 'x']]))).toEqual(['E21 autre.pdf'])
    expect(dire(await avec([...sans, ['collectif-2026.pdf', 'x']]))).toEqual(['E22 2026-014 /enveloppe/actes/acte[1]/annexes/annexe[1]/sha256'])
    expect(dire(await avec([...sans, ['autre.pdf', 'x'], ['../b.pdf', 'x']]))).toEqual(['E04', 'E20 2026-014 /enveloppe/actes/acte[1]/annexes/annexe[1]/fichier', 'E21 autre.pdf'])
    expect(dire(await avecJson((e) => Object.assign(e.actes[1]!.principal as object, { fichier: '../arrete.pdf' })))).toEqual(['E04 2026-031 /actes/1/principal/fichier'])
  })
})

describe('ce qui veut épuiser la machine', () => {
  // Half a second or so each when measured; a minute or two before lists were judged by their length: the time a test is given would not do.
  it('un mégaoctet de n’importe quoi se refuse, et l’on attend peu', async () => {
    const remplir = (avant: string, quoi: string) => xml.replace(avant, `${quoi.repeat(Math.floor(1_000_000 / quoi.length))}${avant}`)
    const textes = [remplir('<acte>', '<acte/>'), remplir('</budget>', '<ligne/>'), remplir('</annexes>', '<annexe/>'), remplir('<budget>', '<x/>'), remplir('<objet>', '<objet/>'), remplir('</objet>', 'x'), xml.replace('<budget>', `<budget ${Array.from({ length: 100_000 }, (_, n) => `a${n}=""`).join(' ')}>`), xml.replace('<acte>', '<acte '.repeat(125_000))]
    for (const texte of textes) {
      expect(await avecXml(texte)).not.toEqual([])
    }
    // Two hundred empty lines in each of many acts: the faults told are bounded, and say so.
    const actes = Array.from({ length: 100 }, (_, n) => `<acte><numero>${n}</numero><budget>${'<ligne/>'.repeat(200)}</budget></acte>`).join('')
    const archive = await zip([['enveloppe.xml', xml.replace(/<actes>.*<\/actes>/s, `<actes>${actes}</actes>`)]])
    const fautes = fautesDe(archive, { ...BORNES, actes: 100 })
    expect(fautes).toHaveLength(301)
    expect(fautes.at(-1)!.code).toBe('E23')
  })

  it('une enveloppe ou une archive abîmée au hasard se refuse ou se lit, sans jamais jeter', async () => {
    const morceaux = ['<', '>', '</', '/>', '&', '&#x1F600;', '&#0;', '<!--', '-->', '<![CDATA[', ']]>', '<?x ?>', ' xmlns=""', ' xmlns:q="urn:q"', '<q:acte/>', '<acte>', '<objet xmlns="">x</objet>', 'xsi:nil', '\u0000', '\ud800', '"', "'", '{', '[', 'null', '1e999', '"__proto__":{}', '\n']
    const json = JSON.stringify(exemple)
    const lire = async (texte: string, genre: string) => {
      for (const faute of fautesDe(await zip([[`enveloppe.${genre}`, texte], ...fichiers]))) expect(faute).toMatchObject({ code: expect.stringMatching(/^E\d\d$/), phrase: expect.stringMatching(/[.»]$/) })
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(40), fc.constantFrom(...morceaux), fc.boolean(), async (ou, retire, morceau, enXml) => {
        const texte = enXml ? xml : json
        const debut = ou % texte.length
        await lire(texte.slice(0, debut) + morceau + texte.slice(debut + retire), enXml ? 'xml' : 'json')
      }),
      { numRuns: 200 },
    )
    const noms = ['<a:b:c xmlns:a="urn:q"/>', '<é/>', '<objet.x/>', '<or xmlns=""/>', '<x-y xmlns=""><z/></x-y>', '<q:é.b xmlns:q="urn:iroko:acte:1.0"/>', '<__proto__/>', '<constructor/>', '<xml:a/>', '<actes/>', '<annexes><annexe/><autre/></annexes>']
    for (const nom of noms) for (const place of ['<version>', '<objet>', '<nom>', '<ligne>', '</annexe>']) expect(await avecXml(xml.replace(place, `${nom}${place}`)), nom + place).not.toEqual([])
    for (const nom of noms) await lire(xml.replace('<objet>', `<objet>${nom}`), 'xml')
    const archive = await archiver(exemple, fichiers, 'xml')
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (ou, octet) => {
        const change = Buffer.from(archive)
        change[ou % change.length] = octet
        fautesDe(change)
      }),
      { numRuns: 120 },
    )
  })

  it('deux mille enveloppes lues, saines, fausses et mal formées, ne gardent rien en mémoire', async () => {
    const archives = [xml, xml.replace('<objet>', '<objett>').replace('</objet>', '</objett>'), xml.slice(0, 900), xml.replace('urn:iroko', 'urn:autre')]
    const zips = await Promise.all(archives.map((texte) => zip([['enveloppe.xml', texte], ...fichiers])))
    const lire = (fois: number) => {
      for (let n = 0; n < fois; n++) lireEnveloppe(zips[n % zips.length]!, BORNES)
    }
    lire(200)
    diag.configure({ enabled: true })
    // The memory of libxml2 is outside V8's heap, and never shrinks: 12 MB more when 2,000 documents are kept.
    const avant = process.memoryUsage().external - process.memoryUsage().arrayBuffers
    lire(2000)
    const apres = process.memoryUsage().external - process.memoryUsage().arrayBuffers
    const garde = diag.report() as object
    diag.configure({ enabled: false })
    expect(garde).toEqual({})
    expect(apres - avant).toBeLessThan(3 * 1_048_576)
  })
})
