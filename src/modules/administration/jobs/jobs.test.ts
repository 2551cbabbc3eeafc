import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ouvrirEssai } from '../../../../tests/base.ts'
import type { Essai } from '../../../../tests/base.ts'
import { creerAgent, jusqua } from '../../../../tests/monde.ts'
import { purgerCorridor } from '../../../kernel/corridor/purge.queries.ts'
import { sql } from '../../../kernel/db/index.ts'
import { insertCode } from '../../../kernel/identite/code.queries.ts'
import { purgerIdentite } from '../../../kernel/identite/purge.queries.ts'
import { listEchecs } from '../../../kernel/jobs/queries.ts'
import { insertSession } from '../../../kernel/identite/session.queries.ts'
import { listMessages, prevenir, purgerSecrets } from '../../../kernel/notifications/index.ts'
import { insertMessage } from '../../../kernel/notifications/queries.ts'

const courriels: string[] = []
const textos: { destinataire: string; texte: string; id: string }[] = []
let passerelleSourde = true
let essai: Essai

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (flux, _session, fini) => {
    let texte = ''
    flux.on('data', (morceau: Buffer) => (texte += morceau.toString()))
    flux.on('end', () => {
      courriels.push(texte)
      fini()
    })
  },
})
const passerelle = createServer((requete, reponse) => {
  let texte = ''
  requete.on('data', (morceau: Buffer) => (texte += morceau.toString()))
  requete.on('end', () => {
    if (passerelleSourde) reponse.statusCode = 503
    else textos.push(JSON.parse(texte))
    reponse.end()
  })
})

beforeAll(async () => {
  await new Promise<void>((pret) => smtp.listen(0, '127.0.0.1', pret))
  await new Promise<void>((pret) => passerelle.listen(0, '127.0.0.1', pret))
  const port = (serveur: { address: () => unknown }) => (serveur.address() as AddressInfo).port
  const reglages = { mode: 'production' as const, smtp: `smtp://127.0.0.1:${port(smtp.server)}`, sms: { url: `http://127.0.0.1:${port(passerelle)}/sms`, jeton: 'x' } }
  essai = await ouvrirEssai({ reglages, travaille: true })
})
afterAll(async () => {
  await essai.ranger()
  await new Promise<void>((fini) => smtp.close(() => fini()))
  passerelle.close()
})

async function envoyer(cle: string, a: { telephone?: string; courriel?: string }, secret: boolean): Promise<void> {
  await essai.maison.base.ecrire(async (tx) => {
    const jobs = await prevenir(tx, { modele: 'code-connexion', cle, a, valeurs: { code: '123456' }, objet: cle, secret, maintenant: new Date() })
    await essai.maison.file.enqueue(tx, jobs)
  })
  essai.maison.file.reveiller()
}

describe('les messages partent', () => {
  it('par courriel, une fois, et le code ne reste pas dans la base', async () => {
    await envoyer('m1', { courriel: 'afi@exemple.bj' }, true)
    await jusqua(async () => courriels.length > 0)
    expect(courriels[0]).toContain('afi@exemple.bj')
    const message = await jusqua(async () => (await listMessages(essai.maison.base.lire)).find((m) => m.cle === 'm1:courriel' && m.envoyeLe))
    expect(message.texte).toBe('Code envoyé')
  })

  it('par SMS : un refus se garde et l’envoi se retente', async () => {
    await envoyer('m2', { telephone: '+2290197000012' }, false)
    const refuse = await jusqua(async () => (await listMessages(essai.maison.base.lire)).find((m) => m.cle === 'm2:sms' && m.erreur))
    expect(refuse.erreur).toBe('La passerelle SMS répond 503')
    passerelleSourde = false
    const parti = await jusqua(async () => (await listMessages(essai.maison.base.lire)).find((m) => m.cle === 'm2:sms' && m.envoyeLe))
    expect(parti.essais).toBeGreaterThan(1)
    expect(textos.map((t) => t.destinataire)).toEqual(['+2290197000012'])
  }, 40_000)

  it('un envoi abandonné se relance de l’écran des tâches', async () => {
    passerelleSourde = true
    await envoyer('m3', { telephone: '+2290197000013' }, false)
    await jusqua(async () => (await listMessages(essai.maison.base.lire)).find((m) => m.cle === 'm3:sms' && m.erreur))
    const tache = await jusqua(async () => (await listEchecs(essai.maison.base.lire)).find((t) => t.erreur.includes('503')))
    await essai.maison.base.ecrire(async (tx) => void (await sql`update jobs.job set state = 'failed', completed_on = now() where id = ${tache.id}`.execute(tx)))
    passerelleSourde = false
    const admin = await creerAgent(essai, 'administrateur', 'BJ')
    const page = await admin.client.get('/administration/taches')
    expect(page.texte).toContain('Abandonnée')
    const chemin = `/administration/taches/${tache.id}/relancer`
    expect((await admin.client.envoyer(page, {}, { action: chemin })).vers).toBe('/administration/taches')
    await jusqua(async () => textos.some((t) => t.destinataire === '+2290197000013'))
    const audit = await creerAgent(essai, 'auditeur', 'BJ')
    expect((await audit.client.get('/administration/taches')).texte).not.toContain('Relancer')
  }, 40_000)

  it('une même clé n’écrit qu’un message', async () => {
    await envoyer('m1', { courriel: 'afi@exemple.bj' }, true)
    expect((await listMessages(essai.maison.base.lire)).filter((m) => m.cle === 'm1:courriel')).toHaveLength(1)
  })
})

