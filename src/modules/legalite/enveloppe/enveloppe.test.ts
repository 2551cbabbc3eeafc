import fc from 'fast-check'
import { XmlLibError } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { Enveloppe, doublons } from './enveloppe.ts'
import { exempleEnveloppe } from './exemple.ts'
import { avecXml, versXml, xpathDe } from './xml.ts'

/** What the XSD alone says of a text. */
function accepteXsd(xml: string): boolean {
  try {
    return avecXml(xml, (lu) => lu.juger().length === 0)
  } catch (e) {
    if (e instanceof XmlLibError) return false
    throw e
  }
}
const relireXml = (xml: string): Enveloppe => Enveloppe.parse(avecXml(xml, (lu) => lu.objet()))
const accepteZod = (objet: unknown): boolean => Enveloppe.safeParse(objet).success

// Any character that XML carries, blanks of all kinds, and the five that it escapes.
const caractere = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(' ', '\n', '\t', '\r', '&', '<', '>', '"', "'", ']]>', 'é', '’', '\u00a0', '😀', '\u0085', '\u2028') }, { weight: 7, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) })
const texte = (auPlus: number) => fc.array(caractere, { minLength: 1, maxLength: Math.min(auPlus, 40) }).map((c) => [...c.join('').replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, 'x')].slice(0, auPlus).join('')).filter((t) => /[^\t\n\r ]/.test(t))
const forme = (f: RegExp) => fc.stringMatching(f)
const jour = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))
const numero = forme(/^[A-Z0-9\-/_]{1,15}$/)
const montant = fc.oneof(fc.nat(), fc.constantFrom(0, 999_999_999_999_999))
const piece = { fichier: forme(/^[A-Za-z0-9_-]{1,8}(\.[A-Za-z0-9_-]{1,4}){0,2}\.(pdf|PDF)$/), sha256: fc.option(forme(/^[0-9a-fA-F]{64}$/), { nil: undefined }) }
const peutEtre = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: undefined })
const acte = fc.record({
  numero, nature: forme(/^[a-z-]{2,30}$/), matiere: forme(/^[0-9]{1,2}(\.[0-9]{1,2}){0,2}$/), objet: texte(500), date: jour, signataire: fc.record({ nom: texte(120), qualite: texte(120) }), seance: peutEtre(jour), montant: peutEtre(montant),
  budget: peutEtre(fc.array(fc.record({ section: fc.constantFrom('fonctionnement', 'investissement'), sens: fc.constantFrom('recette', 'depense'), montant }), { minLength: 1, maxLength: 4 })),
  liens: peutEtre(fc.array(fc.record({ genre: fc.constantFrom('modifie', 'abroge', 'repond', 'remplace'), numero }), { minLength: 1, maxLength: 3 })),
  principal: fc.record(piece), annexes: fc.array(fc.record({ code: forme(/^[a-z0-9-]{2,30}$/), titre: texte(200), ...piece }), { maxLength: 3 }),
})
const enveloppe = fc.record({ version: fc.constant('1.0'), emetteur: texte(80), commune: forme(/^[0-9]{4}$/), reference: texte(60), actes: fc.uniqueArray(acte, { minLength: 1, maxLength: 3, selector: (a) => a.numero }) })

type Brut = Record<PropertyKey, unknown>
/** Every place of an object that holds something, and what it holds. */
function places(objet: unknown, pere?: Brut, cle?: PropertyKey): { pere: Brut; cle: PropertyKey; valeur: unknown }[] {
  const ici = pere && cle !== undefined ? [{ pere, cle, valeur: objet }] : []
  return typeof objet === 'object' && objet !== null ? [...ici, ...Object.keys(objet).flatMap((k) => places((objet as Brut)[k], objet as Brut, k))] : ici
}
const TEXTES = ['', ' ', '\n', 'a', 'A', 'É', 'x'.repeat(60), 'x'.repeat(61), 'x'.repeat(80), 'x'.repeat(81), '😀'.repeat(120), '😀'.repeat(121), 'x'.repeat(200), 'x'.repeat(201), '😀'.repeat(500), '😀'.repeat(501), ' a  b ', '\u00a0', '\u0001', '\uffff', '\u007f',
  '2026-02-29', '2024-02-29', '1900-02-29', '2000-02-29', '1899-12-31', '2100-01-01', '2026-1-1', '2026-02-28Z', '2026-02-28+01:00', ' 2026-02-28', '2026-02-28 ', '\n2026-02-28\n', '2026-13-01', '2026-00-10', '2026-04-31', '0101', '٠١٠١', '01010', ' 0101 ', '1.0', '1.1', ' 1.0', '7.1.2', '7.1.2.3', '7.', '123', 'arrete', 'arrêté', '-a', 'A/B_1-2', 'A'.repeat(15), 'A'.repeat(16), 'A B',
  'a.pdf', 'a.PDF', 'a.Pdf', 'a..pdf', '.pdf', 'd/a.pdf', '..\\a.pdf', 'a b.pdf', 'é.pdf', 'a.pdf.exe', `${'a'.repeat(96)}.pdf`, `${'a'.repeat(97)}.pdf`, 'f'.repeat(64), 'F'.repeat(64), 'f'.repeat(63), 'g'.repeat(64), 'recette', 'Recette', ' recette', 'modifie', 'fonctionnement', ']]>', '&amp;', '<b>']
