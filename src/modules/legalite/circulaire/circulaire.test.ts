import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { lisible } from '../../../../tests/demande.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { ecrirePdf, ligne, unePage } from '../../../../tests/pdf-a-la-main.ts'
import { sql } from '../../../kernel/db/index.ts'
import { semerReferentiels } from '../referentiel/semer.ts'
import { destinatairesDe } from './circulaire.ts'
import { listALire } from './circulaire.queries.ts'

let essai: Essai
let directeur: AgentEssai
let prefet: AgentEssai
let maire: AgentEssai
let ailleurs: AgentEssai
beforeAll(async () => {
  essai = await ouvrirEssai()
  await essai.maison.base.ecrire((tx) => semerReferentiels(tx, new Date()))
  directeur = await creerAgent(essai, 'directeur', 'BJ', { nom: 'Awa Directrice' })
  prefet = await creerAgent(essai, 'prefet', '12', { nom: 'Koffi Préfet' })
  maire = await creerAgent(essai, 'maire', '1203')
  ailleurs = await creerAgent(essai, 'maire', '0101')
})
afterAll(() => essai.ranger())

const AN = new Date().getFullYear()
const CHAMPS = { titre: 'Budgets primitifs', texte: 'Votez le budget à la session d’octobre.\n\nTransmettez-le aussitôt.', niveaux: ['departement', 'commune'], departements: ['12'], matieres: ['2'] }
async function ecrire(champs: Record<string, string | readonly string[]> = {}): Promise<string> {
  const r = await directeur.client.envoyer('/legalite/circulaires/nouvelle', { ...CHAMPS, ...champs }, { fichiers: { fichier: { nom: 'circulaire.pdf', type: 'application/pdf', octets: ecrirePdf(unePage(ligne('Circulaire'))) } } })
  expect(r.statut).toBe(303)
  return r.vers!
}
const publier = async (page: string) => directeur.client.suivre(await directeur.client.envoyer(page, {}, { action: `${page}/publier` }))

describe('une circulaire', () => {
  it('s’écrit, reste au ministère tant qu’elle n’est pas publiée, puis va à ceux qu’elle nomme', async () => {
    const page = await ecrire()
    for (const qui of [prefet, maire, ailleurs]) expect((await qui.client.get(page)).statut).toBe(404)
    const auditeur = await creerAgent(essai, 'auditeur', 'BJ')
    expect((await auditeur.client.get(page)).statut).toBe(404)
    const publiee = lisible((await publier(page)).texte)
    expect(publiee).toContain(`La circulaire CIRC-${AN}-001 est publiée. 10 bureaux sont prévenus.`)
    expect((await ailleurs.client.get(page)).statut).toBe(404)
    expect(lisible((await maire.client.get(page)).texte)).toContain('Votez le budget à la session d’octobre')
    expect((await maire.client.get(`${page}/circulaire.pdf`)).octets.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await ailleurs.client.get(`${page}/circulaire.pdf`)).statut).toBe(404)
    expect((await auditeur.client.get(page)).statut).toBe(200)
    // Everybody who holds an addressed post is written to, once.
    const envoyes = await jusqua(async () => {
      const { rows } = await sql<{ destinataire: string }>`select destinataire from notifications.message where objet like 'circulaire:%' and canal = 'courriel'`.execute(essai.maison.base.lire)
      return rows.length > 0 && rows.map((r) => r.destinataire).toSorted()
    })
    expect(envoyes).toEqual([maire.courriel, prefet.courriel].toSorted())
  })

  it('se marque comme lue, bureau par bureau, et le ministère voit qui n’a pas lu', async () => {
    const page = await ecrire({ niveaux: ['commune'] })
    await publier(page)
    expect((await listALire(essai.maison.base.lire, ['1203'])).map((c) => c.titre)).toContain('Budgets primitifs')
    const lue = await maire.client.suivre(await maire.client.envoyer(page, {}, { action: `${page}/lue` }))
    expect(lisible(lue.texte)).toContain('La lecture est notée pour votre bureau')
    const vue = lisible((await directeur.client.get(page)).texte)
    expect(vue).toContain('Lue par 1 bureau sur 9')
    // The prefecture reads what its communes were written; it is addressed nothing, and marks nothing.
    const chezLePrefet = (await prefet.client.get(page)).texte
    expect(chezLePrefet).not.toContain(`${page}/lue`)
    expect((await listALire(essai.maison.base.lire, ['1203'])).map((c) => c.id)).not.toContain(page.split('/').at(-1))
    expect(lisible((await maire.client.get('/legalite/circulaires?lue=non')).texte)).toContain(`CIRC-${AN}-001`)
  })

  it('ne change plus une fois publiée ; une autre la remplace, une autre la retire, et tout se retrouve', async () => {
    const premiere = await ecrire({ titre: 'Ancienne consigne', departements: [] })
    await publier(premiere)
    expect((await directeur.client.get(`${premiere}/modifier`)).statut).toBe(409)
    const seconde = await ecrire({ titre: 'Nouvelle consigne', remplace: premiere.split('/').at(-1)! })
    await publier(seconde)
    expect(lisible((await directeur.client.get(premiere)).texte)).toContain('Remplacée')
    expect(lisible((await directeur.client.get(seconde)).texte)).toContain('Remplace')
    const refuse = await directeur.client.envoyer(seconde, { motif: '' }, { action: `${seconde}/retirer` })
    expect(refuse.statut).toBe(422)
    expect(lisible((await directeur.client.suivre(await directeur.client.envoyer(seconde, { motif: 'Règle abrogée' }, { action: `${seconde}/retirer` }))).texte)).toContain('est retirée')
    expect(lisible((await maire.client.get('/legalite/circulaires?cherche=consigne&etat=retiree')).texte)).toContain('Nouvelle consigne')
    // Numbers have no gap: a draft given up took none.
    const brouillon = await ecrire()
    await directeur.client.envoyer(brouillon, {}, { action: `${brouillon}/abandonner` })
    const { rows } = await sql<{ numero: string }>`select numero from legalite.circulaire where numero is not null order by numero`.execute(essai.maison.base.lire)
    expect(rows.map((r) => r.numero)).toEqual(rows.map((_, i) => `CIRC-${AN}-${String(i + 1).padStart(3, '0')}`))
  })

  it('garde ce qui est tapé quand il manque quelque chose ; un maire n’en écrit pas', async () => {
    const r = await directeur.client.envoyer('/legalite/circulaires/nouvelle', { titre: 'Sans texte', texte: '' })
    expect(r.statut).toBe(422)
    for (const phrase of ['Écrivez ce que la circulaire demande', 'Choisissez à qui elle est adressée']) expect(lisible(r.texte)).toContain(phrase)
    expect(r.texte).toContain('Sans texte')
    expect((await maire.client.get('/legalite/circulaires/nouvelle')).statut).toBe(403)
  })
})

it('les bureaux adressés sont ceux des niveaux et des départements choisis', () => {
  const { territoires } = essai.maison
  expect(destinatairesDe({ niveaux: ['departement', 'commune'], departements: [] }, territoires)).toHaveLength(12 + 77)
  expect(destinatairesDe({ niveaux: ['departement'], departements: ['12', '05'] }, territoires)).toEqual(['05', '12'])
  expect(destinatairesDe({ niveaux: ['commune'], departements: ['12'] }, territoires).every((c) => c.startsWith('12'))).toBe(true)
})