describe('la nuit efface ce qui est fini', () => {
  it('sessions, codes, tentatives et réponses anciennes ; pas les autres', async () => {
    const { base } = essai.maison
    const jadis = new Date(Date.now() - 60 * 86_400_000)
    const maintenant = new Date()
    await base.ecrire(async (tx) => {
      await insertSession(tx, { genre: 'visiteur', jours: 1, ip: '', navigateur: 'vieille', maintenant: jadis })
      await insertSession(tx, { genre: 'visiteur', jours: 1, ip: '', navigateur: 'neuve', maintenant })
      await insertCode(tx, 'vieux@exemple.bj', jadis)
      await insertCode(tx, 'neuf@exemple.bj', maintenant)
      await sql`insert into identite.tentative (cle, compte, depuis) values ('vieille', 3, ${jadis}), ('neuve', 3, ${maintenant})`.execute(tx)
      await sql`insert into corridor.idempotence (cle, acteur, porte, empreinte, vers, cree_le) values ('vieille-cle', 'a', 'p', '', '/', ${jadis}), ('neuve-cle', 'a', 'p', '', '/', ${maintenant})`.execute(tx)
      await sql`insert into identite.consultation (objet, acteur, fonction, le) values ('dossier:x', 'agent:y', 'Agent', ${jadis})`.execute(tx)
    })
    const secret = (cle: string, quand: Date) => base.ecrire(async (tx) => void (await insertMessage(tx, { cle, canal: 'sms', destinataire: '+2290161000000', sujet: 'Code', texte: 'Code envoyé', objet: 'code:x', secret: cle.startsWith('secret'), maintenant: quand })))
    await secret('secret:vieux', jadis)
    await secret('secret:neuf', maintenant)
    await secret('ordinaire:vieux', jadis)
    await base.ecrire((tx) => purgerSecrets(tx, new Date(maintenant.getTime() - 7 * 86_400_000)))
    await base.ecrire((tx) => purgerIdentite(tx, maintenant))
    await base.ecrire((tx) => purgerCorridor(tx, maintenant))
    const compter = async (quoi: ReturnType<typeof sql<{ n: string }>>) => (await quoi.execute(base.lire)).rows.map((r) => r.n)
    expect(await compter(sql`select navigateur as n from identite.session where navigateur in ('vieille', 'neuve')`)).toEqual(['neuve'])
    expect(await compter(sql`select destination as n from identite.code_unique where destination like '%eu%@exemple.bj'`)).toEqual(['neuf@exemple.bj'])
    expect(await compter(sql`select cle as n from identite.tentative`)).toEqual(['neuve'])
    expect(await compter(sql`select cle as n from corridor.idempotence where cle like '%-cle'`)).toEqual(['neuve-cle'])
    expect(await compter(sql`select cle as n from notifications.message where destinataire = '+2290161000000' order by 1`)).toEqual(['ordinaire:vieux', 'secret:neuf'])
    expect(await compter(sql`select objet as n from identite.consultation`)).toEqual(['dossier:x'])
  })
})
