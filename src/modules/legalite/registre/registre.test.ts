import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import type { Client } from '../../../../tests/client.ts'
import { creerAgent } from '../../../../tests/monde.ts'
import { ecrirePdf, ligne, unePage } from '../../../../tests/pdf-a-la-main.ts'
import { sql } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { inspecter } from '../piece/inspecter.ts'
import { updateActe } from '../acte/acte.queries.ts'
import { MASQUE } from './masquer.ts'
import { lireExtrait } from '../extrait.ts'

let essai: Essai
let visiteur: Client
let secretaire: Client
let voisin: Client
let redacteur: Client
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false, semer: true })
  visiteur = creerClient(essai)
  secretaire = (await creerAgent(essai, 'secretaire_executif', '1203')).client
  voisin = (await creerAgent(essai, 'secretaire_executif', '0204')).client
  redacteur = (await creerAgent(essai, 'agent_actes', '1203')).client
})
afterAll(() => essai.ranger())

const TEXTE = 'Arrete portant attribution. Article 1er : une parcelle est attribuee a M. Koffi Dossouvi, demeurant a Saclo Sokon, NPI 2345678901, telephone 0197000000. Article 2 : Koffi Dossouvi paie la taxe de lotissement avant la fin du mois.'
const SECRETS = ['Dossouvi', 'Saclo', '2345678901', '0197000000']
let rang = 0

/** An act received by the prefecture, with its main paper. */
async function recu(o: { commune?: string; nature?: string; objet?: string; texte?: string; etat?: string; scan?: boolean; date?: string } = {}): Promise<string> {
  const [id, maintenant, commune] = [uuidv7(), new Date(), o.commune ?? '1203']
  const octets = ecrirePdf(unePage(Buffer.concat((o.texte ?? TEXTE).match(/.{1,80}(?: |$)/g)!.map((l, i) => Buffer.from(ligne(l).toString('latin1').replace('72 700', `72 ${700 - 16 * i}`), 'latin1')))))
  const numero = `2026-${String(++rang).padStart(4, '0')}-ARR`
  const [sha256, lu] = [await essai.maison.depot.ecrire(octets), await inspecter(essai.maison.lecteur, { type: 'application/pdf', octets })]
  const transmis = o.etat !== 'signe'
  await essai.maison.base.ecrire(async (tx) => {
    await sql`insert into legalite.acte (id, commune, etat, nature, matiere, numero, objet, date_acte, signataire_nom, signataire_qualite, empreinte, recu_le, ar_numero, publie_le, publication_mode, executoire_le, cree_le, cree_par, modifie_le)
      values (${id}, ${commune}, ${o.etat ?? 'recu'}, ${o.nature ?? 'arrete-reglementaire'}, '8.3', ${numero}, ${o.objet ?? 'Attribution à M. Koffi Dossouvi'}, ${o.date ?? '2026-10-05'}, 'Luc', 'Maire', ${`${sha256}${rang}`}, ${transmis ? maintenant : null}, ${transmis ? `AR-${commune}-${rang}` : null}, '2026-10-06', 'affichage', ${transmis ? '2026-10-07' : null}, ${maintenant}, 'x', ${maintenant})`.execute(tx)
    const reference = await insertReference(tx, { sha256, type: 'application/pdf', taille: octets.length, objet: `acte:${id}`, champ: 'principal', nom: 'acte.pdf', deposePar: 'x', maintenant })
    await sql`insert into legalite.piece (id, acte_id, role, rang, reference_id, sha256, nom, type, taille, pages, lecture, texte, ajoutee_le)
      values (${uuidv7()}, ${id}, 'principal', 1, ${reference}, ${sha256}, 'acte.pdf', 'application/pdf', ${octets.length}, 1, ${o.scan ? 'scan' : lu.lecture}, ${o.scan ? '' : lu.texte}, ${maintenant})`.execute(tx)
  })
  return id
}

const ici = (id: string) => `/legalite/actes/${id}/publier`
async function publier(id: string, champs: Record<string, string | string[]> = {}, qui = secretaire) {
  const prepare = await qui.envoyer(ici(id), champs, { action: ici(id), fichiers: {} })
  if (prepare.statut !== 303) return prepare
  return qui.envoyer(prepare.vers!, {}, { action: `${ici(id)}/confirmer` })
}
const textePdf = async (octets: Uint8Array) => {
  const lu = await essai.maison.lecteur.lirePdf(octets)
  if ('refus' in lu) throw new Error(lu.refus)
  return lu.textes.join(' ')
}

