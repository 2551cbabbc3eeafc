import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerClient } from '../../../../tests/client.ts'
import type { Client } from '../../../../tests/client.ts'
import { agir, compter, constatHier, lieux, lire, lisible } from '../../../../tests/demande.ts'
import { attendreCode, creerAgent } from '../../../../tests/monde.ts'
import type { AgentEssai } from '../../../../tests/monde.ts'
import { surPaiement } from '../../../../tests/paiement.ts'
import { deposerEssai, ecrite, FRAIS, publierEssai, SIGNATURE } from '../../../../tests/procedure.ts'
import { creerTaches } from '../../../kernel/corridor/travailler.ts'
import { sql } from '../../../kernel/db/index.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { insertMessage } from '../../../kernel/notifications/queries.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { MODULES } from '../../index.ts'
import { listPaiements } from '../../paiements/index.ts'
import { insertAccords } from '../accord.queries.ts'
import { lireDemarche } from '../definition.ts'
import { insertExportation } from '../exportation/exportation.queries.ts'
import { insertSatisfaction } from '../satisfaction.queries.ts'
import { insertVue } from '../vue/vue.queries.ts'
import { findEcheance } from './conservation.queries.ts'
import { direConservation } from './regles.ts'

let essai: Essai
let bohicon: string
let agent: AgentEssai
let maire: AgentEssai
let ministere: AgentEssai
const JOUR = 86_400_000
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: false })
  bohicon = lieux(essai).bohicon
  agent = await creerAgent(essai, 'agent_arrondissement', bohicon)
  maire = await creerAgent(essai, 'maire', bohicon.slice(0, 4))
  ministere = await creerAgent(essai, 'auditeur', 'BJ')
})
afterAll(() => essai.ranger())

const REGLE = { source: 'essai', verifie: true }
const DOSSIER = { valeur: 1, unite: 'annees', depuis: 'decision', ensuite: 'archiver', preavisJours: 30, ...REGLE }
const VERIFICATION = { code: 'verification', genre: 'instruction', titre: 'Vérification', qui: { roles: ['agent_arrondissement'] } }
const MOTIF = (ecrite() as { circuit: { motifsRefus: string[] } }).circuit.motifsRefus[0]!
const garde = (dossier: object, archives?: object) => ({ brouillonJours: 30, ...REGLE, dossier, ...(archives ? { archives } : {}) })
const tache = (nom: string, jours: number) => creerTaches(MODULES, essai.maison, () => new Date(Date.now() + jours * JOUR)).find((t) => t.nom === nom)!.run({})
const nuit = (jours: number) => tache('demarches.conserver', jours)
const secretaire = () => creerAgent(essai, 'secretaire_executif', bohicon.slice(0, 4))

/** Files one request and has it refused by the mayor. */
async function refuser(code: string, reste: object): Promise<{ id: string; citoyen: Client }> {
  await publierEssai(essai, { code, circuit: { stations: [VERIFICATION, SIGNATURE] }, ...reste })
  const citoyen = creerClient(essai)
  const id = await deposerEssai(citoyen, bohicon, code)
  await joindre(citoyen, id)
  await signer(id, { decision: 'refuser', motif: MOTIF, precision: 'Sènami Dossou habite ailleurs' })
  return { id, citoyen }
}
/** Where the holder is told. */
async function joindre(citoyen: Client, id: string): Promise<void> {
  expect((await citoyen.envoyer(`/suivi/${id}/contact`, { telephone: '0197000011' }, { action: `/suivi/${id}/contact` })).statut).toBe(303)
}
async function signer(id: string, champs: Record<string, string>): Promise<void> {
  expect((await agir(agent, id, 'proposer', champs)).statut).toBe(303)
  await finir(id, champs)
}
async function finir(id: string, champs: Record<string, string>): Promise<void> {
  await attendreCode(essai, maire)
  expect((await agir(maire, id, 'signer', { ...champs, _code: maire.code() })).statut).toBe(303)
}
const messages = (id: string) => compter(essai, sql<{ n: number }>`select count(*) as n from notifications.message where objet = ${`dossier:${id}`} and cle like 'conservation:%'`)