const NOMBRES = [0, -0, 1, -1, 1.5, 999_999_999_999_999, 1_000_000_000_000_000, 1e21, 1e-7]
/** One change of one place that keeps its kind: a text for a text, a number for a number, a list or an object longer, shorter, emptier. */
const changer = (objet: Brut, ou: number, quoi: number): Brut => {
  const lieux = places(objet)
  const { pere, cle, valeur } = lieux[ou % lieux.length]!
  if (quoi % 7 === 0 && Array.isArray(pere)) pere.splice(Number(cle), 1)
  else if (quoi % 7 === 0) delete pere[cle]
  else if (typeof valeur === 'string') pere[cle] = TEXTES[quoi % TEXTES.length]
  else if (typeof valeur === 'number') pere[cle] = NOMBRES[quoi % NOMBRES.length]
  else if (Array.isArray(valeur)) pere[cle] = [[], [...valeur, ...valeur], Array.from({ length: 51 }, () => structuredClone(valeur[0] ?? {})), [{}]][quoi % 4]
  else if (quoi % 2) (valeur as Brut).inconnu = 'x'
  else pere[cle] = {}
  return objet
}

describe('une enveloppe se dit de deux façons', () => {
  it('toute enveloppe permise passe le schéma XSD et revient la même, en XML comme en JSON', () => {
    fc.assert(
      fc.property(enveloppe, (brute) => {
        const vraie = Enveloppe.parse(brute)
        const xml = versXml(vraie)
        expect(accepteXsd(xml)).toBe(true)
        expect(relireXml(xml)).toEqual(vraie)
        expect(Enveloppe.parse(JSON.parse(JSON.stringify(vraie)))).toEqual(vraie)
        // As the sender wrote it, blanks and all: XML and JSON understand the same.
        expect(relireXml(versXml(brute as Enveloppe))).toEqual(vraie)
      }),
      { numRuns: 120 },
    )
  })

  it('ce que l’objet refuse, le schéma XSD le refuse, et l’inverse', () => {
    const vus = { admis: 0, refuses: 0 }
    fc.assert(
      fc.property(enveloppe, fc.nat(), fc.nat(), (brute, ou, quoi) => {
        const change = changer(JSON.parse(JSON.stringify(brute)) as Brut, ou, quoi)
        const admis = accepteZod(change)
        vus[admis ? 'admis' : 'refuses']++
        expect(accepteXsd(versXml(change as Enveloppe))).toBe(admis)
      }),
      { numRuns: 800 },
    )
    expect(vus.admis).toBeGreaterThan(80)
    expect(vus.refuses).toBeGreaterThan(80)
  })

  it('chaque texte à chaque champ est jugé pareil des deux façons', async () => {
    const { enveloppe: exemple } = await exempleEnveloppe()
    const modele = places(structuredClone(exemple))
    const ecarts: string[] = []
    for (const [rang, { cle, valeur }] of modele.entries()) {
      if (typeof valeur === 'object') continue
      for (const autre of typeof valeur === 'string' ? TEXTES : NOMBRES) {
        const change = structuredClone(exemple)
        const lieu = places(change)[rang]!
        lieu.pere[lieu.cle] = autre
        if (accepteZod(change) !== accepteXsd(versXml(change))) ecarts.push(`${String(cle)} : ${JSON.stringify(autre)}`)
      }
    }
    expect(ecarts).toEqual([])
  })

  it('les deux ne diffèrent que là où JSON a des types et XML des formes que l’autre n’a pas', async () => {
    const { enveloppe: exemple } = await exempleEnveloppe()
    const xml = versXml(exemple)
    // JSON says whether a value is a number; XML has only texts.
    expect(accepteZod({ ...exemple, commune: 101 })).toBe(false)
    expect(accepteZod({ ...exemple, actes: [{ ...exemple.actes[0], montant: '48500000' }] })).toBe(false)
    expect(accepteZod({ ...exemple, actes: [{ ...exemple.actes[0], seance: null }] })).toBe(false)
    // JSON has one number under many writings; XML takes the plain one.
    expect(accepteZod(JSON.parse(JSON.stringify(exemple).replace('48500000', '4.85e7')))).toBe(true)
    for (const ecrit of ['4.85e7', '48500000.0', '+48500000', '048500000']) expect(accepteXsd(xml.replace('48500000', ecrit))).toBe(false)
    // XML has comments, CDATA, and blanks around a number; a repeated element is refused, a repeated key of JSON is the last.
    expect(relireXml(xml.replace('>48500000<', '>\n 48500000 <').replace('Circulation &amp;', '<![CDATA[Circulation &]]><!-- vu -->'))).toEqual(exemple)
    expect(accepteXsd(xml.replace('<version>1.0</version>', '<version>1.0</version><version>1.0</version>'))).toBe(false)
    expect(accepteXsd(xml.replace('<acte>', '<acte id="1">'))).toBe(false)
    expect(accepteXsd(xml.replace('<actes>', '<actes>bonjour'))).toBe(false)
  })

  it('chaque jour de deux siècles, et chaque jour qui n’existe pas, est jugé pareil', async () => {
    const { enveloppe: exemple } = await exempleEnveloppe()
    const modele = exemple.actes[1]!
    let admis = 0
    for (const annee of ['0000', '1899', '1900', '1904', '1999', '2000', '2023', '2024', '2096', '2099', '2100']) {
      const jours = Array.from({ length: 14 * 33 }, (_, n) => `${annee}-${String(Math.floor(n / 33)).padStart(2, '0')}-${String(n % 33).padStart(2, '0')}`)
      const actes = jours.map((date, n) => ({ ...modele, numero: `N${n}`, date }))
      const refuses = Enveloppe.safeParse({ ...exemple, actes }).error!.issues.map((i) => Number(i.path[1]))
      expect(avecXml(versXml({ ...exemple, actes }), (lu) => lu.juger().map((e) => e.acte))).toEqual([...new Set(refuses)])
      admis += jours.length - new Set(refuses).size
    }
    expect(admis).toBe(8 * 365 + 4)
  })

  it('l’ordre des éléments est libre, et les annexes peuvent manquer', () => {
    const xml = (dedans: string) => `<e:enveloppe xmlns:e="urn:iroko:acte:1.0"><e:actes><e:acte>${dedans}</e:acte></e:actes><e:reference>R</e:reference><e:commune>0101</e:commune><e:emetteur>E</e:emetteur><e:version>1.0</e:version></e:enveloppe>`
    const texte = xml('<e:principal><e:fichier>a.pdf</e:fichier></e:principal><e:signataire><e:qualite>Maire</e:qualite><e:nom>N</e:nom></e:signataire><e:date>2026-10-15</e:date><e:objet>O</e:objet><e:matiere>7</e:matiere><e:nature>arrete</e:nature><e:numero>1</e:numero>')
    expect(accepteXsd(texte)).toBe(true)
    expect(relireXml(texte).actes[0]).toMatchObject({ numero: '1', annexes: [], signataire: { nom: 'N', qualite: 'Maire' } })
  })

  it('les numéros qui reviennent sont vus, et un chemin se dit en XPath', () => {
    expect(doublons(['A', 'B', ' A', 3, undefined, 3, 'B'])).toEqual([2, 6])
    expect(xpathDe(['actes', 1, 'annexes', 0, 'titre'])).toBe('/enveloppe/actes/acte[2]/annexes/annexe[1]/titre')
    expect(xpathDe([])).toBe('/enveloppe')
  })
})