describe('publier en masquant', () => {
  it('ce qui est masqué n’est nulle part : ni page, ni PDF, ni flux, ni recherche, ni journal, ni table', async () => {
    const id = await recu()
    const choix = await secretaire.get(ici(id))
    for (const secret of SECRETS) expect(choix.texte).toContain(secret)
    const vu = await secretaire.suivre(await secretaire.envoyer(choix, { mode: 'masque', ajouts: 'taxe de lotissement' }, { action: ici(id), fichiers: {} }))
    expect(vu.texte).toContain(MASQUE)
    expect((await visiteur.get(`/actes/${id}`)).statut, 'rien n’est publié avant').toBe(404)
    expect((await secretaire.envoyer(vu, {}, { action: `${ici(id)}/confirmer` })).vers).toBe(`/actes/${id}`)

    const secrets = [...SECRETS, 'taxe de lotissement', 'lotissement']
    const page = await visiteur.get(`/actes/${id}`)
    const pdf = await visiteur.get(`/actes/${id}/pdf`)
    const lus = [page.texte, await textePdf(pdf.octets), (await visiteur.get('/actes/flux.xml')).texte, (await visiteur.get('/actes?cherche=parcelle')).texte, (await visiteur.get('/actes?format=csv')).texte, (await visiteur.get('/actes?format=json')).texte, (await visiteur.json('GET', `/actes/${id}`)).texte]
    for (const lu of lus) for (const secret of secrets) expect(lu).not.toContain(secret)
    expect(page.texte).toContain('une parcelle est attribuee')
    expect(lus[1]).toContain(MASQUE)
    expect(lus[1]).toContain('est attribuee')
    for (const secret of ['Dossouvi', 'Koffi', '0197000000', 'lotissement']) expect((await visiteur.get(`/actes?cherche=${secret}`)).texte).not.toContain(id)
    expect((await visiteur.get('/actes?cherche=parcelle')).texte).toContain(id)
    const { rows } = await sql<{ tout: string }>`select row_to_json(p)::text as tout from legalite.publication p where acte_id = ${id} union all select row_to_json(j)::text from journal.entree j where objet = ${`acte:${id}`}
      union all select row_to_json(e)::text from legalite.evenement e where acte_id = ${id}`.execute(essai.maison.base.lire)
    for (const { tout } of rows) for (const secret of secrets) expect(tout.toLowerCase()).not.toContain(secret.toLowerCase())
    expect(rows.some((r) => r.tout.includes('"ajoute": 1'))).toBe(true)
  })

  it('ce qui est décoché se lit, et rien du choix ne se perd en revenant', async () => {
    const id = await recu()
    const vu = await secretaire.suivre(await secretaire.envoyer(ici(id), { mode: 'masque', masquer: ['2345678901'] }, { action: ici(id), fichiers: {} }))
    expect(vu.texte).toContain('Se lisent encore')
    expect(vu.texte).toContain('Dossouvi')
    const retour = (await secretaire.get(ici(id))).texte
    expect(retour).toMatch(/value="2345678901"[^>]*checked/)
    expect(retour).not.toMatch(/value="Koffi Dossouvi"[^>]*checked/)
    expect((await secretaire.envoyer(ici(id), {}, { action: `${ici(id)}` , fichiers: {} })).statut).toBe(303)
    expect((await secretaire.envoyer(`${ici(id)}/apercu`, {}, { action: `${ici(id)}/abandonner` })).statut).toBe(303)
    expect((await secretaire.get(`${ici(id)}/apercu`)).statut).toBe(404)
  })

  it('un trait noir sur le texte ne suffit pas : le PDF envoyé est lu', async () => {
    const id = await recu()
    const envoyer = (texte: string) => secretaire.envoyer(ici(id), { mode: 'fourni' }, { action: ici(id), fichiers: { fichier: { nom: 'masque.pdf', type: 'application/pdf', octets: ecrirePdf([...unePage(Buffer.concat([ligne(texte), Buffer.from('\n0 g 60 690 300 30 re f')]))]) } } })
    const refus = await envoyer('Une parcelle est attribuee a Koffi DOSSOUVI, a Saclo.')
    expect([refus.statut, refus.texte.includes('même sous un trait noir')]).toEqual([422, true])
    // A name that nobody ticked, under the line: the file is made again from what is seen.
    const bon = await secretaire.suivre(await envoyer('Zinsou Adjovi habite pres du marche de la commune.'))
    expect((await secretaire.envoyer(bon, {}, { action: `${ici(id)}/confirmer` })).texte).toContain('Ouvrez le PDF')
    await secretaire.envoyer(bon, { vu: 'oui' }, { action: `${ici(id)}/confirmer` })
    const lu = await textePdf((await visiteur.get(`/actes/${id}/pdf`)).octets)
    expect(lu.trim()).toBe('')
    for (const secret of [...SECRETS, 'Zinsou']) expect([lu.includes(secret), (await visiteur.get(`/actes/${id}`)).texte.includes(secret)]).toEqual([false, false])
  })
})

