import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { creerClient } from '../../../tests/client.ts'
import { lireDemarche } from './definition.ts'
import { findEnVigueur, listEnVigueur } from './definition.queries.ts'
import { partagerDoute } from './pages/service.tsx'
import { semerDemarches } from './semer.ts'

const CONTENU = join(import.meta.dirname, '../../../content/demarches')
const lire = async (code: string) => parse(await readFile(join(CONTENU, code, 'demarche.yaml'), 'utf8')) as Record<string, never>
const fautes = (brut: unknown): string => {
  try {
    lireDemarche(brut)
    return ''
  } catch (erreur) {
    return (erreur as Error).message
  }
}

describe('une démarche est une donnée, et ses fautes se disent en français', () => {
  it('celles de content/ sont justes', async () => {
    for (const code of ['certificat-de-vie', 'certificat-de-residence']) expect(fautes(await lire(code))).toBe('')
  })

  it('ce qui est à confirmer se dit une fois', () => {
    expect(partagerDoute('Délai proposé, à confirmer par le ministère')).toEqual({ source: 'Délai proposé', doute: 'À confirmer par le ministère' })
    expect(partagerDoute('Montant vu sur un site ; à confirmer')).toEqual({ source: 'Montant vu sur un site', doute: 'À confirmer' })
    expect(partagerDoute('À confirmer par le ministère')).toEqual({ source: '', doute: 'À confirmer par le ministère' })
    expect(partagerDoute('À demander au ministère')).toEqual({ source: 'À demander au ministère' })
  })

  it('la question qui désigne le bureau mène toujours à un bureau', async () => {
    type Champ = { code: string; niveaux?: string[]; requis?: boolean; condition?: string; si?: string }
    const avec = async (changer: (c: Champ, etape: { condition?: string }) => void) => {
      const r = structuredClone(await lire('certificat-de-residence')) as unknown as { formulaire: { etapes: { condition?: string; champs: Champ[] }[] } }
      for (const etape of r.formulaire.etapes) for (const c of etape.champs) if (c.code === 'domicile') changer(c, etape)
      return fautes(r)
    }
    expect(await avec(() => undefined)).toBe('')
    expect(await avec((c) => (c.niveaux = ['departement', 'commune']))).toContain('accepte un lieu plus large que le bureau (arrondissement)')
    expect(await avec((c) => (c.requis = false))).toContain('rendez cette question obligatoire')
    expect(await avec((_, e) => (e.condition = 'nom != "x"'))).toContain('une condition peut la cacher')
  })

  it('une station que personne n’atteint, un refus qui ne renvoie nulle part', async () => {
    const r = await lire('certificat-de-residence')
    const circuit = r.circuit as unknown as { stations: object[] }
    const avec = (station: object, apres = false) => fautes({ ...r, circuit: { ...circuit, stations: apres ? [circuit.stations[0]!, station, ...circuit.stations.slice(1)] : [station, ...circuit.stations] } })
    const visa = { code: 'avis', genre: 'visa', titre: 'Avis', defavorable: 'continuer', viseurs: [{ code: 'a', titre: 'A', qui: { roles: ['agent_arrondissement'] } }] }
    expect(avec(visa)).toBe('')
    expect(avec({ ...visa, condition: 'titre_occupation == "nexistepas"' })).toContain('nomme la réponse « nexistepas »')
    expect(avec({ ...visa, condition: 'nom == "A" && nom == "B"' })).toContain('circuit.stations.avis : sa condition n’est jamais vraie')
    expect(avec({ ...visa, condition: 'nom == "A"', viseurs: [{ ...visa.viseurs[0]!, condition: 'nom == "B"' }] })).toContain('circuit.stations.avis.a : sa condition n’est jamais vraie')
    expect(avec({ code: 'accord', genre: 'accord', titre: 'Accord', refus: 'renvoyer', parties: [{ code: 'p', titre: 'P', nom: ['nom'], telephone: 'telephone', phrase: 'Oui' }] })).toContain('aucune station ne vient avant')
  })

  it('un champ, un rôle ou un signataire qui n’existe pas est refusé', async () => {
    const vie = await lire('certificat-de-vie')
    const avec = (circuit: object) => fautes({ ...vie, circuit: { ...(vie.circuit as unknown as object), ...circuit } })
    expect(avec({ bureau: { champ: 'nom', niveau: 'commune' } })).toContain('doit être un champ de territoire ou d’adresse')
    expect(avec({ demandeur: ['inconnu'] })).toContain('le champ « inconnu » n’existe pas')
    const [instruction, signature] = (vie.circuit as unknown as { stations: [object, object] }).stations
    expect(avec({ stations: [{ ...instruction, qui: { roles: ['roi'] } }, signature] })).toContain('le rôle « roi » n’existe pas')
    expect(avec({ stations: [instruction, { ...signature, qui: { roles: ['agent_arrondissement'] } }] })).toContain('ne signe pas')
    expect(fautes({ ...vie, couleur: 'vert' })).toContain('couleur')
    expect(fautes({ ...vie, delai: { valeur: 3, unite: 'lunes', source: 'x', verifie: false } })).toContain('delai.unite')
  })

  it('aucune règle de droit n’est sans source', async () => {
    const vie = await lire('certificat-de-vie')
    expect(fautes({ ...vie, delai: { valeur: 3, unite: 'jours', verifie: false } })).toContain('delai.source')
  })
})

