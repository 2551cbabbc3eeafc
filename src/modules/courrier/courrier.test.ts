import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../tests/base.ts'
import type { Essai } from '../../../tests/base.ts'
import { photo } from '../../../tests/demande.ts'
import { creerAgent } from '../../../tests/monde.ts'
import type { AgentEssai } from '../../../tests/monde.ts'
import type { Champs, Reponse } from '../../../tests/client.ts'
import { sql } from '../../kernel/db/index.ts'

const BOHICON = '1203'
let essai: Essai
let commune: { secretariat: AgentEssai; maire: AgentEssai; agent: AgentEssai; autre: AgentEssai }
let ailleurs: AgentEssai
const annee = new Date(Date.now() + 3_600_000).getUTCFullYear()

beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  commune = {
    secretariat: await creerAgent(essai, 'agent_guichet', BOHICON, { nom: 'Codjo Lokossou' }),
    maire: await creerAgent(essai, 'maire', BOHICON, { nom: 'Séraphine Ahossi' }),
    agent: await creerAgent(essai, 'etat_civil', BOHICON, { nom: 'Adjoa Dossou' }),
    autre: await creerAgent(essai, 'etat_civil', BOHICON, { nom: 'Rigobert Zinsou' }),
  }
  ailleurs = await creerAgent(essai, 'agent_guichet', '0405')
})
afterAll(() => essai.ranger())

const LETTRE = { correspondant: 'Groupement des maraîchères', objet: 'Demande d’audience avec le maire', nature: 'audience' }
const enregistrer = (champs: Champs = {}, qui = commune.secretariat): Promise<Reponse> => qui.client.envoyer('/courrier/arrivees/nouvelle', { ...LETTRE, ...champs })
const idDe = (r: Reponse) => /\/courrier\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${r.texte.slice(0, 300)}`
const ligne = async (id: string) => (await sql<{ etat: string; numero: string | null; reponduLe: string | null }>`select etat, numero, repondu_le from courrier.courrier where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
const geste = (qui: AgentEssai, id: string, nom: string, champs: Champs = {}) => qui.client.envoyer(`/courrier/${id}`, champs, { action: `/courrier/${id}/${nom}` })
const imputer = (id: string, a: AgentEssai, instruction = 'attribution', champs: Champs = {}) => commune.maire.client.envoyer(`/courrier/${id}/imputer`, { [`a.poste:${a.posteId}`]: instruction, ...champs })

