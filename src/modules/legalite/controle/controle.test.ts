import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { confirmerRegles, gesteActe, idMesure, pdfDe, transmettreActe, vieillirActe } from '../../../../tests/legalite.ts'
import { attendreCode, creerAgent, jusqua } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import type { Champs, Reponse } from '../../../../tests/client.ts'
import { sql } from '../../../kernel/db/index.ts'

const BOHICON = '1203'
let essai: Essai
let mairie: { agent: AgentEssai; maire: AgentEssai }
let prefecture: { controleur: AgentEssai; sg: AgentEssai; prefet: AgentEssai }
let ailleurs: AgentEssai

beforeAll(async () => {
  essai = await ouvrirEssai()
  await confirmerRegles(essai)
  mairie = { agent: await creerAgent(essai, 'agent_actes', BOHICON), maire: await creerAgent(essai, 'maire', BOHICON) }
  prefecture = { controleur: await creerAgent(essai, 'controleur_legalite', '12', { nom: 'Léopold Gbaguidi' }), sg: await creerAgent(essai, 'secretaire_general', '12'), prefet: await creerAgent(essai, 'prefet', '12', { nom: 'Firmin Kouton' }) }
  ailleurs = await creerAgent(essai, 'controleur_legalite', '04')
})
afterAll(() => essai.ranger())

const transmis = (plus: Champs = {}) => transmettreActe(mairie, plus)
const acte = async (id: string) => (await sql<{ etat: string; issue: string | null; echeance: string | null; duree: number | null; affecteNom: string | null; numero: string }>`select etat, issue, echeance::text as echeance, duree, affecte_nom, numero from legalite.acte where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
const controler = (id: string, champs: Champs, qui = prefecture.controleur): Promise<Reponse> => qui.client.envoyer(`/legalite/actes/${id}/controle`, champs)
const signer = async (id: string, qui = prefecture.prefet) => {
  await attendreCode(essai, qui)
  return gesteActe(qui, id, 'signer', { _code: qui.code() }, 'mesures')
}
/** From the grid to the signed letter. */
async function ecrire(id: string, suite: string, motif = 'Motif écrit'): Promise<string> {
  const lettre = idMesure(await controler(id, { suite, 'p.visas': 'contraire', 'n.visas': 'Aucun texte n’est visé.' }))
  const r = await gesteActe(prefecture.controleur, lettre, 'rediger', { motif, _soumettre: '1' }, 'mesures')
  expect(r.statut, r.texte.slice(0, 300)).toBe(303)
  const s = await signer(lettre)
  expect(s.statut, s.texte.slice(0, 600)).toBe(303)
  return lettre
}

describe('la file et la grille', () => {
  it('montre d’abord ce qui finit, calcule ce qu’elle peut, et garde les notes', async () => {
    const [tard, tot] = [await transmis({ objet: 'Acte pressé' }), await transmis({ objet: 'Acte récent' })]
    await vieillirActe(essai, tard, 12)
    const { texte } = await prefecture.controleur.client.get('/legalite/controle')
    expect(texte.indexOf('Acte pressé')).toBeGreaterThan(0)
    expect(texte.indexOf('Acte pressé')).toBeLessThan(texte.indexOf('Acte récent'))
    expect((await ailleurs.client.get('/legalite/controle')).texte).not.toContain('Acte pressé')
    expect((await ailleurs.client.get(`/legalite/actes/${tot}/controle`)).statut).toBe(404)
    const grille = await prefecture.controleur.client.get(`/legalite/actes/${tot}/controle`)
    expect(grille.texte).toContain('tenait ce poste ce jour-là')
    expect(grille.texte).toContain('Ni affichage ni notification')
    expect((await controler(tot, { 'p.visas': 'eclaircir', 'n.visas': 'Quels textes ?', note: 'À suivre' })).statut).toBe(303)
    const relue = await prefecture.controleur.client.get(`/legalite/actes/${tot}/controle`)
    expect([relue.texte.includes('Quels textes ?'), relue.texte.includes('À suivre')]).toEqual([true, true])
    // The internal note is not the commune's to read.
    expect((await mairie.agent.client.get(`/legalite/actes/${tot}`)).texte).not.toContain('Grille remplie')
  })

  it('deux contrôleurs à la fois : le second relit au lieu d’effacer', async () => {
    const id = await transmis()
    const page = await prefecture.controleur.client.get(`/legalite/actes/${id}/controle`)
    expect((await controler(id, { 'n.visas': 'Première main' }, prefecture.sg)).statut).toBe(303)
    const r = await prefecture.controleur.client.envoyer(page, { 'n.visas': 'Seconde main' })
    expect([r.statut, r.texte.includes('pendant que vous'), r.texte.includes('Seconde main')]).toEqual([409, true, true])
  })

  it('des actes se confient, par qui répartit seulement', async () => {
    const id = await transmis()
    const r = await prefecture.sg.client.envoyer('/legalite/controle', { acte: [id], agent: prefecture.controleur.id }, { action: '/legalite/controle/affecter' })
    expect(r.statut, r.texte.slice(0, 300)).toBe(303)
    expect((await acte(id)).affecteNom).toBe('Léopold Gbaguidi')
    expect((await prefecture.controleur.client.get(`/legalite/controle?affecte=${prefecture.controleur.id}`)).texte).toContain(id)
    const jeton = /name="_jeton" value="([^"]+)"/.exec((await prefecture.controleur.client.get(`/legalite/actes/${id}/controle`)).texte)![1]!
    expect((await prefecture.controleur.client.poster('/legalite/controle/affecter', { acte: id, agent: prefecture.controleur.id, _jeton: jeton, _cle: 'cle-affecter-1' })).statut).toBe(403)
  })

  it('sans observation, le contrôle finit ; une transmission examinée ne s’annule plus', async () => {
    const id = await transmis()
    await controler(id, { suite: 'garder' })
    expect((await gesteActe(mairie.agent, id, 'annuler', { motif: 'Trop tard' }).catch((e: Error) => e.message)).toString()).toContain('n’a pas de formulaire')
    expect((await controler(id, { suite: 'sans-observation' })).statut).toBe(303)
    expect(await acte(id)).toMatchObject({ etat: 'clos', issue: 'sans-observation', echeance: null, duree: 0 })
  })

  it('un acte illisible retourne à la commune, qui le corrige et le transmet de nouveau', async () => {
    const id = await transmis()
    const avant = (await sql<{ ar: string }>`select ar_numero as ar from legalite.acte where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!.ar
    expect((await controler(id, { suite: 'retourner' })).statut).toBe(422)
    expect((await controler(id, { suite: 'retourner', anomalie: 'A27' })).statut).toBe(303)
    expect((await mairie.agent.client.get(`/legalite/actes/${id}`)).texte).toContain('Retourné par la préfecture')
    expect((await mairie.agent.client.envoyer(`/legalite/actes/${id}`, { champ: 'principal' }, { action: `/legalite/actes/${id}/pieces`, fichiers: { principal: { nom: 'net.pdf', type: 'application/pdf', octets: await pdfDe('Numérisé de nouveau') } } })).statut).toBe(303)
    await gesteActe(mairie.agent, id, 'signe-sur-papier')
    expect((await gesteActe(mairie.agent, id, 'transmettre')).statut).toBe(303)
    const apres = (await sql<{ ar: string; etat: string }>`select ar_numero as ar, etat from legalite.acte where id = ${id}`.execute(essai.maison.base.lire)).rows[0]!
    expect([apres.etat, apres.ar === avant]).toEqual(['recu', false])
  })
})