/** Every row of every table that holds one of these texts, also as bytes. */
async function chercherPartout(textes: readonly string[]): Promise<string[]> {
  const { rows: tables } = await sql<{ nom: string }>`select format('%I.%I', schemaname, tablename) as nom from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(essai.maison.base.lire)
  const formes = textes.flatMap((t) => [t, Buffer.from(t).toString('hex'), Buffer.from(t).toString('base64url').slice(0, -1)])
  const trouves: string[] = []
  for (const { nom } of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(nom)} t where ${sql.join(formes.map((f) => sql`strpos(lower(t::text), lower(${f})) > 0`), sql` or `)}`.execute(essai.maison.base.lire)
    if (Number(rows[0]!.n) > 0) trouves.push(nom)
  }
  return trouves
}

describe('la règle se dit en une phrase, et ne se contredit pas', () => {
  it('archives, effacement, durée de validité', () => {
    const dossier = { valeur: 5, unite: 'annees', depuis: 'validite', ensuite: 'archiver', preavisJours: 30, ...REGLE } as const
    expect(direConservation({ dossier, archives: { valeur: 10, unite: 'annees', ...REGLE } })).toMatch(/^Un dossier clos est gardé 5\sans après la fin de validité de son document, puis mis aux archives ; 10\sans plus tard, il est effacé\. Le demandeur est prévenu 30 jours avant\.$/)
    expect(direConservation({ dossier: { ...dossier, valeur: 6, unite: 'mois', depuis: 'decision', ensuite: 'effacer' } })).toContain('gardé 6 mois après la décision, puis effacé')
    expect(direConservation({})).toBeUndefined()
    const faute = (conservation: object, reste: object = {}) => {
      try {
        return String(lireDemarche(ecrite({ conservation, ...reste })).code)
      } catch (erreur) {
        return (erreur as Error).message
      }
    }
    expect(faute(garde({ ...DOSSIER, ensuite: 'effacer' }, { valeur: 1, unite: 'annees', ...REGLE }))).toContain('conservation.archives')
    expect(faute(garde({ ...DOSSIER, depuis: 'validite' }), { document: undefined })).toContain('ne donne pas de document')
  })
})

