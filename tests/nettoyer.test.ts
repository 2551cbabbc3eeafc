import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from '../src/kernel/db/index.ts'
import { creerTaches } from '../src/kernel/corridor/travailler.ts'
import { MODULES } from '../src/modules/index.ts'
import { findDossier } from '../src/modules/demarches/dossier.queries.ts'
import { ouvrirEssai } from './base.ts'
import type { Essai } from './base.ts'
import { creerClient } from './client.ts'
import { agir, commencer, compter, constater, deposer, etape, lieux, lire, photo, piece } from './demande.ts'
import { attendreCode, creerAgent, jusqua } from './monde.ts'

let essai: Essai
beforeAll(async () => {
  essai = await ouvrirEssai({ travaille: true })
})
afterAll(() => essai.ranger())

const JOUR = 86_400_000
/** The nightly task, as if so many days had gone by. */
const nuit = (jours: number) => creerTaches(MODULES, essai.maison, () => new Date(Date.now() + jours * JOUR)).find((tache) => tache.nom === 'demarches.nettoyer')!.run({})
const sha = async (id: string) => (await sql<{ sha256: string }>`select sha256 from fichiers.reference where objet = ${`dossier:${id}`} limit 1`.execute(essai.maison.base.lire)).rows[0]!.sha256
const surDisque = (sha256: string) => essai.maison.depot.lire(sha256).then(() => true, () => false)

async function brouillonAvecPapier(largeur: number): Promise<{ id: string; sha256: string }> {
  const client = creerClient(essai)
  const id = await commencer(client)
  await etape(client, id, 'papiers', { exactitude: 'oui' }, piece(await photo(largeur)))
  return { id, sha256: await sha(id) }
}

it('les brouillons abandonnés et ce que rien ne tient plus s’en vont ; le reste demeure', async () => {
  const { bohicon } = lieux(essai)
  const abandonne = await brouillonAvecPapier(101)
  const touche = await brouillonAvecPapier(102)
  // The same photograph in a draft given up and in a filed request: it stays.
  const partage = await brouillonAvecPapier(60)
  const depose = await deposer(creerClient(essai), bohicon)
  expect(await sha(depose)).toBe(partage.sha256)
  const [instructeur, chef] = [await creerAgent(essai, 'agent_arrondissement', bohicon), await creerAgent(essai, 'chef_arrondissement', bohicon)]
  await constater(instructeur, depose)
  await agir(instructeur, depose, 'proposer', { decision: 'accorder', motif: '' })
  await attendreCode(essai, chef)
  await agir(chef, depose, 'signer', { decision: 'accorder', _code: chef.code() })
  await jusqua(async () => (await lire(essai, depose)).etat === 'delivre')
  const { rows } = await sql<{ sha256: string }>`select sha256 from documents.document`.execute(essai.maison.base.lire)
  const pdf = rows[0]!.sha256
  const errant = await essai.maison.depot.ecrire(Buffer.from('un PDF dont la transaction n’a jamais été validée'))
  await essai.maison.base.ecrire(async (tx) => {
    await sql`update demarches.dossier set modifie_le = ${new Date(Date.now() + 31 * JOUR)} where id = ${touche.id}`.execute(tx)
    // More than one page of the list of abandoned drafts.
    await sql`insert into demarches.dossier (id, suivi, demarche, version, etat, canal, cree_par, cree_le, modifie_le)
      select gen_random_uuid(), gen_random_uuid()::text::bytea, demarche, version, 'brouillon', 'ligne', 'essai', now(), now() from demarches.dossier, generate_series(1, 250) where id = ${abandonne.id}`.execute(tx)
  })

  await nuit(0.5)
  expect([await surDisque(errant), await surDisque(abandonne.sha256)]).toEqual([true, true])

  await nuit(32)
  expect(await findDossier(essai.maison.base.lire, abandonne.id)).toBeUndefined()
  expect(await compter(essai, sql<{ n: number }>`select count(*) as n from demarches.dossier where etat = 'brouillon'`)).toBe(1)
  expect(await findDossier(essai.maison.base.lire, touche.id)).toBeDefined()
  expect(await surDisque(errant)).toBe(false)

  await nuit(34)
  const restent = { abandonne: await surDisque(abandonne.sha256), touche: await surDisque(touche.sha256), partage: await surDisque(partage.sha256), pdf: await surDisque(pdf) }
  expect(restent).toEqual({ abandonne: false, touche: true, partage: true, pdf: true })
  expect(await compter(essai, sql<{ n: number }>`select count(*) as n from fichiers.reference where retire_le is not null`)).toBe(0)
  expect((await creerClient(essai).get('/')).statut).toBe(200)
})

it('un contenu envoyé de nouveau pendant la collecte n’est pas emporté', async () => {
  const { depot } = essai.maison
  const octets = Buffer.from('renvoyé pendant la nuit')
  const sha256 = await depot.ecrire(octets)
  const avant = new Date(Date.now() - 1000)
  await depot.ecrire(octets)
  await depot.effacer(sha256, avant)
  expect(await surDisque(sha256)).toBe(true)
  await depot.effacer(sha256, new Date(Date.now() + 1000))
  expect(await surDisque(sha256)).toBe(false)
  await depot.effacer(sha256, new Date())
})
