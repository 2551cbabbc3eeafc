import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { codeRecu, connecterCitoyen, creerClient } from '../../../tests/client.ts'
import type { Client, Reponse } from '../../../tests/client.ts'
import { agir, lieux, lire, lisible, photo } from '../../../tests/demande.ts'
import { attendreCode, creerAgent, jusqua } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { findDocument } from '../../kernel/documents/queries.ts'
import { issueAccords } from './accord.ts'
import { listAccords } from './accord.queries.ts'
import { getDemarche } from './definition.queries.ts'
import { emissionDe } from './jobs/delivrer.ts'

let essai: Essai
let bohicon: string
let agents: Record<'etatCivil' | 'guichet' | 'maire' | 'ailleurs', AgentEssai>
beforeAll(async () => {
  essai = await ouvrirEssai()
  bohicon = lieux(essai).bohicon
  const commune = bohicon.slice(0, 4)
  agents = { etatCivil: await creerAgent(essai, 'etat_civil', commune), guichet: await creerAgent(essai, 'agent_guichet', commune), maire: await creerAgent(essai, 'maire', commune), ailleurs: await creerAgent(essai, 'agent_guichet', lieux(essai).kandi.slice(0, 4)) }
})
afterAll(() => essai.ranger())

const jour = (dans: number) => new Date(Date.now() + dans * 86_400_000)
const date = (nom: string, d: Date) => ({ [`${nom}.jour`]: String(d.getUTCDate()), [`${nom}.mois`]: String(d.getUTCMonth() + 1), [`${nom}.annee`]: String(d.getUTCFullYear()) })
const MERE = '0197000011'
const PERE = '0196000022'

/** The request of a mother; `parents` changes what she says of the father. */
async function remplir(client: Client, parents: Record<string, string> = {}): Promise<string> {
  const id = (await client.envoyer('/demarches/autorisation-parentale', {}, { action: '/demarches/autorisation-parentale/commencer' })).vers!.split('/')[2]!.split('?')[0]!
  const base = `/brouillons/${id}`
  const papier = async () => ({ nom: 'p.jpg', type: 'image/jpeg', octets: await photo() })
  const seule = parents.decideurs !== undefined && parents.decideurs !== 'deux'
  const etapes: [string, Record<string, string>, string[]][] = [
    ['enfant', { nom_enfant: 'Dossou', prenoms_enfant: 'Mahugnon', ...date('naissance_enfant', new Date(Date.UTC(new Date().getUTCFullYear() - 9, 3, 12))), lieu_naissance_enfant: 'Abomey' }, ['acte']],
    ['voyage', { destination: 'Togo', ...date('depart', jour(20)), ...date('retour', jour(40)), motif: 'vacances', avec: 'adulte', nom_accompagnant: 'Sènami Ahouansou' }, []],
    ['vous', { nom: 'Ahouansou', prenoms: 'Rose', qualite: 'mere', domicile: bohicon, 'domicile.precision': 'Zongo', telephone: MERE }, ['piece']],
    ['parents', { decideurs: 'deux', nom_second: 'Dossou', prenoms_second: 'Paul', telephone_second: PERE, exactitude: 'oui', ...parents }, seule ? ['preuve_seul'] : []],
  ]
  for (const [etape, champs, papiers] of etapes) {
    const fichiers = Object.fromEntries(await Promise.all(papiers.map(async (p) => [p, await papier()] as const)))
    const r = await client.envoyer(`${base}/${etape}`, champs, { action: base, bouton: ['_continuer', '1'], ...(papiers.length > 0 ? { fichiers } : {}) })
    expect(r.statut, `${etape} : ${lisible(r.texte).slice(0, 900)}`).toBe(303)
  }
  return id
}
const deposer = (client: Client, id: string): Promise<Reponse> => client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
async function deposee(parents: Record<string, string> = {}): Promise<{ id: string; mere: Client }> {
  const mere = creerClient(essai)
  const id = await remplir(mere, parents)
  const r = await deposer(mere, id)
  expect(r.vers, lisible(r.texte).slice(0, 500)).toBe(`/suivi/${id}`)
  return { id, mere }
}

