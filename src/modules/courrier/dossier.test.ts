import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import type { Champs, Reponse } from '../../../tests/client.ts'
import { creerClient } from '../../../tests/client.ts'
import { CONTACT, deposer, etape, jetons, lieux, lire, lisible, PERSONNE, photo, piece, USAGE } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import { sql } from '../../kernel/db/index.ts'
import { listReferences } from '../../kernel/fichiers/index.ts'

let essai: Essai
let guichet: AgentEssai
let maire: AgentEssai
let cabinet: AgentEssai
let directeur: AgentEssai
let dpaf: AgentEssai

const nomBureau = (id: string) => essai.maison.territoires.bureaux('BJ').find((b) => b.id === id)!.nom
async function auBureau(role: string, id: string): Promise<AgentEssai> {
  const agent = await creerAgent(essai, role, 'BJ')
  await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.poste set bureau = ${nomBureau(id)} where id = ${agent.posteId}`.execute(tx)))
  return agent
}
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  guichet = await creerAgent(essai, 'agent_guichet', '1203', { nom: 'Codjo Lokossou' })
  maire = await creerAgent(essai, 'maire', '1203')
  cabinet = await auBureau('agent_ministere', 'direction-cabinet')
  directeur = await auBureau('directeur', 'direction-cabinet')
  dpaf = await auBureau('directeur', 'direction-dpaf')
})
afterAll(() => essai.ranger())

const LETTRE = { correspondant: 'Afi Sènami DOSSOU', genre: 'personne', contact: 'Tél. 01 97 00 00 11, afi@exemple.bj', objet: 'Certificat de vie', nature: 'demande' }
const recevoir = async (qui: AgentEssai, champs: Champs = {}, scans = true): Promise<string> => {
  const r = await qui.client.envoyer('/courrier/arrivees/nouvelle', { ...LETTRE, ...champs }, scans ? { fichiers: { scans: { nom: 'lettre.jpg', type: 'image/jpeg', octets: await photo() } } } : {})
  return /\/courrier\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${lisible(r.texte).slice(0, 600)}`
}
const ouvrir = (qui: AgentEssai, id: string, champs: Champs): Promise<Reponse> => qui.client.envoyer(`/courrier/${id}/dossier`, champs)
const brouillonDe = (r: Reponse) => /\/brouillons\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${lisible(r.texte).slice(0, 600)}`

describe('un courrier ouvre un dossier', () => {
  it('au guichet : le nom, le téléphone et le scan suivent, et les deux pages se nomment', async () => {
    const lettre = await recevoir(guichet)
    expect((await guichet.client.get(`/courrier/${lettre}`)).texte).toContain(`href="/courrier/${lettre}/dossier"`)
    const id = brouillonDe(await ouvrir(guichet, lettre, { demarche: 'certificat-de-vie' }))
    const brouillon = await lire(essai, id)
    expect(brouillon).toMatchObject({ etat: 'brouillon', canal: 'guichet', territoire: '1203', reponses: { nom: 'DOSSOU', prenoms: 'Afi Sènami', telephone: '+2290197000011' }, mandat: { pour: 'courrier' } })
    expect((await guichet.client.get(`/courrier/${lettre}`)).texte).toContain(`href="/brouillons/${id}"`)
    expect((await guichet.client.get(`/brouillons/${id}`)).texte).toContain(`href="/courrier/${lettre}"`)
    const { numero } = (await sql<{ numero: string }>`select numero from courrier.courrier where id = ${lettre}`.execute(essai.maison.base.lire)).rows[0]!
    // The rest is filled at the counter, and filed without asking who stood there.
    await etape(guichet.client, id, 'personne', PERSONNE)
    await etape(guichet.client, id, 'contact', { ...CONTACT, domicile: lieux(essai).bohicon })
    await etape(guichet.client, id, 'usage', USAGE)
    await etape(guichet.client, id, 'papiers', { exactitude: 'oui' }, piece(await photo()))
    const depose = await guichet.client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
    expect(depose.vers, lisible(depose.texte).slice(0, 600)).toBe(`/dossiers/${id}`)
    const page = (await guichet.client.get(`/dossiers/${id}`)).texte
    for (const mot of ['Courrier reçu', `href="/courrier/${lettre}"`, 'Reçu par courrier', numero]) expect(page).toContain(mot)
    expect((await listReferences(essai.maison.base.lire, `dossier:${id}`)).map((r) => r.champ).toSorted()).toEqual(['courrier', 'piece'])
    expect((await guichet.client.get(`/courrier/${lettre}`)).texte).toContain(`href="/dossiers/${id}"`)
    expect((await maire.client.get(`/courrier/${lettre}`)).texte).toContain('ne permet pas d’ouvrir')
  })

  it('lié à une parcelle, il le reste et n’ouvre plus de dossier', async () => {
    const parcelle = (await guichet.client.envoyer('/parcelles/nouvelle', { territoire: '1203', lotissement: 'Sinagué', lot: '812' })).vers!.split('/')[2]!
    const lettre = await recevoir(guichet, {}, false)
    await guichet.client.envoyer(`/courrier/${lettre}`, { dossier: 'Sinagué lot 812' }, { action: `/courrier/${lettre}/rattacher` })
    const page = (await guichet.client.get(`/courrier/${lettre}`)).texte
    expect(page).toContain(`href="/parcelles/${parcelle}"`)
    expect(page).not.toContain(`href="/courrier/${lettre}/dossier"`)
  })

  it('deux fois : un seul dossier ; un brouillon effacé rend le courrier libre', async () => {
    const lettre = await recevoir(guichet, {}, false)
    const page = await guichet.client.get(`/courrier/${lettre}/dossier`)
    const [un, deux] = await Promise.all([guichet.client.envoyer(page, { demarche: 'certificat-de-vie' }), guichet.client.envoyer(page, { demarche: 'certificat-de-vie' })])
    expect(un!.vers).toBe(deux!.vers)
    expect((await guichet.client.get(`/courrier/${lettre}/dossier`)).texte).toContain('a déjà un dossier')
    const id = brouillonDe(un!)
    expect((await guichet.client.envoyer(`/brouillons/${id}`, {}, { action: `/brouillons/${id}/abandonner` })).statut).toBe(303)
    const libre = (await guichet.client.get(`/courrier/${lettre}`)).texte
    expect([libre.includes(`/courrier/${lettre}/dossier"`), libre.includes('ne permet pas d’ouvrir')]).toEqual([true, false])
    expect((await ouvrir(guichet, lettre, { demarche: 'certificat-de-vie' })).vers).toMatch(/^\/brouillons\//)
  })

  it('d’un organisme, le nom reste au courrier ; qui ne reçoit aucune démarche n’a pas de bouton', async () => {
    const chef = await creerAgent(essai, 'chef_arrondissement', lieux(essai).bohicon)
    // The head reads it and has no counter: no button, and no door.
    const lettre = await recevoir(chef, { correspondant: 'CAISSE NATIONALE', genre: 'organisme', mentions: 'confidentiel' })
    expect((await chef.client.get(`/courrier/${lettre}`)).texte).not.toContain(`/courrier/${lettre}/dossier"`)
    expect((await chef.client.get(`/courrier/${lettre}/dossier`)).texte).toContain('n’ouvre de dossier pour aucune démarche')
    const arrivee = await recevoir(guichet, { correspondant: 'CAISSE NATIONALE', genre: 'organisme' })
    expect((await lire(essai, brouillonDe(await ouvrir(guichet, arrivee, { demarche: 'certificat-de-vie' })))).reponses).toEqual({ telephone: '+2290197000011', courriel: 'afi@exemple.bj' })
  })
})