describe('une arrivée, de l’enregistrement au classement', () => {
  it('se numérote, s’impute, se reçoit, se transmet, se traite, se classe', async () => {
    const id = idDe(await enregistrer({ 'echeance.jour': '1', 'echeance.mois': '12', 'echeance.annee': String(annee + 1) }))
    expect((await ligne(id)).numero).toMatch(new RegExp(`^A-${annee}-\\d{5}$`))
    expect((await imputer(id, commune.agent, 'attribution', { note: 'Voir avec le maire' })).vers).toBe(`/courrier/${id}`)
    expect((await commune.agent.client.get('/courrier/a-traiter')).texte).toContain('Voir avec le maire')
    expect((await commune.autre.client.get('/courrier/a-traiter')).texte).not.toContain('Voir avec le maire')
    expect((await geste(commune.agent, id, 'recevoir')).statut).toBe(303)
    expect((await commune.agent.client.envoyer(`/courrier/${id}/transmettre`, { [`a.poste:${commune.autre.posteId}`]: 'avis' })).statut).toBe(303)
    expect((await ligne(id)).etat).toBe('impute')
    expect((await geste(commune.autre, id, 'traiter', { suite: 'Audience fixée au 3' })).statut).toBe(303)
    expect((await ligne(id)).etat).toBe('traite')
    expect((await geste(commune.secretariat, id, 'classer', { classement: 'Boîte 4' })).statut).toBe(303)
    const { texte } = await commune.maire.client.get(`/courrier/${id}`)
    // The chain, latest first.
    const places = ['Classé', 'Audience fixée au 3', 'Rigobert Zinsou (Agent de l’état civil), pour avis', 'Réception notée', 'Adjoa Dossou (Agent de l’état civil), pour attribution', 'Enregistré'].map((mot) => texte.indexOf(mot, texte.indexOf('id="historique"')))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })

  it('renvoyée, elle revient à qui l’a transmise, puis à qui impute', async () => {
    const id = idDe(await enregistrer())
    await imputer(id, commune.agent)
    await commune.agent.client.envoyer(`/courrier/${id}/transmettre`, { [`a.poste:${commune.autre.posteId}`]: 'avis' })
    expect((await geste(commune.autre, id, 'renvoyer', { raison: '' })).statut).toBe(422)
    expect((await geste(commune.autre, id, 'renvoyer', { raison: 'Pas pour moi' })).vers).toBe('/courrier/a-traiter')
    expect((await commune.agent.client.get('/courrier/a-traiter')).texte).toContain(id)
    expect((await geste(commune.agent, id, 'renvoyer', { raison: 'Pas pour moi non plus' })).statut).toBe(303)
    expect((await ligne(id)).etat).toBe('enregistre')
    expect((await commune.maire.client.get('/courrier?etat=a-imputer')).texte).toContain(id)
    expect((await commune.maire.client.get(`/courrier/${id}`)).texte).toContain('Pas pour moi non plus')
  })

  it('imputée à deux, elle n’est traitée que quand les deux ont fini', async () => {
    const id = idDe(await enregistrer())
    await commune.maire.client.envoyer(`/courrier/${id}/imputer`, { [`a.poste:${commune.agent.posteId}`]: 'attribution', [`a.poste:${commune.autre.posteId}`]: 'information' })
    await geste(commune.agent, id, 'traiter')
    expect((await ligne(id)).etat).toBe('impute')
    expect((await geste(commune.agent, id, 'traiter').catch((e: Error) => e.message)).toString()).toContain('n’a pas de formulaire')
    await geste(commune.autre, id, 'traiter')
    expect((await ligne(id)).etat).toBe('traite')
  })

  it('la suivante garde l’expéditeur et la nature, et rien de l’objet', async () => {
    const r = await commune.secretariat.client.envoyer('/courrier/arrivees/nouvelle', { ...LETTRE, correspondant: 'Tribunal d’Abomey', objet: 'Un objet à ne pas garder', reference: 'TA-9' }, { bouton: ['_suivant', '1'] })
    expect(r.vers).toMatch(/^\/courrier\/arrivees\/nouvelle\?apres=/)
    const { texte } = await commune.secretariat.client.get(r.vers!)
    expect(texte).toContain('value="Tribunal d’Abomey"')
    expect(texte).toContain('<option value="audience" selected')
    expect(texte).not.toContain('Un objet à ne pas garder')
    expect(texte).not.toContain('value="TA-9"')
  })
})

describe('ce qui est mal écrit', () => {
  it('se dit en une fois à côté du champ, et rien de ce qui est tapé ne se perd', async () => {
    const r = await enregistrer({ correspondant: '', objet: 'Un objet gardé', nature: '', reference: 'REF-77', 'dateLettre.jour': '31', 'dateLettre.mois': '02', 'dateLettre.annee': '2026', lettre: 'A-2026-99999', adresse: 'Quartier Zakpo' })
    expect(r.statut).toBe(422)
    for (const mot of ['Écrivez qui a envoyé ce courrier', 'Choisissez la nature', 'Février 2026 a 28 jours', 'Aucun courrier de vos registres', 'Un objet gardé', 'REF-77', 'Quartier Zakpo']) expect(r.texte).toContain(mot)
  })

  it('une lettre n’arrive pas avant d’être écrite, et personne n’est imputé sans instruction', async () => {
    const r = await enregistrer({ 'jour.jour': '2', 'jour.mois': '3', 'jour.annee': '2026', 'dateLettre.jour': '5', 'dateLettre.mois': '3', 'dateLettre.annee': '2026' })
    expect(r.texte).toContain('ne peut pas arriver avant d’être écrite')
    const id = idDe(await enregistrer())
    const rien = await commune.maire.client.envoyer(`/courrier/${id}/imputer`, { note: 'Note gardée' })
    expect([rien.statut, rien.texte.includes('au moins un nom'), rien.texte.includes('Note gardée')]).toEqual([422, true, true])
  })
})