describe('archiver', () => {
  it('le demandeur est prévenu avant ; puis le dossier quitte le bureau, et seules les archives le lisent', async () => {
    const { id, citoyen } = await refuser('garde-archive', { conservation: garde(DOSSIER) })
    const chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
    const ouverte = await chef.client.get(`/dossiers/${id}`)
    await nuit(300)
    expect(await messages(id)).toBe(0)
    await nuit(340)
    await nuit(341)
    expect(await messages(id)).toBe(1)
    expect(lisible((await citoyen.get(`/suivi/${id}`)).texte)).toMatch(/Sera mis aux archives le/)
    await nuit(364)
    expect((await lire(essai, id)).archiveLe).toBeNull()
    await nuit(371)
    expect((await lire(essai, id)).archiveLe).not.toBeNull()
    // Out of the office: its page, its list, its search, its papers.
    for (const lecteur of [agent, maire, ministere]) expect((await lecteur.client.get(`/dossiers/${id}`)).statut).toBe(404)
    const { numero } = await lire(essai, id)
    expect((await agent.client.get(`/dossiers?cherche=${numero}`)).texte).not.toContain(`/dossiers/${id}`)
    expect((await agent.client.get('/archives')).statut).toBe(403)
    // A gesture on it that goes wrong does not open it either.
    const faute = await chef.client.envoyer(ouverte, { motifGarde: '' }, { action: `/conservation/${id}/geler` })
    expect([faute.statut, faute.texte.includes('Dites pourquoi'), faute.texte.includes('Dossou')]).toEqual([422, true, false])
    // Its holder keeps it, with a copy.
    expect((await citoyen.get(`/suivi/${id}`)).statut).toBe(200)
    expect((await citoyen.get(`/suivi/${id}/copie.zip`)).octets.subarray(0, 2).toString()).toBe('PK')
    const archiviste = await secretaire()
    expect((await archiviste.client.get('/archives?cherche=dossou')).texte).toContain(numero!)
    const page = lisible((await archiviste.client.get(`/archives/${id}`)).texte)
    expect(page).toContain('Dossou')
    const papier = /\/archives\/[^"]+\/fichiers\/[0-9a-f-]+/.exec((await archiviste.client.get(`/archives/${id}`)).texte)![0]
    expect((await archiviste.client.get(papier)).statut).toBe(200)
    expect((await (await creerAgent(essai, 'secretaire_executif', lieux(essai).kandi.slice(0, 4))).client.get(`/archives/${id}`)).statut).toBe(404)
    expect(lisible((await agent.client.get('/conservation')).texte)).toMatch(/Mis aux archives/)
  })

  it('tué au milieu et repris, rien n’est fait deux fois', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push((await refuser('garde-reprise', { conservation: garde(DOSSIER) })).id)
    await nuit(340)
    // The second transaction of the night breaks, as a killed process would leave it.
    let rang = 0
    const coupee = { ...essai.maison, base: { ...essai.maison.base, ecrire: (async (t: never) => { if (++rang === 2) throw new Error('coupure'); return essai.maison.base.ecrire(t) }) as typeof essai.maison.base.ecrire } }
    await expect(creerTaches(MODULES, coupee as typeof essai.maison, () => new Date(Date.now() + 380 * JOUR)).find((t) => t.nom === 'demarches.conserver')!.run({})).rejects.toThrow('coupure')
    const fait = async () => (await Promise.all(ids.map((id) => lire(essai, id)))).filter((d) => d.archiveLe).length
    expect(await fait()).toBe(1)
    await nuit(380)
    await nuit(381)
    expect(await fait()).toBe(3)
    for (const id of ids) expect(await compter(essai, sql<{ n: number }>`select count(*) as n from demarches.evenement where dossier_id = ${id} and genre = 'conservation'`)).toBe(2)
  })
})

