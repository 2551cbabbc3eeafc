import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { idActe, pdfDe } from '../../../../tests/legalite.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { sql } from '../../../kernel/db/index.ts'
import { lireContenu } from '../referentiel/semer.ts'
import { lireArchive, lireJourEcrit } from './archive.ts'
import { lireFichier } from './fichier.ts'

let essai: Essai
let mairie: AgentEssai
let prefecture: AgentEssai
let loin: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  mairie = await creerAgent(essai, 'agent_actes', '1203')
  prefecture = await creerAgent(essai, 'controleur_legalite', '12')
  loin = await creerAgent(essai, 'controleur_legalite', '04')
})
afterAll(() => essai.ranger())

const listes = { regles: lireContenu('regles'), natures: lireContenu('natures'), matieres: lireContenu('matieres'), communes: ['1203'] }
const saisi = { commune: '1203', numero: '12/2015', nature: 'deliberation', matiere: '4.1.2', objet: 'Cession d’un terrain', dateActe: '2015-04-03', issue: 'ancien-approuve' }
const champs = { nature: 'deliberation', objet: 'Cession d’un terrain', matiere: '4.1.2', numero: '12/2015', 'dateActe.jour': '3', 'dateActe.mois': '4', 'dateActe.annee': '2015', issue: 'ancien-approuve', decision: 'Arrêté n° 7 du 20 mai 2015' }
const importer = (qui: AgentEssai, csv: string) => qui.client.envoyer('/legalite/archives/importer', {}, { fichiers: { fichier: { nom: 'actes.csv', type: 'text/csv', octets: Buffer.from(csv) } } })

describe('ce qui se verse', () => {
  it('l’ancien régime seul : un acte d’aujourd’hui se transmet', () => {
    expect(lireArchive(saisi, listes)).toMatchObject({ archive: { regime: 'loi-97-029', issue: 'ancien-approuve', numero: '12/2015' } })
    const dateDe = (dateActe: string) => Object.keys((lireArchive({ ...saisi, dateActe }, listes) as { fautes?: object }).fautes ?? {})
    expect([dateDe('2022-02-19'), dateDe('2022-02-20'), dateDe('1950-01-01'), dateDe('')]).toEqual([[], ['dateActe'], ['dateActe'], ['dateActe']])
    expect(lireArchive({ ...saisi, issue: 'silence', commune: '0401', nature: 'x', matiere: '4', objet: ' ', numero: 'é' }, listes)).toMatchObject({ fautes: { issue: expect.anything(), commune: expect.anything(), nature: expect.anything(), matiere: expect.anything(), objet: expect.anything(), numero: expect.anything() } })
  })

  it('un jour écrit se lit, ou ne vaut rien', () => {
    expect([lireJourEcrit('3/4/2015'), lireJourEcrit('2015-4-3'), lireJourEcrit('31/02/2015'), lireJourEcrit('hier')]).toEqual(['2015-04-03', '2015-04-03', '', ''])
    fc.assert(fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2022-01-01'), noInvalidDate: true }), (d) => {
      const iso = d.toISOString().slice(0, 10)
      const [a, m, j] = iso.split('-')
      expect([lireJourEcrit(iso), lireJourEcrit(`${Number(j)}/${Number(m)}/${a}`)]).toEqual([iso, iso])
    }))
  })

  it('un fichier se lit par ses titres, ou dit pourquoi il ne se lit pas', () => {
    expect(lireFichier(Buffer.from('\ufeffObjet;Commune;Nature;Date;Issue;Numéro\nCession;Bohicon;DEL;3/4/2015;approuvé;12'))).toMatchObject({ lignes: [{ ligne: 2, objet: 'Cession', commune: 'Bohicon', numero: '12', matiere: '' }] })
    for (const [csv, mot] of [['a;b\n1;2', 'Il manque'], ['commune;nature;objet;date;issue\n', 'que des titres'], [`commune;nature;objet;date;issue\n${'a;b;c;d;e\n'.repeat(5001)}`, 'plus de 5000']] as const) expect((lireFichier(Buffer.from(csv)) as { phrase: string }).phrase).toContain(mot)
    expect(lireFichier(Buffer.from([0x63, 0xe9, 0x3b]))).toHaveProperty('phrase')
  })
})

describe('verser', () => {
  it('la commune verse un acte et son texte ; la préfecture le lit, une autre non', async () => {
    const r = await mairie.client.envoyer('/legalite/archives/nouveau', champs, { fichiers: { principal: { nom: 'vieux.pdf', type: 'application/pdf', octets: await pdfDe('Cession ancienne') } } })
    const id = idActe(r)
    expect(r.statut, id).toBe(303)
    const { rows } = await sql<{ etat: string; issue: string; regime: string; recu: Date | null; pieces: number }>`select etat, issue, regime, recu_le as recu, (select count(*)::int from legalite.piece where acte_id = a.id) as pieces from legalite.acte a where id = ${id}`.execute(essai.maison.base.lire)
    expect(rows[0]).toEqual({ etat: 'archive', issue: 'ancien-approuve', regime: 'loi-97-029', recu: null, pieces: 1 })
    const fiche = await prefecture.client.get(`/legalite/actes/${id}`)
    expect([fiche.statut, fiche.texte.includes('Arrêté n° 7'), fiche.texte.includes('Approuvé')]).toEqual([200, true, true])
    expect((await prefecture.client.get('/legalite/actes?etat=archive')).texte).toContain(id)
    expect((await loin.client.get(`/legalite/actes/${id}`)).statut).toBe(404)
    expect((await mairie.client.envoyer('/legalite/archives/nouveau', champs)).texte).toContain('déjà celui d’un acte')
    expect((await mairie.client.envoyer('/legalite/archives/nouveau', { ...champs, numero: '', 'dateActe.annee': '2025' })).statut).toBe(422)
    expect((await loin.client.envoyer('/legalite/archives/nouveau', { ...champs, numero: '', commune: '1203' })).statut).toBe(422)
  })

  it('un fichier verse ses lignes justes, rend les autres, et ne double rien', async () => {
    const csv = 'commune;numero;nature;matiere;objet;date;issue\nBohicon;1/2010;Délibération;2.1.1;Budget de 2010;05/01/2010;approuvé\nAbomey;1/2010;DEL;;Marché;2011-02-03;annulé\nKandi;1;DEL;;Ailleurs;2011-02-03;annulé\nBohicon;2/2010;DEL;;Trop récent;2024-02-03;reçu\nBohicon;1/2010;DEL;;Doublon;2010-02-03;reçu\n'
    const r = await importer(prefecture, csv)
    expect(r.statut, r.texte.slice(0, 500)).toBe(200)
    const dit = r.texte.replace(/[\u00a0\u202f]/g, ' ')
    for (const mot of ['2 actes versés', '3 lignes à corriger', 'commune : Choisissez', 'date : Cet acte relève', 'déjà celui d’un acte']) expect(dit).toContain(mot)
    const seconde = (await importer(prefecture, csv)).texte
    expect([seconde.includes('Aucun acte versé'), (await importer(mairie, 'a;b\n1;2')).statut]).toEqual([true, 422])
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from legalite.acte where etat = 'archive' and commune in ('1203', '1201') and numero = '1/2010'`.execute(essai.maison.base.lire)
    expect(rows[0]!.n).toBe(2)
  })
})
