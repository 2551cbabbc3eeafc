import { appendFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import { compter, deposer, lieux, lisible } from '../../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { Portee } from '../../../kernel/identite/portee.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { effacerExports } from '../jobs/exporter.ts'
import { avancer, faireClasseur, finirClasseur, HEURES, ranger } from './avancer.ts'
import { findExportation, insertExportation, lockExportation } from './exportation.queries.ts'
import type { FormatExport } from './exportation.queries.ts'
import { reunir } from './tableur.ts'

let essai: Essai
let agent: AgentEssai
let bohicon: string
let dossier: string
beforeAll(async () => {
  essai = await ouvrirEssai()
  const ici = lieux(essai)
  bohicon = ici.bohicon
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  dossier = await deposer(creerClient(essai), bohicon)
  await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set reponses = jsonb_set(reponses, '{prenoms}', '"=Sènami"') where id = ${dossier}`.execute(tx)))
  await deposer(creerClient(essai), ici.kandi)
})
afterAll(() => essai.ranger())

const chemin = (id: string) => join(essai.donnees, 'exports', id)

async function demander(format: FormatExport, suite = '?demarche=certificat-de-vie'): Promise<string> {
  await attendreCode(essai, agent)
  const r = await agent.client.envoyer(`/exports${suite}`, { format, _code: agent.code() }, { action: '/exports' })
  expect(r.statut, lisible(r.texte).slice(0, 500)).toBe(303)
  return r.vers!.split('/').at(-1)!
}
const fini = (id: string) => jusqua(async () => (await findExportation(essai.maison.base.lire, id))?.etat === 'fini')

describe('un export', () => {
  it('emporte les réponses de son territoire, une colonne par question, et se note comme une consultation', async () => {
    const id = await demander('csv')
    await fini(id)
    const lu = await agent.client.get(`/exports/${id}/fichier`)
    expect(lu.entetes['content-type']).toBe('text/csv; charset=utf-8')
    const [titres, ...lignes] = lu.texte.replace(/^\ufeff/, '').trimEnd().split('\n').map((l) => l.split(';'))
    expect(lignes).toHaveLength(1)
    const cellule = (titre: string) => lignes[0]![titres!.indexOf(titre)]
    expect(cellule('Prénoms')).toBe("'=Sènami")
    expect(cellule('Lieu')).toContain('Bohicon I')
    expect(titres!.length).toBeGreaterThan(20)
    expect(await compter(essai, sql`select count(*) as n from identite.consultation where objet = ${`dossier:${dossier}`} and acteur = ${`agent:${agent.id}`}`)).toBe(1)
  })

  it('en classeur : les mêmes lignes, des jours qui sont des jours, et rien de plus sur le disque', async () => {
    const id = await demander('xlsx')
    await fini(id)
    const lu = await agent.client.get(`/exports/${id}/fichier`)
    expect(lu.entetes['content-type']).toContain('spreadsheetml')
    expect(lu.octets).toHaveLength(Number(lu.entetes['content-length']))
    const [titres, ...lignes] = (await readXlsx(lu.octets)).sheets[0]!.rows
    expect(lignes).toHaveLength(1)
    const cellule = (titre: string) => lignes[0]![titres!.indexOf(titre)]
    expect(cellule('Prénoms')).toBe("'=Sènami")
    expect(cellule('Déposé le')).toBeInstanceOf(Date)
    expect(cellule('Décidé le') ?? null).toBeNull()
    await jusqua(async () => !existsSync(chemin(id)))
  })

  it('en archive, emporte les papiers', async () => {
    const id = await demander('zip', '')
    await fini(id)
    const entrees = unzipSync((await agent.client.get(`/exports/${id}/fichier`)).octets)
    const noms = Object.keys(entrees)
    expect(noms).toHaveLength(2)
    expect(noms[1]).toMatch(/\/papiers\/01-carte\.jpg$/)
    expect(JSON.parse(strFromU8(entrees[noms[0]!]!)) as object).toMatchObject({ id: dossier, reponses: { nom: 'Dossou' } })
    expect(existsSync(`${chemin(id)}.annexe`)).toBe(false)
  })

  it('n’est qu’à son auteur, pour un temps, et tant qu’il garde son territoire', async () => {
    const id = await demander('jsonl')
    await fini(id)
    const collegue = await creerAgent(essai, 'agent_arrondissement', bohicon)
    // The same answer as for an export that does not exist.
    for (const autre of [id, uuidv7()]) for (const suite of ['', '/fichier']) expect((await collegue.client.get(`/exports/${autre}${suite}`)).statut).toBe(403)
    expect((await creerClient(essai).get(`/exports/${id}/fichier`)).statut).toBe(303)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.exportation set codes = array[${lieux(essai).kandi}] where id = ${id}`.execute(tx)))
    expect((await agent.client.get(`/exports/${id}/fichier`)).statut).toBe(404)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.exportation set codes = array[${bohicon}], expire_le = now() - interval '1 minute' where id = ${id}`.execute(tx)))
    expect((await agent.client.get(`/exports/${id}/fichier`)).statut).toBe(404)
    const travail = { donnees: {}, db: essai.maison.base.lire, maison: essai.maison, maintenant: new Date(), acteur: { genre: 'systeme', nom: 'essai' }, ecrire: (f: (tx: never) => Promise<unknown>) => essai.maison.base.ecrire(f as never) }
    await effacerExports.run(travail as never)
    expect(existsSync(chemin(id))).toBe(false)
    expect(lisible((await agent.client.get(`/exports/${id}`)).texte)).toContain('Cet export a été effacé')
    expect(HEURES).toBeLessThanOrEqual(72)
  })

  it('demande le second facteur, une forme, et une démarche pour un tableau', async () => {
    const page = '/exports'
    expect((await agent.client.envoyer(page, { format: 'jsonl' }, { action: '/exports' })).statut).toBe(422)
    await attendreCode(essai, agent)
    const sans = await agent.client.envoyer(page, { format: 'csv', _code: agent.code() }, { action: '/exports' })
    expect(sans.statut).toBe(422)
    expect(lisible(sans.texte)).toContain('choisissez d’abord une démarche')
  })
})

describe('un export tué en chemin', () => {
  /** Nine hundred files of another procedure: two batches of a table. */
  const NOMBRE = 900
  const portee = () => Portee.creer([bohicon])
  const poser = async (format: FormatExport, filtre: object = { demarche: 'certificat-de-residence' }) => {
    const id = uuidv7()
    await essai.maison.base.ecrire((tx) => insertExportation(tx, { id, par: 'agent:essai', parNom: 'Essai', fonction: 'Essai', format, filtre, total: NOMBRE, portee: portee(), maintenant: new Date() }))
    return id
  }
  const pas = (id: string, avant: () => void = () => undefined) => essai.maison.base.ecrire(async (tx) => {
    const e = await avancer(tx, essai.maison, (await lockExportation(tx, id))!, new Date())
    avant()
    return e
  })
  beforeAll(async () => {
    await essai.maison.base.ecrire(async (tx) => void (await sql`insert into demarches.dossier (id, numero, suivi, demarche, version, etat, canal, territoire, bureau, cree_par, demandeur, cree_le, modifie_le, depose_le)
      select gen_random_uuid(), 'R-' || n, sha256(('r' || n)::bytea), 'certificat-de-residence', 1, 'retire', 'ligne', ${bohicon}, 'Bureau', 'systeme:essai', 'Dossou ' || n, now(), now(), now() from generate_series(1, ${NOMBRE}::int) n`.execute(tx)))
  })

  it.each(['csv', 'zip'] as const)('reprend (%s) à son dernier lot, sans rien perdre ni doubler', async (format) => {
    const id = await poser(format)
    await pas(id)
    // A batch on disk whose transaction never came to its end, then half a line more.
    await expect(pas(id, () => { throw new Error('tué') })).rejects.toThrow('tué')
    appendFileSync(chemin(id), 'une demi-lig')
    let e = await pas(id)
    while (e.etat === 'en_cours') e = await pas(id)
    expect([e.etat, e.faits]).toEqual(['fini', NOMBRE])
    const octets = readFileSync(chemin(id))
    expect(octets).toHaveLength(e.octets)
    const numeros = format === 'zip' ? Object.keys(unzipSync(octets)).map((nom) => nom.split('/')[0]!) : octets.toString().trimEnd().split('\n').slice(1).map((l) => l.split(';')[0]!)
    expect(numeros).toHaveLength(NOMBRE)
    expect(new Set(numeros).size).toBe(NOMBRE)
  })

  it('en classeur, le refait entier', async () => {
    const id = await poser('xlsx')
    let e = await pas(id)
    while (!e.reste) e = await pas(id)
    // Half a workbook, whose end was never acknowledged.
    writeFileSync(`${chemin(id)}.annexe`, 'PK moitié')
    e = await pas(id)
    expect([e.etat, e.reste, e.faits]).toEqual(['en_cours', true, NOMBRE])
    const octets = await faireClasseur(essai.maison, e)
    const fini = await essai.maison.base.ecrire(async (tx) => finirClasseur(tx, (await lockExportation(tx, id))!, octets, new Date()))
    await ranger(essai.maison, fini)
    const { rows } = (await readXlsx(readFileSync(`${chemin(id)}.annexe`))).sheets[0]!
    expect(new Set(rows.slice(1).map((l) => l[0])).size).toBe(NOMBRE)
    expect([rows.length, existsSync(chemin(id))]).toEqual([NOMBRE + 1, false])
  })

  it('annulé, n’écrit plus rien et s’efface', async () => {
    const id = await demander('jsonl', '?demarche=certificat-de-residence')
    await fini(id)
    expect((await agent.client.poster(`/exports/${id}/annuler`, {})).statut).not.toBe(303)
    const autre = await poser('csv')
    await pas(autre)
    await essai.maison.base.ecrire(async (tx) => {
      await sql`update demarches.exportation set par = ${`agent:${agent.id}`} where id = ${autre}`.execute(tx)
    })
    const r = await agent.client.envoyer(`/exports/${autre}`, {}, { action: `/exports/${autre}/annuler` })
    expect(r.statut).toBe(303)
    await jusqua(async () => !readdirSync(join(essai.donnees, 'exports')).some((nom) => nom.startsWith(autre)))
    expect((await findExportation(essai.maison.base.lire, autre))?.etat).toBe('annule')
  })
})

describe('les colonnes', () => {
  it('gardent les questions d’une ancienne version, et distinguent deux titres semblables', () => {
    const def = (champs: object[]) => ({ etapes: [{ code: 'e', titre: 'E', champs }] }) as never
    const lues = reunir([def([{ code: 'nom', type: 'texte', libelle: 'Nom' }, { code: 'aide', type: 'explication', texte: 'x' }]), def([{ code: 'ancien', type: 'texte', libelle: 'Nom' }, { code: 'nom', type: 'texte', libelle: 'Votre nom' }])])
    expect(lues).toEqual([{ code: 'nom', titre: 'Nom (nom)' }, { code: 'ancien', titre: 'Nom (ancien)' }])
  })
})