describe('jamais tant que quelque chose est dû', () => {
  it('règle non confirmée, dossier en cours, gel d’un agent, refus contestable : rien ne se fait seul', async () => {
    const doute = await refuser('garde-doute', { conservation: garde({ ...DOSSIER, verifie: false }) })
    const gele = await refuser('garde-gel', { conservation: garde(DOSSIER) })
    const { fiche } = ecrite() as { fiche: { recours: object } }
    const recours = await refuser('garde-recours', { conservation: garde({ ...DOSSIER, valeur: 1, unite: 'mois', preavisJours: 7 }), fiche: { ...fiche, recours: { ...fiche.recours, delai: { valeur: 2, unite: 'mois' } } } })
    await publierEssai(essai, { code: 'garde-cours', circuit: { stations: [VERIFICATION, SIGNATURE] }, conservation: garde(DOSSIER) })
    const cours = await deposerEssai(creerClient(essai), bohicon, 'garde-cours')
    const chef = await creerAgent(essai, 'chef_arrondissement', bohicon)
    expect((await chef.client.envoyer(`/dossiers/${gele.id}`, { motifGarde: '' }, { action: `/conservation/${gele.id}/geler` })).texte).toContain('Dites pourquoi')
    expect((await chef.client.envoyer(`/dossiers/${gele.id}`, { motifGarde: 'Recours au tribunal' }, { action: `/conservation/${gele.id}/geler` })).statut).toBe(303)
    await nuit(45)
    expect(await messages(recours.id)).toBe(0)
    for (const jours of [340, 380, 800]) await nuit(jours)
    for (const id of [doute.id, gele.id, cours]) expect(await lire(essai, id)).toMatchObject({ archiveLe: null, effaceLe: null })
    expect((await lire(essai, recours.id)).archiveLe).not.toBeNull()
    // The office reads why; nobody else holds or lets go.
    const e = (await findEcheance(essai.maison.base.lire, gele.id))!
    expect(e).toMatchObject({ geleMotif: 'Recours au tribunal', suite: 'archiver' })
    expect((await agent.client.poster(`/conservation/${gele.id}/degeler`, {})).statut).toBe(403)
    // Let go, its holder is told anew before anything happens.
    await chef.client.envoyer(`/dossiers/${gele.id}`, {}, { action: `/conservation/${gele.id}/degeler` })
    await nuit(801)
    expect(await messages(gele.id)).toBe(1)
    expect((await lire(essai, gele.id)).archiveLe).toBeNull()
    await nuit(832)
    expect((await lire(essai, gele.id)).archiveLe).not.toBeNull()
  })

  it('un paiement à rendre retient le dossier', async () => {
    await publierEssai(essai, { code: 'garde-paiement', circuit: { stations: [VERIFICATION, FRAIS, SIGNATURE] }, conservation: garde(DOSSIER) })
    const id = await deposerEssai(creerClient(essai), bohicon, 'garde-paiement')
    await agir(agent, id, 'proposer', { decision: 'accorder' })
    const paiement = (await listPaiements(essai.maison.base.lire, `dossier:${id}`))[0]!
    await surPaiement(agent, paiement.id, 'encaisser', { moyen: 'especes' })
    await finir(id, { decision: 'accorder' })
    await tacheDelivrer(id)
    await essai.maison.base.ecrire(async (tx) => void (await sql`insert into paiements.tentative (id, paiement_id, prestataire, montant, etat, ouverte_le, ouverte_par) values (${uuidv7()}, ${paiement.id}, 'essai', 2000, 'ouverte', now(), 'visiteur')`.execute(tx)))
    for (const jours of [340, 380]) await nuit(jours)
    expect((await lire(essai, id)).archiveLe).toBeNull()
    expect(await messages(id)).toBe(0)
  })

  it('les deux pages le disent : celle du bureau et celle du pays', async () => {
    expect((await agent.client.get('/conservation/pays')).statut).toBe(403)
    const pays = lisible((await ministere.client.get('/conservation/pays')).texte)
    expect(pays).toMatch(/À confirmer/)
    expect((await ministere.client.get('/conservation')).statut).toBe(200)
  })
})

const tacheDelivrer = (id: string) => creerTaches(MODULES, essai.maison, () => new Date()).find((t) => t.nom === 'demarches.delivrer')!.run({ dossierId: id })