describe('chacun chez soi', () => {
  it('un courrier d’un autre territoire n’existe pas, ni sa liste, ni ses gestes', async () => {
    const id = idDe(await enregistrer({ objet: 'Objet de Bohicon' }))
    for (const chemin of ['', '/corriger', '/recepisse']) expect((await ailleurs.client.get(`/courrier/${id}${chemin}`)).statut, chemin).toBe(404)
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await ailleurs.client.get('/courrier/arrivees/nouvelle')).texte)![1]!
    expect((await ailleurs.client.poster(`/courrier/${id}/annuler`, { motif: 'x', _jeton: jeton, _cle: 'cle-ailleurs-1' })).statut).toBe(404)
    expect((await ailleurs.client.get('/courrier')).texte).not.toContain('Objet de Bohicon')
    expect((await ligne(id)).etat).toBe('enregistre')
  })

  it('au ministère, une direction ne lit pas le registre d’une autre, ni celui d’une mairie, tant que rien ne lui est imputé', async () => {
    const { bureaux } = essai.maison.territoires
    const nom = (id: string) => bureaux('BJ').find((b) => b.id === id)!.nom
    const creer = async (id: string, role: string) => {
      const agent = await creerAgent(essai, role, 'BJ')
      await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.poste set bureau = ${nom(id)} where id = ${agent.posteId}`.execute(tx)))
      return agent
    }
    const [sgm, dpaf] = [await creer('direction-sgm', 'directeur'), await creer('direction-dpaf', 'agent_ministere')]
    const mairie = idDe(await enregistrer())
    const id = idDe(await enregistrer({ objet: 'Calendrier des transferts' }, sgm))
    expect((await dpaf.client.get(`/courrier/${mairie}`)).statut).toBe(404)
    expect((await dpaf.client.get(`/courrier/${id}`)).statut).toBe(404)
    expect((await sgm.client.envoyer(`/courrier/${id}/imputer`, { 'a.bureau:direction-dpaf': 'attribution' })).statut).toBe(303)
    expect((await dpaf.client.get(`/courrier/${id}`)).texte).toContain('Calendrier des transferts')
    // It is theirs to treat, and stays a line of the other register.
    expect((await dpaf.client.get(`/courrier/${id}/imputer`)).statut).toBe(403)
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await dpaf.client.get(`/courrier/${id}`)).texte)![1]!
    expect((await dpaf.client.poster(`/courrier/${id}/imputer`, { [`a.poste:${dpaf.posteId}`]: 'avis', _jeton: jeton, _cle: 'cle-autre-bureau' })).statut).toBe(403)
    // Its own answer, in its own register, closes what waits in the other.
    const reponse = idDe(await dpaf.client.envoyer(`/courrier/departs/nouveau?repond=${id}`, {}, { bouton: ['_numeroter', '1'] }))
    expect((await ligne(reponse)).numero).toBe(`D-${annee}-00001`)
    expect((await geste(dpaf, reponse, 'envoyer', { mode: 'poste' })).statut).toBe(303)
    expect((await ligne(id)).etat).toBe('traite')
    expect((await sgm.client.get(`/courrier/${id}`)).texte).toContain(`D-${annee}-00001, ${nom('direction-dpaf')}`)
  })

  it('un agent sans poste dans un bureau du registre n’y enregistre rien', async () => {
    const perdu = await creerAgent(essai, 'agent_ministere', 'BJ')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update identite.poste set bureau = 'Un service sans registre' where id = ${perdu.posteId}`.execute(tx)))
    expect((await perdu.client.get('/courrier/arrivees/nouvelle')).texte).toContain('n’est rattaché à aucun bureau')
    expect((await perdu.client.get('/journee')).texte).not.toContain('courriers à traiter')
  })
})

describe('le confidentiel', () => {
  it('ne montre son objet et ses scans qu’au responsable du bureau et à qui il est imputé', async () => {
    const r = await commune.secretariat.client.envoyer('/courrier/arrivees/nouvelle', { ...LETTRE, objet: 'Secret de polichinelle', mentions: 'confidentiel' }, { fichiers: { scans: { nom: 'lettre.jpg', type: 'image/jpeg', octets: await photo() } } })
    const id = idDe(r)
    const scan = /\/scans\/([0-9a-f-]{36})/.exec((await commune.maire.client.get(`/courrier/${id}`)).texte)![1]!
    const vu = async (qui: AgentEssai) => {
      const textes = await Promise.all([`/courrier/${id}`, '/courrier', '/courrier/bordereau', `/courrier/${id}/recepisse`, '/courrier?format=csv'].map(async (chemin) => (await qui.client.get(chemin)).texte))
      const trouve = (await qui.client.get('/courrier?cherche=polichinelle')).texte.includes(id)
      return { objet: textes.map((t) => t.includes('polichinelle')), trouve, scan: (await qui.client.get(`/courrier/${id}/scans/${scan}`)).statut, apercu: (await qui.client.get(`/courrier/${id}/scans/${scan}/apercu.jpg`)).statut }
    }
    const ferme = { objet: [false, false, false, false, false], trouve: false, scan: 404, apercu: 404 }
    // The slip of the bearer never says it.
    const lu = { objet: [true, true, true, false, true], trouve: true, scan: 200, apercu: 200 }
    expect(await vu(commune.secretariat)).toEqual(ferme)
    expect(await vu(commune.agent)).toEqual(ferme)
    expect(await vu(commune.maire)).toEqual(lu)
    expect((await imputer(id, commune.agent, 'attribution', { note: 'Discrétion absolue' })).statut).toBe(303)
    expect(await vu(commune.agent)).toEqual(lu)
    const { texte } = await commune.autre.client.get(`/courrier/${id}`)
    expect([texte.includes('Discrétion absolue'), texte.includes('Adjoa Dossou')]).toEqual([false, true])
    expect((await commune.secretariat.client.get(`/courrier/${id}/corriger`)).statut).toBe(409)
  })

  it('se donne à une personne, jamais à un bureau entier', async () => {
    const id = idDe(await enregistrer({ mentions: ['confidentiel', 'urgent'] }))
    const { texte } = await commune.maire.client.get(`/courrier/${id}/imputer`)
    expect(texte).toContain('jamais à un bureau entier')
    expect(texte).not.toContain('name="a.bureau:')
  })
})