describe('les suites', () => {
  it('une demande de pièces justifiée arrête le délai, la réponse le fait repartir', async () => {
    const id = await transmis({ objet: 'Pièces à donner' })
    const lettre = idMesure(await controler(id, { suite: 'demande-pieces', 'p.annexes': 'eclaircir', 'n.annexes': 'Le plan de situation.' }))
    // The draft does not exist for the commune, and without its reason it is not signed.
    expect((await mairie.agent.client.get(`/legalite/mesures/${lettre}`)).statut).toBe(404)
    expect((await gesteActe(prefecture.controleur, lettre, 'rediger', { motif: '', _soumettre: '1' }, 'mesures')).statut).toBe(422)
    expect((await gesteActe(prefecture.controleur, lettre, 'rediger', { motif: 'Le périmètre ne se voit pas', _soumettre: '1' }, 'mesures')).statut).toBe(303)
    const s = await signer(lettre, prefecture.sg)
    expect(s.statut, s.texte.slice(0, 500)).toBe(303)
    expect(await acte(id)).toMatchObject({ etat: 'pieces', echeance: null })
    const vue = await mairie.agent.client.get(`/legalite/mesures/${lettre}`)
    expect([vue.statut, vue.texte.includes('plan de situation'), vue.texte.includes('Remettre la réponse')]).toEqual([200, true, true])
    const pdf = await mairie.agent.client.get(`/legalite/mesures/${lettre}/lettre.pdf`)
    const lu = await essai.maison.lecteur.lirePdf(pdf.octets)
    expect('textes' in lu && [lu.textes.join(' ').includes('plan de situation'), lu.signatures[0]?.integre]).toEqual([true, true])
    expect((await gesteActe(mairie.agent, lettre, 'repondre', { reponseSens: 'pieces' }, 'mesures')).statut).toBe(422)
    const r = await mairie.agent.client.envoyer(`/legalite/mesures/${lettre}`, { reponseSens: 'pieces', reponse: 'Voici le plan.' }, { action: `/legalite/mesures/${lettre}/repondre`, fichiers: { pieces: { nom: 'plan.pdf', type: 'application/pdf', octets: await pdfDe('Plan') } } })
    expect(r.statut, r.texte.slice(0, 400)).toBe(303)
    const apres = await acte(id)
    expect([apres.etat, apres.echeance !== null]).toEqual(['recu', true])
    expect((await prefecture.controleur.client.get('/legalite/mesures?etat=repondue')).texte).toContain('Pièces à donner')
    expect((await gesteActe(prefecture.controleur, lettre, 'conclure', { suite: 'satisfait' }, 'mesures')).statut).toBe(303)
    expect((await acte(id)).etat).toBe('recu')
    // Each side is told by e-mail of what the other signs, without the subject of the act; whoever has no part in it is not.
    const ecrits = await jusqua(async () => {
      const { rows } = await sql<{ sens: string; destinataire: string; texte: string }>`select split_part(cle, ':', 3) as sens, destinataire, sujet || texte as texte from notifications.message where cle like ${`lettre:${lettre}:%`} and canal = 'courriel'`.execute(essai.maison.base.lire)
      return new Set(rows.map((l) => l.sens)).size === 2 && rows
    })
    const a = (sens: string) => ecrits.filter((l) => l.sens === sens).map((l) => l.destinataire)
    expect(a('signee')).toContain(mairie.agent.courriel)
    expect(a('repondue')).toEqual([prefecture.controleur.courriel])
    expect(a('signee')).not.toContain(prefecture.controleur.courriel)
    expect(ecrits.filter((l) => l.texte.includes('Pièces à donner'))).toEqual([])
  })

  it('des observations : la commune réforme par un nouvel acte, lié, et le contrôle finit', async () => {
    const id = await transmis({ objet: 'Tarifs du marché', matiere: '2.3.1' })
    const lettre = await ecrire(id, 'observations', '')
    expect((await acte(id)).etat).toBe('observe')
    const nouvel = await transmis({ objet: 'Tarifs du marché, corrigés', matiere: '2.3.1' })
    const { numero } = await acte(nouvel)
    expect((await gesteActe(mairie.agent, lettre, 'repondre', { reponseSens: 'reforme', reponse: 'Nous corrigeons.', numeroNouvel: '2020-XXX-1' }, 'mesures')).statut).toBe(422)
    expect((await gesteActe(mairie.agent, lettre, 'repondre', { reponseSens: 'reforme', reponse: 'Nous corrigeons.', numeroNouvel: numero }, 'mesures')).statut).toBe(303)
    expect((await gesteActe(prefecture.controleur, lettre, 'conclure', { suite: 'satisfait' }, 'mesures')).statut).toBe(303)
    expect(await acte(id)).toMatchObject({ etat: 'clos', issue: 'reforme' })
    expect((await mairie.agent.client.get(`/legalite/actes/${id}`)).texte).toContain(numero)
    // A later act of the same kind shows what this one became.
    const semblable = await transmis({ objet: 'Tarifs du marché de Zakpo', matiere: '2.3.1' })
    const { texte } = await prefecture.controleur.client.get(`/legalite/actes/${semblable}/controle`)
    expect([texte.includes('Actes semblables'), texte.includes('Réformé par la commune'), texte.includes('Aucun texte n’est visé')]).toEqual([true, true, true])
  })

  it('le préfet seul suspend et défère ; le juge annule ; le dossier est un PDF paginé', async () => {
    const id = await transmis({ objet: 'Fermeture du marché' })
    const suspension = idMesure(await controler(id, { suite: 'suspension', 'p.proportion': 'contraire', 'n.proportion': 'Le marché nourrit la ville.' }))
    const vue = await prefecture.sg.client.get(`/legalite/mesures/${suspension}`)
    expect([vue.texte.includes('Signer et envoyer'), /est signée par.{0,3}: préfet/u.test(vue.texte)]).toEqual([false, true])
    const jeton = /name="_jeton" value="([^"]+)"/.exec(vue.texte)![1]!
    expect((await prefecture.sg.client.poster(`/legalite/mesures/${suspension}/signer`, { _jeton: jeton, _cle: 'cle-signer-sg', _code: prefecture.sg.code() })).statut).toBe(403)
    expect((await signer(suspension)).statut).toBe(303)
    expect((await acte(id)).etat).toBe('suspendu')
    expect((await mairie.agent.client.get(`/legalite/actes/${id}`)).texte).toContain('l’acte est suspendu')
    const defere = await ecrire(id, 'defere', 'Mesure générale et absolue')
    expect(await acte(id)).toMatchObject({ etat: 'defere', echeance: null })
    const dossier = await prefecture.controleur.client.get(`/legalite/mesures/${defere}/dossier.pdf`)
    const lu = await essai.maison.lecteur.lirePdf(dossier.octets)
    expect('pages' in lu && lu.pages).toBeGreaterThanOrEqual(3)
    expect('textes' in lu && lu.textes.join(' ')).toMatch(/1 \/ \d/)
    expect((await mairie.agent.client.get(`/legalite/mesures/${defere}/dossier.pdf`)).statut).toBe(403)
    const [annee] = new Date().toISOString().split('-')
    const jugement = { juridiction: 'Tribunal d’Abomey', jugementNumero: '12/2026', jugementSens: 'annule', 'jugementLe.jour': '1', 'jugementLe.mois': '1', 'jugementLe.annee': annee! }
    expect((await gesteActe(prefecture.controleur, defere, 'jugement', { ...jugement, 'jugementLe.annee': '2020' }, 'mesures')).statut).toBe(422)
    const auj = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10).split('-') as [string, string, string]
    const r = await gesteActe(prefecture.controleur, defere, 'jugement', { ...jugement, 'jugementLe.jour': auj[2], 'jugementLe.mois': auj[1], 'jugementLe.annee': auj[0] }, 'mesures')
    expect(r.statut, r.texte.slice(0, 400)).toBe(303)
    expect(await acte(id)).toMatchObject({ etat: 'juge', issue: 'annule-juge' })
  })

  it('le délai passé sans un mot vaut non-déféré, sous une règle confirmée ; la nuit le constate une seule fois', async () => {
    const [muet, suspendu] = [await transmis({ objet: 'Acte sans suite' }), await transmis({ objet: 'Acte suspendu et oublié' })]
    const lettre = idMesure(await controler(suspendu, { suite: 'suspension', 'p.visas': 'contraire', 'n.visas': 'x' }))
    await signer(lettre)
    for (const id of [muet, suspendu]) await vieillirActe(essai, id, 30)
    const nuit = () => essai.maison.base.ecrire((tx) => essai.maison.file.enqueue(tx, [{ nom: 'legalite.echoir', donnees: {} }]))
    await nuit()
    essai.maison.file.reveiller()
    await jusqua(async () => (await acte(muet)).etat === 'clos')
    expect((await acte(muet)).issue).toBe('silence')
    await nuit()
    essai.maison.file.reveiller()
    const dits = () => sql<{ n: number }>`select count(*) as n from legalite.evenement where acte_id = ${suspendu} and genre = 'silence'`.execute(essai.maison.base.lire)
    await jusqua(async () => (await dits()).rows[0]!.n > 0)
    expect([(await dits()).rows[0]!.n, (await acte(suspendu)).etat]).toEqual([1, 'suspendu'])
    expect((await mairie.agent.client.get(`/legalite/actes/${muet}`)).texte).toContain('non déféré')
  })

  it('sans réponse au terme, la lettre se clôt et le délai repart', async () => {
    const id = await transmis({ objet: 'Sans réponse' })
    const lettre = await ecrire(id, 'observations', '')
    await essai.maison.base.ecrire(async (tx) => void (await sql`update legalite.mesure set repondre_avant = current_date - 2 where id = ${lettre}`.execute(tx)))
    await essai.maison.base.ecrire((tx) => essai.maison.file.enqueue(tx, [{ nom: 'legalite.echoir', donnees: {} }]))
    essai.maison.file.reveiller()
    await jusqua(async () => (await acte(id)).etat === 'recu')
    expect((await acte(id)).echeance).not.toBeNull()
    expect((await mairie.agent.client.get(`/legalite/actes/${id}`)).texte).toContain('Sans réponse au terme du délai')
  })
})