describe('au ministère', () => {
  it('le Cabinet ouvre une demande d’audience qu’il reçoit, la remplit, la dépose et la lit ; un autre bureau ne la voit pas', async () => {
    const lettre = await recevoir(cabinet, { objet: 'Demande d’audience' })
    const choix = (await cabinet.client.get(`/courrier/${lettre}/dossier`)).texte
    expect([choix.includes('value="demande-d-audience"'), choix.includes('value="certificat-de-vie"')]).toEqual([true, false])
    const ailleurs = await cabinet.client.poster(`/courrier/${lettre}/dossier`, { ...jetons(await cabinet.client.get(`/courrier/${lettre}/dossier`)), demarche: 'certificat-de-vie' })
    expect(ailleurs.statut).toBe(422)
    const id = brouillonDe(await ouvrir(cabinet, lettre, { demarche: 'demande-d-audience' }))
    expect(await lire(essai, id)).toMatchObject({ territoire: 'BJ', bureau: nomBureau('direction-cabinet'), lecteurs: [`poste:agent_ministere@BJ#${nomBureau('direction-cabinet')}`], reponses: { courriel: 'afi@exemple.bj' } })
    const commune = lieux(essai).bohicon.slice(0, 4)
    for (const [code, champs] of [
      ['personne', { nom: 'Dossou', prenoms: 'Afi', qualite: 'moi', commune, telephone: '0197000011' }],
      ['objet', { sujets: 'cooperation', objet: 'Jumelage', expose: 'Un jumelage entre deux communes.' }],
      ['rencontre', { ...dans('periode.du', 7), ...dans('periode.au', 12), exactitude: 'oui' }],
    ] as const) expect((await etape(cabinet.client, id, code, champs as never)).statut, code).toBe(303)
    for (const autre of [dpaf, maire, guichet]) expect((await autre.client.get(`/brouillons/${id}`)).statut).toBe(404)
    const depose = await cabinet.client.envoyer(`/brouillons/${id}/resume`, {}, { action: `/brouillons/${id}/deposer` })
    expect(depose.vers, lisible(depose.texte).slice(0, 800)).toBe(`/dossiers/${id}`)
    const page = (await cabinet.client.get(`/dossiers/${id}`)).texte
    for (const mot of [`href="/courrier/${lettre}"`, 'Courrier reçu']) expect(page).toContain(mot)
    // The way back never leads to a closed door.
    expect(page.includes('href="/dossiers"')).toBe((await cabinet.client.get('/dossiers')).statut === 200)
    // The power is that of an office: it opens nothing at the counters of the country.
    for (const chemin of ['/guichet', `/brouillons/${id}`]) expect((await cabinet.client.get(chemin)).statut, chemin).toBeGreaterThanOrEqual(403)
    expect((await dpaf.client.get(`/dossiers/${id}`)).statut).toBe(404)
  })

  it('un confidentiel ne donne ses scans au dossier que si on le demande', async () => {
    const papiers = async (champs: Champs) => {
      const lettre = await recevoir(directeur, { mentions: 'confidentiel' })
      const id = brouillonDe(await ouvrir(directeur, lettre, { demarche: 'demande-d-audience', ...champs }))
      return [(await listReferences(essai.maison.base.lire, `dossier:${id}`)).length, (await directeur.client.envoyer(`/brouillons/${id}`, {}, { action: `/brouillons/${id}/abandonner` })).vers === `/courrier/${lettre}`]
    }
    expect([await papiers({}), await papiers({ scans: 'oui' })]).toEqual([[0, true], [1, true]])
  })

  it('un directeur que son poste appelle sur un dossier le rattache ; un autre apprend seulement qu’il ne peut pas le lire', async () => {
    const id = await deposer(creerClient(essai), lieux(essai).bohicon)
    const { numero } = await lire(essai, id)
    const rattacher = async (qui: AgentEssai) => {
      const lettre = await recevoir(qui, {}, false)
      return { lettre, r: await qui.client.envoyer(`/courrier/${lettre}`, { dossier: numero! }, { action: `/courrier/${lettre}/rattacher` }) }
    }
    const refuse = await rattacher(directeur)
    expect([refuse.r.statut, refuse.r.texte.includes('Aucun dossier que vous pouvez lire')]).toEqual([422, true])
    await essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set lecteurs = lecteurs || ${`poste:directeur@BJ#${nomBureau('direction-cabinet')}`}::text where id = ${id}`.execute(tx)))
    const { lettre, r } = await rattacher(directeur)
    expect(r.statut).toBe(303)
    expect((await directeur.client.get(`/courrier/${lettre}`)).texte).toContain(`href="/dossiers/${id}"`)
    expect((await directeur.client.get(`/dossiers/${id}`)).texte).toContain(`href="/courrier/${lettre}"`)
    expect((await rattacher(dpaf)).r.statut).toBe(422)
  })

  it('deux dossiers écrits à la fois : le second ne remplace pas le premier sans un mot', async () => {
    const [a, b] = [await deposer(creerClient(essai), lieux(essai).bohicon), await deposer(creerClient(essai), lieux(essai).bohicon, { telephone: '0197000012' })]
    const numeros = [(await lire(essai, a)).numero!, (await lire(essai, b)).numero!]
    const lettre = await recevoir(guichet, {}, false)
    const page = await guichet.client.get(`/courrier/${lettre}`)
    const rattacher = (numero: string) => guichet.client.envoyer(page, { dossier: numero }, { action: `/courrier/${lettre}/rattacher` })
    expect((await rattacher(numeros[0]!)).statut).toBe(303)
    const second = await guichet.client.envoyer(page, { dossier: numeros[1]!, _cle: 'cle-second-dossier' }, { action: `/courrier/${lettre}/rattacher` })
    expect([second.statut, second.texte.includes('relisez-le ci-dessous'), second.texte.includes(`value="${numeros[1]}"`)]).toEqual([409, true, true])
    expect((await guichet.client.envoyer(second, {}, { action: `/courrier/${lettre}/rattacher` })).statut).toBe(303)
  })
})

/** A day that comes, in three boxes. */
function dans(nom: string, jours: number): Record<string, string> {
  const jour = new Date(Date.now() + jours * 86_400_000)
  return { [`${nom}.jour`]: String(jour.getUTCDate()), [`${nom}.mois`]: String(jour.getUTCMonth() + 1), [`${nom}.annee`]: String(jour.getUTCFullYear()) }
}