describe('qui publie quoi', () => {
  it('un acte individuel, un scan, un passage coché : pas tels quels', async () => {
    const individuel = await recu({ nature: 'arrete-individuel' })
    expect((await publier(individuel, { mode: 'original', masquer: [] })).texte).toContain('Cet acte concerne une personne')
    const coche = await recu()
    expect((await publier(coche, { mode: 'original' })).texte).toMatch(/choisissez «\sMasquer/)
    const scan = await recu({ scan: true, objet: 'Taxes du marché' })
    expect((await publier(scan, { mode: 'original' })).texte).toContain('Regardez chaque page')
    expect((await publier(scan, { mode: 'masque', ajouts: 'marché' })).texte).toContain('est une image')
    expect((await publier(scan, { mode: 'original', pagesVues: 'oui' })).vers).toBe(`/actes/${scan}`)
  })

  it('un acte qui n’est pas transmis ne se publie pas', async () => {
    const id = await recu({ etat: 'signe' })
    expect((await secretaire.get(ici(id))).statut).toBe(409)
  })

  it('ni la commune voisine, ni qui ne fait que rédiger, ni un passant', async () => {
    const id = await recu()
    for (const chemin of [ici(id), `${ici(id)}/apercu`, `${ici(id)}/fichier`]) {
      expect((await voisin.get(chemin)).statut).toBe(404)
      expect([403, 404]).toContain((await redacteur.get(chemin)).statut)
      expect((await visiteur.get(chemin)).statut).toBe(303)
    }
  })

  it('l’original n’est donné par aucune porte publique, sauf publié tel quel', async () => {
    const id = await recu({ objet: 'Tarifs du marché central', texte: 'Les tarifs du marche sont fixes par le conseil communal.' })
    expect((await publier(id, { mode: 'original' })).vers).toBe(`/actes/${id}`)
    const { rows } = await sql<{ sha256: string }>`select sha256 from legalite.piece where acte_id = ${id}`.execute(essai.maison.base.lire)
    expect((await visiteur.get(`/actes/${id}/pdf`)).octets.equals(await essai.maison.depot.lire(rows[0]!.sha256))).toBe(true)
    const masque = await recu()
    await publier(masque, { mode: 'masque' })
    expect((await visiteur.get(`/actes/${masque}/pdf`)).octets.equals(await essai.maison.depot.lire((await sql<{ sha256: string }>`select sha256 from legalite.piece where acte_id = ${masque}`.execute(essai.maison.base.lire)).rows[0]!.sha256))).toBe(false)
  })

  it('retiré avec sa raison, l’acte n’est plus donné, et la commune la retrouve', async () => {
    const id = await recu({ objet: 'Tarifs du stade', texte: 'Les tarifs du stade municipal sont fixes.' })
    await publier(id, { mode: 'original' })
    expect((await secretaire.envoyer(ici(id), { motif: '' }, { action: `${ici(id)}/retirer` })).statut).toBe(422)
    await secretaire.envoyer(ici(id), { motif: 'Publié par erreur' }, { action: `${ici(id)}/retirer` })
    for (const chemin of [`/actes/${id}`, `/actes/${id}/pdf`]) expect((await visiteur.get(chemin)).statut).toBe(404)
    expect((await visiteur.get(`/actes/${id}`)).texte).not.toContain('par erreur')
    expect((await secretaire.get(ici(id))).texte).toContain('Publié par erreur')
    expect((await visiteur.get('/actes?cherche=stade')).texte).not.toContain(id)
  })
})