/** The link of the last message sent to a phone. */
async function lienRecu(telephone: string): Promise<string> {
  const { rows } = await sql<{ texte: string }>`select texte from notifications.message where destinataire = ${`+229${telephone}`} and cle like 'accord:%' order by cree_le desc limit 1`.execute(essai.maison.base.lire)
  return /\/accord\/[\w-]{22}/.exec(rows[0]!.texte)![0]
}
async function ouvrirLien(client: Client, lien: string): Promise<Reponse> {
  const demande = await client.envoyer(lien, {}, { action: `${lien}/code` })
  const id = /code=([0-9a-f-]{36})/.exec(demande.vers!)![1]!
  return client.envoyer(demande.vers!, { code: await codeRecu(essai, `/connexion/code/${id}`) }, { action: `${lien}/ouvrir` })
}

describe('l’accord de deux parents', () => {
  it('le second parent répond de son téléphone, la mairie vérifie, le maire signe, et le papier nomme l’accord', async () => {
    const { id, mere } = await deposee()
    expect(await lire(essai, id)).toMatchObject({ etat: 'sollicite', station: 'parents', echeance: null })
    expect(lisible((await mere.get(`/suivi/${id}`)).texte)).toContain('On attend l’accord d’autres personnes')
    const pere = creerClient(essai)
    const lien = await lienRecu(PERE)
    const avant = lisible((await pere.get(lien)).texte)
    expect(avant).toContain('R. demande « Autorisation parentale de voyage »')
    for (const secret of ['Mahugnon', 'Togo', 'Ahouansou', '96000022']) expect(avant).not.toContain(secret)
    await ouvrirLien(pere, lien)
    expect(lisible((await pere.get(lien)).texte)).toContain('J’autorise mon enfant Mahugnon Dossou')
    expect((await pere.envoyer(lien, { reponse: 'oui' }, { action: lien })).statut).toBe(303)
    const dossier = await lire(essai, id)
    expect(dossier).toMatchObject({ etat: 'depose', station: 'verification' })
    expect(dossier.horloge.map((h) => h.genre)).toEqual(['depart', 'suspension', 'reprise'])
    await agir(agents.etatCivil, id, 'proposer', { decision: 'accorder' })
    await attendreCode(essai, agents.maire)
    await agir(agents.maire, id, 'signer', { decision: 'accorder', _code: agents.maire.code() })
    const delivre = await jusqua(async () => ((d) => d.etat === 'delivre' && d)(await lire(essai, id)))
    expect((await findDocument(essai.maison.base.lire, delivre.documentId!))!.champs).toMatchObject({ nom: 'Mahugnon Dossou', objet: expect.stringContaining('Voyage vers Togo') })
    // Nobody has confirmed how long it is good for; confirmed, it is until the return, and not three months.
    const publiee = await getDemarche(essai.maison.base.lire, delivre.demarche, delivre.version)
    const emise = (verifie: boolean) => emissionDe(essai.maison.base.lire, essai.maison, delivre, { ...publiee, document: { ...publiee.document!, validite: { ...publiee.document!.validite!, verifie } } })
    expect((await emise(false)).expireLe).toBeUndefined()
    expect((await emise(true)).expireLe).toEqual(new Date(`${delivre.reponses.retour as string}T23:00:00Z`))
  })

  it('un lien transmis, réutilisé, remplacé ou trop vieux n’ouvre rien', async () => {
    const { id, mere } = await deposee()
    const lien = await lienRecu(PERE)
    const autre = creerClient(essai)
    const force = await autre.envoyer(lien, {}, { action: `${lien}/code` })
    const faux = await autre.envoyer(force.vers!, { code: '000000' }, { action: `${lien}/ouvrir` })
    expect(faux.statut).toBe(422)
    // A code received on one's own phone proves one's own phone only.
    const sien = creerClient(essai)
    const demande = await sien.envoyer('/connexion', { contact: '0195000033' })
    const idSien = /\/code\/([0-9a-f-]{36})/.exec(demande.vers!)![1]!
    const vole = await autre.envoyer(force.vers!, { id: idSien, code: await codeRecu(essai, demande.vers!) }, { action: `${lien}/ouvrir` })
    expect(vole.statut).toBe(422)
    const page = await autre.get(lien)
    const jeton = /name="_jeton" value="([^"]+)"/.exec(page.texte)![1]!
    expect((await autre.poster(lien, { _jeton: jeton, reponse: 'oui' })).statut).toBe(404)
    const [a] = await listAccords(essai.maison.base.lire, id)
    const trop = await mere.envoyer(`/suivi/${id}`, { accord: a!.id, telephone: PERE }, { action: `/suivi/${id}/renvoyer-accord` })
    expect(trop.statut).toBe(409)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.accord set envoye_le = envoye_le - interval '1 hour' where dossier_id = ${id}`.execute(tx)))
    expect((await mere.envoyer(`/suivi/${id}`, { accord: a!.id, telephone: PERE }, { action: `/suivi/${id}/renvoyer-accord` })).statut).toBe(303)
    expect((await creerClient(essai).get(lien)).statut).toBe(404)
    const neuf = await lienRecu(PERE)
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.accord set expire_le = now() - interval '1 minute' where dossier_id = ${id}`.execute(tx)))
    expect(lisible((await creerClient(essai).get(neuf)).texte)).toContain('Ce lien n’a plus cours')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.accord set expire_le = now() + interval '1 day' where dossier_id = ${id}`.execute(tx)))
    const pere = creerClient(essai)
    await connecterCitoyen(pere, essai, PERE)
    const double = await pere.get(neuf)
    expect((await pere.envoyer(double, { reponse: 'oui' }, { action: neuf })).statut).toBe(303)
    const encore = await pere.poster(neuf, { _jeton: /name="_jeton" value="([^"]+)"/.exec(double.texte)![1]!, reponse: 'non' })
    expect(encore.statut).toBe(409)
    expect(lisible((await pere.get(neuf)).texte)).toContain('Vous avez donné votre accord')
  })

  it('un refus propose le refus, avec sa raison', async () => {
    const { id } = await deposee()
    const pere = creerClient(essai)
    const lien = await lienRecu(PERE)
    await ouvrirLien(pere, lien)
    await pere.envoyer(lien, { reponse: 'non', raison: 'Je n’étais pas prévenu' }, { action: lien })
    expect(await lire(essai, id)).toMatchObject({ etat: 'propose', station: 'signature', decision: 'refuser', motif: 'L’autre parent n’a pas donné son accord : Je n’étais pas prévenu' })
  })

  it('sans téléphone, l’accord se donne au guichet de la commune, sur une pièce d’identité', async () => {
    const { id } = await deposee({ telephone_second: '' })
    const [a] = await listAccords(essai.maison.base.lire, id)
    const sansPiece = await agir(agents.guichet, id, 'recueillir', { accord: a!.id, reponse: 'oui' })
    expect(sansPiece.statut).toBe(422)
    expect((await agents.ailleurs.client.get(`/dossiers/${id}`)).statut).toBe(404)
    await agir(agents.guichet, id, 'recueillir', { accord: a!.id, reponse: 'oui', piece: 'CIP 0412 7788' })
    expect(await lire(essai, id)).toMatchObject({ etat: 'depose', station: 'verification' })
    expect((await listAccords(essai.maison.base.lire, id))[0]).toMatchObject({ reponse: 'oui', moyen: 'guichet', piece: 'CIP 0412 7788' })
  })

  it('le téléphone du demandeur ne sert pas pour l’autre, et qui décide seul n’attend personne', async () => {
    const mere = creerClient(essai)
    const id = await remplir(mere, { telephone_second: MERE })
    const refuse = await deposer(mere, id)
    expect(refuse.statut).toBe(409)
    expect(lisible(refuse.texte)).toContain('L’autre parent : donnez son propre numéro de téléphone')
    expect((await lire(essai, id)).etat).toBe('brouillon')
    const seule = await deposee({ decideurs: 'deces', nom_second: '', prenoms_second: '', telephone_second: '' })
    expect(await lire(essai, seule.id)).toMatchObject({ etat: 'depose', station: 'verification' })
  })

  it('la demande retirée n’attend plus personne', async () => {
    const { id, mere } = await deposee()
    await mere.envoyer(`/suivi/${id}`, {}, { action: `/suivi/${id}/retirer` })
    expect(lisible((await creerClient(essai).get(await lienRecu(PERE))).texte)).toContain('Cet accord n’est plus attendu')
  })
})

it('un tour d’accords finit au premier refus, ou quand tous ont accepté', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('oui' as const, 'non' as const, null), { minLength: 1, maxLength: 5 }), (reponses) => {
      expect(issueAccords(reponses)).toBe(reponses.includes('non') ? 'non' : reponses.every((r) => r === 'oui') ? 'oui' : 'attend')
    }),
  )
})