describe('effacer', () => {
  it('rien de la personne ne reste nulle part ; le numéro, les dates, l’issue et la vérification du papier restent', async () => {
    const lointain = { nom: 'Zinsalo', telephone: '+2290161007788', ancien: '+2290161009900' }
    await publierEssai(essai, { code: 'garde-efface', conservation: garde({ ...DOSSIER, ensuite: 'effacer' }), lettres: [{ code: 'convocation', titre: 'Convocation', corps: '{prenoms} {nom} est invité au bureau.' }], circuit: { constat: { joursAuPlus: 90, ...REGLE }, stations: [VERIFICATION, { code: 'avis', genre: 'visa', titre: 'Avis', defavorable: 'continuer', viseurs: [{ code: 'a', titre: 'Agent', qui: { roles: ['agent_arrondissement'] } }] }, FRAIS, SIGNATURE] } })
    const citoyen = creerClient(essai)
    const id = await deposerEssai(citoyen, bohicon, 'garde-efface')
    await joindre(citoyen, id)
    await agent.client.envoyer(`/dossiers/${id}/constat`, { ...constatHier(), lieu: 'Chez Dossou' }, { action: `/dossiers/${id}/constater` })
    await agir(agent, id, 'proposer', { decision: 'accorder', precision: 'Dossou est connue' })
    const visa = (await sql<{ id: string }>`select id from demarches.visa where dossier_id = ${id}`.execute(essai.maison.base.lire)).rows[0]!.id
    await agir(agent, id, 'viser', { visa, avis: 'favorable', observation: 'Dossou habite bien là' })
    await surPaiement(agent, (await listPaiements(essai.maison.base.lire, `dossier:${id}`))[0]!.id, 'encaisser', { moyen: 'especes' })
    await finir(id, { decision: 'accorder' })
    await tacheDelivrer(id)
    const avant = await lire(essai, id)
    expect(avant.etat).toBe('delivre')
    await planter(id, lointain)
    await attendreCode(essai, maire)
    expect((await maire.client.envoyer(`/dossiers/${id}/lettres`, { lettre: 'convocation', _code: maire.code() }, { action: `/dossiers/${id}/lettres` })).statut).toBe(303)
    const noms = ['Dossou', 'Sènami', '97000011', lointain.nom, '61007788', '61009900']
    const partout = await chercherPartout(noms)
    // The search finds what there is to find: without this, an empty answer would prove nothing.
    for (const table of ['demarches.accord', 'demarches.constat', 'demarches.dossier', 'demarches.evenement', 'demarches.exportation', 'demarches.mandat', 'demarches.message', 'demarches.satisfaction', 'demarches.sous_demande', 'demarches.transfert', 'demarches.visa', 'demarches.vue', 'documents.document', 'fichiers.reference', 'govstack.demande', 'notifications.message', 'paiements.paiement', 'rendezvous.rendezvous']) expect(partout).toContain(table)
    // Other files of the same test bear the same name: they go first, so that only this one is looked for.
    await effacerAutres(id)
    const sha = [(await sql<{ sha256: string }>`select sha256 from documents.document where id = ${avant.documentId}`.execute(essai.maison.base.lire)).rows[0]!.sha256, ...(await sql<{ sha256: string }>`select sha256 from fichiers.reference where objet = ${`dossier:${id}`}`.execute(essai.maison.base.lire)).rows.map((r) => r.sha256)]
    await nuit(340)
    await nuit(380)
    await tache('administration.purger', 380)
    expect(await chercherPartout(noms)).toEqual([])
    expect(await lire(essai, id)).toMatchObject({ etat: 'delivre', numero: avant.numero, demarche: 'garde-efface', bureau: avant.bureau, decision: 'accorder', deposeLe: avant.deposeLe, decideLe: avant.decideLe, reponses: {} })
    // The bytes of the papers and of the PDF leave with the next collections.
    await tache('demarches.nettoyer', 382)
    for (const s of sha) await expect(essai.maison.depot.lire(s)).rejects.toThrow('ENOENT')
    // The typed code still answers, without a name; the accounts keep their numbers.
    const { rows } = await sql<{ code: string }>`select code_court as code from documents.document where id = ${avant.documentId}`.execute(essai.maison.base.lire)
    const verdict = lisible((await creerClient(essai).get(`/verifier?code=${rows[0]!.code}`)).texte)
    expect(verdict).toContain('a bien été délivré')
    expect(verdict).toContain('Effacé du registre')
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from paiements.quittance q join paiements.paiement p on p.id = q.paiement_id where p.objet = ${`dossier:${id}`}`)).toBe(1)
    // Nobody opens it any more.
    expect((await citoyen.get(`/suivi/${id}`)).statut).not.toBe(200)
    expect((await agent.client.get(`/dossiers/${id}`)).statut).toBe(404)
    await nuit(381)
    expect(await compter(essai, sql<{ n: number }>`select count(*) as n from journal.entree where objet = ${`dossier:${id}`} and verbe = 'demarches.conserver'`)).toBe(2)
  })

  it('un agent qui demandait pour lui-même n’est plus nommé ; l’agent qui traitait le reste ; un export à moitié écrit s’arrête', async () => {
    const { id } = await refuser('garde-interne', { conservation: garde({ ...DOSSIER, ensuite: 'effacer' }) })
    const soi = `agent:${(await secretaire()).id}`
    const exports = { passe: uuidv7(), pasEncore: uuidv7() }
    await essai.maison.base.ecrire(async (tx) => {
      await sql`update demarches.dossier set titulaire = ${soi}, cree_par = ${soi} where id = ${id}`.execute(tx)
      await sql`update demarches.evenement set par = ${soi}, par_nom = 'Moi-même' where dossier_id = ${id} and par not like 'agent:%'`.execute(tx)
      for (const e of Object.values(exports)) await insertExportation(tx, { id: e, par: `agent:${agent.id}`, parNom: 'x', fonction: 'x', format: 'jsonl', filtre: {}, total: 1, portee: { codes: [bohicon] } as never, maintenant: new Date() })
      await sql`update demarches.exportation set curseur = ${id} where id = ${exports.passe}`.execute(tx)
    })
    await nuit(340)
    await nuit(380)
    expect((await lire(essai, id)).effaceLe).not.toBeNull()
    const { rows } = await sql<{ par: string; parNom: string }>`select par, par_nom from demarches.evenement where dossier_id = ${id}`.execute(essai.maison.base.lire)
    expect(rows.some((r) => r.par === soi || r.parNom === 'Moi-même')).toBe(false)
    expect(rows.some((r) => r.par === `agent:${maire.id}`)).toBe(true)
    expect((await lire(essai, id)).creePar).toBe('efface')
    const etats = new Map((await sql<{ id: string; etat: string }>`select id, etat from demarches.exportation where id = any(${Object.values(exports)}::uuid[])`.execute(essai.maison.base.lire)).rows.map((e) => [e.id, e.etat]))
    expect([etats.get(exports.passe), etats.get(exports.pasEncore)]).toEqual(['annule', 'en_cours'])
  })

  it('la base refuse qu’un dossier effacé garde une réponse, et le rôle courant ne change pas un document', async () => {
    const { rows } = await sql<{ id: string; documentId: string }>`select id, document_id from demarches.dossier where efface_le is not null and document_id is not null limit 1`.execute(essai.maison.base.lire)
    await expect(essai.maison.base.ecrire(async (tx) => void (await sql`update demarches.dossier set demandeur = 'Dossou' where id = ${rows[0]!.id}`.execute(tx)))).rejects.toThrow('dossier_efface')
    await expect(essai.maison.base.ecrire(async (tx) => void (await sql`update documents.document set champs = '{}' where id = ${rows[0]!.documentId}`.execute(tx)))).rejects.toThrow('permission denied')
  })
})

/** What other screens may have written about a file: consents, opinions, saved searches, exports. */
async function planter(id: string, { nom, telephone, ancien }: { nom: string; telephone: string; ancien: string }): Promise<void> {
  const maintenant = new Date()
  await essai.maison.base.ecrire(async (tx) => {
    await insertAccords(tx, id, 'avis', [{ partie: 'temoin', titre: 'Témoin', nom, telephone, empreinte: Buffer.from('planté'), expireLe: maintenant }], maintenant)
    await insertMessage(tx, { cle: `plante:${id}`, canal: 'sms', destinataire: telephone, sujet: 'x', texte: `Pour ${nom}`, objet: `dossier:${id}`, maintenant })
    await insertReference(tx, { sha256: await essai.maison.depot.ecrire(Buffer.from(`Papier de ${nom}`)), type: 'application/pdf', taille: 20, objet: `dossier:${id}`, champ: 'marque', nom: 'fiche-Dossou.pdf', deposePar: `agent:${agent.id}`, maintenant })
    await insertMessage(tx, { cle: `code:${id}`, canal: 'sms', destinataire: telephone, sujet: 'Votre code', texte: 'Code envoyé', objet: 'code:x', secret: true, maintenant })
    // A number given first, then replaced: it stands in no table of the file any more.
    await insertMessage(tx, { cle: `ancien:${id}`, canal: 'sms', destinataire: ancien, sujet: 'Votre code', texte: 'Code envoyé', objet: 'code:y', secret: true, maintenant })
    await sql`insert into govstack.demande (dossier_id, jeton_id, demandeur_id, nom, cree_le) values (${id}, ${uuidv7()}, 'pensionne-1', ${nom}, now())`.execute(tx)
    await insertSatisfaction(tx, id, { note: 5, remarque: 'Merci à Dossou', donneeLe: maintenant })
    await sql`insert into demarches.message (id, dossier_id, cote, par, par_nom, qualite, texte, le) values (${uuidv7()}, ${id}, 'titulaire', 'visiteur', 'Demandeur', 'Demandeur', ${`Ici ${nom}`}, now())`.execute(tx)
    await sql`insert into demarches.transfert (id, dossier_id, destination, empreinte, demande_le, demande_par, expire_le) values (${uuidv7()}, ${id}, ${telephone}, '\\x02', now(), 'visiteur', now())`.execute(tx)
    await sql`insert into demarches.mandat (dossier_id, nom, telephone, qualite, preuve, mandant_telephone, cree_le) values (${id}, ${nom}, ${telephone}, 'parent', 'code', ${ancien}, now())`.execute(tx)
    await sql`update demarches.dossier set mandant_telephone = ${telephone} where id = ${id}`.execute(tx)
    await sql`insert into demarches.sous_demande (id, dossier_id, objet, bureau, territoire, cles, partage, demandee_le, demandee_par, demandee_par_nom, echeance) values (${uuidv7()}, ${id}, ${`L’acte de ${nom}`}, 'x', ${bohicon}, '{}', ${JSON.stringify([nom])}::jsonb, now(), 'x', 'x', now())`.execute(tx)
    const agenda = uuidv7()
    await sql`insert into rendezvous.agenda (id, territoire, bureau, titre, raison, plages, duree, places, preavis, horizon, delai_annulation, lieu, cree_le, cree_par, modifie_le) values (${agenda}, ${bohicon}, 'x', 'x', 'x', '[]', 30, 1, 0, 30, 0, 'x', now(), 'x', now())`.execute(tx)
    await sql`insert into rendezvous.rendezvous (id, agenda_id, agenda_rang, territoire, suivi, debut, fin, place, etat, canal, dossier_id, nom, telephone, pris_le, change_le) select ${uuidv7()}, id, rang, ${bohicon}, '\\x01', now(), now() + interval '30 minutes', 0, 'recu', 'suivi', ${id}, ${nom}, ${telephone}, now(), now() from rendezvous.agenda where id = ${agenda}`.execute(tx)
    await insertVue(tx, { id: uuidv7(), par: `agent:${agent.id}`, nom: 'Suivi', filtre: { cherche: 'Dossou' }, maintenant })
    await insertExportation(tx, { id: uuidv7(), par: `agent:${agent.id}`, parNom: 'x', fonction: 'x', format: 'jsonl', filtre: { cherche: 'dossou' }, total: 1, portee: { codes: [bohicon] } as never, maintenant })
  })
}

async function effacerAutres(id: string): Promise<void> {
  const { effacer } = await import('./conserver.ts')
  const { getDossier } = await import('../dossier.queries.ts')
  const { rows } = await sql<{ id: string }>`select id from demarches.dossier where id <> ${id} and clos_le is not null`.execute(essai.maison.base.lire)
  for (const autre of rows) await essai.maison.base.ecrire(async (tx) => effacer(tx, await getDossier(tx, autre.id), { maison: essai.maison, par: 'systeme:essai', parNom: 'Essai', maintenant: new Date() }))
  await essai.maison.base.ecrire(async (tx) => {
    for (const table of ['evenement', 'visa']) await sql`delete from ${sql.raw(`demarches.${table}`)} where dossier_id in (select id from demarches.dossier where id <> ${id} and clos_le is null)`.execute(tx)
    await sql`delete from notifications.message where objet <> ${`dossier:${id}`} and objet like 'dossier:%'`.execute(tx)
    await sql`delete from fichiers.reference where objet <> ${`dossier:${id}`}`.execute(tx)
    await sql`delete from demarches.dossier where id <> ${id} and clos_le is null`.execute(tx)
  })
}