describe('le registre', () => {
  it('un acte suspendu, annulé, retiré reste, et le dit', async () => {
    const id = await recu({ objet: 'Péage de la voie nord', texte: 'Un peage est cree sur la voie nord de la commune.' })
    await publier(id, { mode: 'original' })
    expect((await visiteur.get(`/actes/${id}`)).texte).toContain('Exécutoire depuis le 7')
    const mettre = (c: Parameters<typeof updateActe>[2]) => essai.maison.base.ecrire((tx) => updateActe(tx, id, c, new Date()))
    await mettre({ etat: 'suspendu', suspenduLe: new Date('2026-11-02T09:00:00Z') })
    expect((await visiteur.get(`/actes/${id}`)).texte).toContain('Suspendu depuis le 2')
    await mettre({ etat: 'juge', issue: 'annule-juge', jugeLe: '2026-11-20' })
    for (const chemin of [`/actes/${id}`, '/actes?cherche=péage', '/actes/flux.xml']) expect((await visiteur.get(chemin)).texte).toContain('Annulé par le juge le 20')
  })

  it('se cherche en français, par commune, par nature, par année, sans rien exécuter de ce qu’un acte contient', async () => {
    const piege = '<script>alert(1)</script> & <b onmouseover=x>gras</b>'
    const id = await recu({ commune: '1203', objet: `Règlement des marchés ${piege}`, texte: 'Les marches de la ville <script>alert(2)</script> sont regles ici \\(article unique\\).', date: '2024-03-04' })
    await publier(id, { mode: 'original' })
    const lu = (await visiteur.get('/actes?cherche=marché ville&annee=2024')).texte
    expect(lu).toContain(id)
    expect(lu).toContain('<mark>')
    expect(lu).not.toMatch(/<script>alert|<b onmouseover/)
    expect((await visiteur.get(`/actes/${id}`)).texte).not.toMatch(/<script>alert|<b onmouseover/)
    for (const [filtre, y] of [['commune=1203', true], ['commune=0204', false], ['annee=2025', false], ['nature=arrete-reglementaire', true], ['nature=deliberation', false], ['matiere=8', true], ['matiere=3', false], ['departement=12', true]] as const) expect([filtre, (await visiteur.get(`/actes?cherche=ville&${filtre}`)).texte.includes(id)]).toEqual([filtre, y])
    expect(lireExtrait('avant \ue000mot\ue001 après')).toEqual([{ texte: 'avant ', trouve: false }, { texte: 'mot', trouve: true }, { texte: ' après', trouve: false }])
    for (const [cherche, y] of [['"marches de la ville"', true], ['"ville de marches"', false], ['ville -marches', false], ['ville -zebre', true], ['-zebre', true], ['zebre or ville', true]] as const) expect([cherche, (await visiteur.get(`/actes?annee=2024&cherche=${encodeURIComponent(cherche)}`)).texte.includes(id)]).toEqual([cherche, y])
    for (const cherche of ['"', '&', "' or 1=1 --", '-', '((', 'or or', '\\']) expect((await visiteur.get(`/actes?cherche=${encodeURIComponent(cherche)}`)).statut).toBe(200)
  })

  it('se lit page après page sans en perdre ni en répéter', async () => {
    for (let i = 0; i < 23; i++) await publier(await recu({ commune: '1203', objet: `Marche groupe ${i}`, texte: 'Un marche de fournitures de bureau est passe pour les services de la commune.', date: `2019-0${1 + (i % 9)}-11` }), { mode: 'original' })
    for (const depart of ['/actes?annee=2019', '/actes?annee=2019&cherche=fournitures']) {
      const un = (await visiteur.json('GET', depart)).json<{ actes: { id: string }[]; suivant: string }>()
      const deux = (await visiteur.json('GET', `${depart}&apres=${un.suivant}`)).json<{ actes: { id: string }[]; suivant: string | null }>()
      expect([un.actes.length, deux.actes.length, deux.suivant, new Set([...un.actes, ...deux.actes].map((a) => a.id)).size]).toEqual([20, 3, null, 23])
    }
    const page = await visiteur.get('/actes')
    const { gzipSync } = await import('node:zlib')
    expect(gzipSync(page.octets).length).toBeLessThan(15 * 1024)
  })

  it('donne un flux que tout lecteur ouvre, annoncé par ses pages', async () => {
    const page = (await visiteur.get('/actes?commune=1203')).texte
    expect(page).toContain('type="application/rss+xml"')
    const r = await visiteur.get('/actes/flux.xml?commune=1203')
    expect(r.entetes['content-type']).toContain('application/rss+xml')
    const xml = XmlDocument.fromString(r.texte)
    try {
      const lire = (chemin: string) => xml.find(chemin).map((n) => n.content)
      expect(lire('/rss/@version')).toEqual(['2.0'])
      const [titres, liens, dates] = [lire('/rss/channel/item/title'), lire('/rss/channel/item/link'), lire('/rss/channel/item/pubDate')]
      expect(titres.length).toBeGreaterThan(3)
      expect([liens.length, dates.length]).toEqual([titres.length, titres.length])
      for (const l of liens) expect(l).toMatch(/^http:\/\/iroko\.test\/actes\/[0-9a-f-]{36}$/)
      for (const d of dates) expect(Number.isNaN(Date.parse(d))).toBe(false)
    } finally {
      xml.dispose()
    }
    expect((await visiteur.get('/actes/flux.xml?commune=9999')).statut).toBe(404)
    expect((await visiteur.get('/actes/flux.xml?commune=0204')).texte).not.toContain('<item>')
  })
})