describe('publier', () => {
  let essai: Essai
  beforeAll(async () => void (essai = await ouvrirEssai({ travaille: false })))
  afterAll(() => essai.ranger())

  it('une nouvelle démarche est un dossier, sans ligne de code ; la changer fait une version de plus', async () => {
    const { base } = essai.maison
    const dossier = await mkdtemp(join(essai.donnees, 'demarches-'))
    await cp(join(CONTENU, 'certificat-de-residence'), join(dossier, 'certificat-de-celibat'), { recursive: true })
    const chemin = join(dossier, 'certificat-de-celibat', 'demarche.yaml')
    const texte = (await readFile(chemin, 'utf8')).replaceAll('certificat-de-residence', 'certificat-de-celibat').replaceAll('Certificat de résidence', 'Certificat de célibat').replace('prefixe: CR', 'prefixe: CC')
    await writeFile(chemin, texte)
    await base.ecrire((tx) => semerDemarches(tx, new Date(), { dossier }))
    await base.ecrire((tx) => semerDemarches(tx, new Date(), { dossier }))
    expect((await findEnVigueur(base.lire, 'certificat-de-celibat'))?.version).toBe(1)
    await writeFile(chemin, texte.replace('valeur: 5', 'valeur: 4'))
    await base.ecrire((tx) => semerDemarches(tx, new Date(), { dossier }))
    expect(await findEnVigueur(base.lire, 'certificat-de-celibat')).toMatchObject({ version: 2, delai: { valeur: 4 } })
    expect((await listEnVigueur(base.lire)).map((d) => d.code).toSorted()).toEqual([...(await readdir(CONTENU)), 'certificat-de-celibat'].toSorted())

    // Back to what it was, after a bad revision: published anew, and only once.
    await writeFile(chemin, texte)
    for (let n = 0; n < 2; n++) await base.ecrire((tx) => semerDemarches(tx, new Date(), { dossier }))
    expect(await findEnVigueur(base.lire, 'certificat-de-celibat')).toMatchObject({ version: 3, delai: { valeur: 5 } })

    const client = creerClient(essai)
    const page = await client.get('/demarches/certificat-de-celibat')
    expect(page.texte).toContain('Certificat de célibat')
    expect(page.texte).toContain('À confirmer')
    expect((await client.envoyer(page, {}, { action: '/demarches/certificat-de-celibat/commencer' })).statut).toBe(303)
  })

  it('une démarche fautive est nommée, et rien n’est publié', async () => {
    const dossier = await mkdtemp(join(essai.donnees, 'demarches-'))
    await cp(join(CONTENU, 'certificat-de-vie'), join(dossier, 'autre-nom'), { recursive: true })
    await expect(essai.maison.base.ecrire((tx) => semerDemarches(tx, new Date(), { dossier }))).rejects.toThrow(/autre-nom.*certificat-de-vie/)
  })

  it('la recherche ne voit ni les accents ni la casse', async () => {
    const client = creerClient(essai)
    const trouver = async (q: string) => (await client.json('GET', `/demarches?q=${encodeURIComponent(q)}`)).json<{ demarches: { code: string }[] }>().demarches.map((d) => d.code)
    expect(await trouver('RESIDENCE')).toContain('certificat-de-residence')
    expect(await trouver('pension')).toEqual(['certificat-de-vie', 'certificat-de-vie-et-de-charge'])
    expect(await trouver('ALLOCATIONS')).toEqual(['certificat-de-vie-et-de-charge'])
    expect(await trouver('zzz')).toEqual([])
  })
})