describe('le numéro', () => {
  it('cinquante en même temps : de 1 à 50 sans trou, et les refusées n’en laissent aucun', async () => {
    const parakou = await creerAgent(essai, 'agent_guichet', '0407')
    const page = await parakou.client.get('/courrier/arrivees/nouvelle')
    // One in six is refused: late in the transaction, by its linked letter, or by the form.
    const envois = Array.from({ length: 60 }, (_, i) => parakou.client.envoyer(page, { ...LETTRE, objet: `Lettre ${i}`, _cle: `cle-parallele-${i}`, ...(i % 6 === 5 ? { lettre: 'A-2026-00099' } : {}) }))
    const statuts = (await Promise.all(envois)).map((r) => r.statut)
    expect([statuts.filter((s) => s === 303).length, statuts.filter((s) => s === 422).length]).toEqual([50, 10])
    const { rows } = await sql<{ ordre: number }>`select ordre from courrier.courrier where territoire = '0407' order by ordre`.execute(essai.maison.base.lire)
    expect(rows.map((l) => l.ordre)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
  })

  it('une transaction défaite après l’avoir pris le rend', async () => {
    const avant = await ligne(idDe(await enregistrer()))
    const { insertArrivee } = await import('./courrier.queries.ts')
    const nouveau = { id: '01890a5d-ac96-774b-bcce-b302099a8057', bureau: 'mairie-1203', territoire: BOHICON, jour: `${annee}-03-01`, creePar: 'x', adresse: '', contact: '', repondA: null, correspondant: 'x', genre: 'organisme' as const, reference: '', dateLettre: null, objet: 'x', nature: 'lettre', confidentiel: false, urgent: false, echeance: null, maintenant: new Date(), annee, parNom: 'x' }
    const pris: string[] = []
    const defait = essai.maison.base.ecrire(async (tx) => {
      pris.push(await insertArrivee(tx, nouveau))
      throw new Error('défaite')
    })
    await expect(defait).rejects.toThrow('défaite')
    const suivant = await ligne(idDe(await enregistrer()))
    expect(pris).toEqual([suivant.numero])
    expect(Number(suivant.numero!.slice(-5))).toBe(Number(avant.numero!.slice(-5)) + 1)
  })

  it('deux clics n’en prennent qu’un', async () => {
    const page = await commune.secretariat.client.get('/courrier/arrivees/nouvelle')
    const [un, deux] = await Promise.all([commune.secretariat.client.envoyer(page, LETTRE), commune.secretariat.client.envoyer(page, LETTRE)])
    expect([un!.statut, un!.vers]).toEqual([303, deux!.vers])
  })

  it('annulé, il reste au registre, barré, avec sa raison ; la base ne sait pas l’effacer', async () => {
    const id = idDe(await enregistrer())
    const { numero } = await ligne(id)
    await imputer(id, commune.agent)
    expect((await geste(commune.secretariat, id, 'annuler', { motif: 'Enregistré deux fois' })).statut).toBe(303)
    expect(await ligne(id)).toMatchObject({ etat: 'annule', numero })
    expect((await commune.secretariat.client.get(`/courrier?cherche=${numero}`)).texte).toContain(`<s>${numero}</s>`)
    expect((await commune.secretariat.client.get(`/courrier/${id}`)).texte).toContain('Enregistré deux fois')
    expect((await commune.agent.client.get('/courrier/a-traiter')).texte).not.toContain(id)
    expect((await commune.maire.client.get(`/courrier/${id}/imputer`)).statut).toBe(409)
    await expect(essai.maison.base.ecrire((tx) => sql`delete from courrier.courrier where id = ${id}`.execute(tx))).rejects.toThrow('permission denied')
  })
})

describe('un départ', () => {
  it('se prépare par qui traite, se numérote au secrétariat, part, se décharge, et ferme l’échéance de ce à quoi il répond', async () => {
    const arrivee = idDe(await enregistrer({ reference: 'GM-4' }))
    await imputer(arrivee, commune.agent, 'reponse')
    const r = await commune.agent.client.envoyer(`/courrier/departs/nouveau?repond=${arrivee}`, {})
    const id = idDe(r)
    expect(await ligne(id)).toMatchObject({ etat: 'prepare', numero: null })
    expect((await commune.agent.client.get(`/courrier/${id}`)).texte).not.toContain('Donner le numéro de départ')
    expect((await geste(commune.secretariat, id, 'numeroter')).statut).toBe(303)
    expect((await ligne(id)).numero).toMatch(new RegExp(`^D-${annee}-\\d{5}$`))
    expect((await ligne(arrivee)).etat).toBe('impute')
    expect((await geste(commune.secretariat, id, 'envoyer', { mode: '' })).texte).toContain('Choisissez comment il part')
    expect((await geste(commune.secretariat, id, 'envoyer', { mode: 'porteur' })).statut).toBe(303)
    expect(await ligne(arrivee)).toMatchObject({ etat: 'traite', reponduLe: expect.any(String) })
    expect((await commune.agent.client.get('/courrier/a-traiter')).texte).not.toContain(arrivee)
    expect((await geste(commune.secretariat, id, 'decharger', { dechargePar: 'Mme la présidente' })).statut).toBe(303)
    expect((await commune.secretariat.client.get(`/courrier/${id}`)).texte).toContain('Mme la présidente')
    expect((await commune.secretariat.client.poster(`/courrier/${id}/annuler`, { motif: 'trop tard', _jeton: /name="_jeton" value="([^"]+)"/.exec((await commune.secretariat.client.get(`/courrier/${id}`)).texte)![1]!, _cle: 'cle-annuler-parti' })).statut).toBe(409)
  })

  it('le secrétariat l’enregistre d’un coup avec son numéro', async () => {
    const r = await commune.secretariat.client.envoyer('/courrier/departs/nouveau', { ...LETTRE, correspondant: 'Préfecture du Zou' }, { bouton: ['_numeroter', '1'] })
    expect(await ligne(idDe(r))).toMatchObject({ etat: 'enregistre', numero: expect.stringMatching(/^D-/) })
  })
})

describe('le registre', () => {
  it('se cherche sans accents, par mots épars, et se filtre', async () => {
    const id = idDe(await enregistrer({ correspondant: 'Évêché de Dassa', objet: 'Fête de la moisson à Tɔ́ Xɛ́ɖe', nature: 'invitation' }))
    const lu = async (q: string) => (await commune.secretariat.client.get(`/courrier?${q}`)).texte.includes(id)
    for (const q of ['cherche=eveche', 'cherche=MOISSON+dassa', 'correspondant=evech', 'nature=invitation', 'sens=arrivee', 'etat=a-imputer']) expect([q, await lu(q)]).toEqual([q, true])
    for (const q of ['cherche=eveche+tribunal', 'cherche=100%25', 'correspondant=moisson', 'nature=lettre', 'sens=depart', 'retard=oui', `du=${annee + 1}-01-01`]) expect([q, await lu(q)]).toEqual([q, false])
  })

  it('montre ce qui est en retard, à qui impute et à qui le tient', async () => {
    const id = idDe(await enregistrer({ 'jour.jour': '1', 'jour.mois': '2', 'jour.annee': String(annee - 1), 'echeance.jour': '3', 'echeance.mois': '2', 'echeance.annee': String(annee - 1) }))
    expect((await commune.maire.client.get('/courrier?retard=oui')).texte).toContain(id)
    await imputer(id, commune.agent)
    const { texte } = await commune.agent.client.get('/journee')
    expect(texte).toContain('depuis trop longtemps')
    expect(texte).toContain(`/courrier/${id}`)
    await geste(commune.agent, id, 'traiter')
    expect((await commune.maire.client.get('/courrier?retard=oui')).texte).not.toContain(id)
  })

  it('s’exporte, et chaque page mise bout à bout est la liste', async () => {
    const csv = await commune.secretariat.client.get('/courrier?format=csv&tri=numero')
    expect(csv.texte.split('\n')[0]).toContain('Numéro;Sens;Bureau')
    const xlsx = await commune.secretariat.client.get('/courrier?format=xlsx')
    expect(xlsx.octets.subarray(0, 2).toString()).toBe('PK')
    for (const tri of ['', 'numero', '-numero', 'jour', 'echeance', '-echeance', 'correspondant']) {
      const lus: string[] = []
      let suivant: string | null = ''
      for (let n = 0; suivant !== null && n < 20; n++) {
        const page: { courriers: { id: string }[]; suivant: string | null } = (await commune.secretariat.client.json('GET', `/courrier?tri=${tri}${suivant ? `&apres=${suivant}` : ''}`)).json()
        if (!page.courriers) throw new Error(JSON.stringify(page))
        lus.push(...page.courriers.map((c) => c.id))
        suivant = page.suivant
      }
      const { rows } = await sql<{ n: number }>`select count(*) as n from courrier.courrier where bureau = 'mairie-1203'`.execute(essai.maison.base.lire)
      expect([tri, new Set(lus).size, lus.length]).toEqual([tri, rows[0]!.n, rows[0]!.n])
    }
  })

  it('se corrige sans changer de numéro, et l’histoire le dit', async () => {
    const id = idDe(await enregistrer())
    const { numero } = await ligne(id)
    expect((await commune.secretariat.client.envoyer(`/courrier/${id}/corriger`, { objet: 'Objet corrigé' })).statut).toBe(303)
    const { texte } = await commune.secretariat.client.get(`/courrier/${id}`)
    expect([texte.includes('Objet corrigé'), texte.includes('Ligne corrigée'), (await ligne(id)).numero]).toEqual([true, true, numero])
    expect((await commune.agent.client.get(`/courrier/${id}`)).texte).not.toContain('/corriger')
  })

  it('un scan s’ajoute, puis se retire ; un fichier qui n’en est pas un est refusé', async () => {
    const id = idDe(await enregistrer())
    const envoyer = async (octets: Uint8Array, nom: string) => commune.secretariat.client.envoyer(`/courrier/${id}`, {}, { action: `/courrier/${id}/scans`, fichiers: { scans: { nom, type: 'image/jpeg', octets } } })
    expect((await envoyer(Buffer.from('pas une image'), 'faux.jpg')).texte).toContain('Envoyez une photo')
    expect((await envoyer(await photo(), 'page.jpg')).statut).toBe(303)
    const scan = /\/scans\/([0-9a-f-]{36})/.exec((await commune.agent.client.get(`/courrier/${id}`)).texte)![1]!
    expect((await geste(commune.secretariat, id, 'scans/retirer')).statut).toBe(303)
    expect((await commune.agent.client.get(`/courrier/${id}/scans/${scan}`)).statut).toBe(404)
  })
})

describe('un courrier et un dossier', () => {
  it('se rattachent par le numéro, que seul lit qui peut lire le dossier', async () => {
    const { remplirDemonstration } = await import('../demarches/demo.ts')
    await essai.maison.base.ecrire((tx) => remplirDemonstration(tx, essai.maison, new Date()))
    const { rows } = await sql<{ id: string; numero: string }>`select id, numero from demarches.dossier where territoire like '1203%' and numero is not null and not lecteurs && ${['poste:maire@1203']}::text[] limit 1`.execute(essai.maison.base.lire)
    const id = idDe(await enregistrer())
    expect((await geste(commune.secretariat, id, 'rattacher', { dossier: 'CV-0000-1' })).texte).toContain('Aucun dossier que vous pouvez lire')
    expect((await geste(commune.secretariat, id, 'rattacher', { dossier: rows[0]!.numero.toLowerCase() })).statut).toBe(303)
    expect((await commune.secretariat.client.get(`/courrier/${id}`)).texte).toContain(`href="/dossiers/${rows[0]!.id}"`)
    // The mayor reads the mail, and has no power on files where his post is not called.
    const { texte } = await commune.maire.client.get(`/courrier/${id}`)
    expect([texte.includes('ne permet pas d’ouvrir'), texte.includes(`/dossiers/${rows[0]!.id}`)]).toEqual([true, false])
  })
})
