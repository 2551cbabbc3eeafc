// The public register of acts over 1,500,000 published acts of ten years: its lists, its search, its feed, the page of one act (p50, p95), as anybody asks them.
// node --import ./bin/loader.mjs bench/legalite-registre.ts [acts, 1500000]
import { sql } from '../src/kernel/db/index.ts'
import { findPublic, listFlux, listPublies } from '../src/modules/legalite/registre/recherche.queries.ts'
import type { FiltrePublic } from '../src/modules/legalite/registre/recherche.queries.ts'
import { CORPS, ranger, remplirActes } from './actes.ts'
import { dire, mesurer, ouvrirBanc } from './outils.ts'

const NOMBRE = Number(process.argv[2] ?? 1_500_000)
const banc = await ouvrirBanc({ connexions: 8 })
const { maison } = banc.application
const { base, territoires } = maison

const debut = performance.now()
await remplirActes(maison, NOMBRE)
// Individual orders are never published as they are: here each is a masked paper.
await base.ecrire((tx) => sql`insert into legalite.publication (id, acte_id, commune, nature, matiere, numero, date_acte, mode, objet, texte, reference_id, sha256, taille, source, preparee_le, preparee_par, publiee_le, publiee_par, publiee_par_nom)
  select gen_random_uuid(), id, commune, nature, matiere, numero, date_acte, case when nature = 'arrete-individuel' then 'masque' else 'original' end, objet, ${CORPS} || ' ' || objet || ' mot' || (abs(hashtext(id::text)) % 50000), gen_random_uuid(), repeat('a', 64), 40000, repeat('a', 64), date_acte, 'banc', date_acte + interval '5 days', 'banc', 'Banc' from legalite.acte`.execute(tx))
await ranger(banc.url)
console.error(`${dire(NOMBRE)} published acts in ${dire((performance.now() - debut) / 1000)} s`)

const zou = territoires.tous('commune').filter((c) => c.code.startsWith('12')).map((c) => c.code)
const lire = (f: Partial<FiltrePublic>) => () => listPublies(base.lire, { limite: 21, ...f })
const milieu = (await sql<{ id: string }>`select acte_id as id from legalite.publication where date_acte <= '2021-06-01' order by date_acte desc limit 1`.execute(base.lire)).rows[0]!.id
/** The second page of a search, as its link asks. */
const suite = async (cherche: string) => {
  const premiere = await listPublies(base.lire, { cherche, limite: 20 })
  return lire({ cherche, apres: premiere.at(-1)!.acteId })
}
console.log(`${dire(NOMBRE)} published acts\n`)
await mesurer([
  ['the country, latest first', lire({})],
  ['the country, from the middle of the ten years on', lire({ apres: milieu })],
  ['a commune', lire({ communes: ['1203'] })],
  ['a département', lire({ communes: zou })],
  ['a département, one nature, one year', lire({ communes: zou, nature: 'convention', annee: 2019 })],
  ['one subject, the country', lire({ matiere: '2' })],
  ['one subject and one year, a commune', lire({ communes: ['1203'], matiere: '6.1', annee: 2020 })],
  ['words: one very common, the country', lire({ cherche: 'conseil' })],
  ['words: the same, second page', await suite('conseil')],
  ['words: one very common, a commune', lire({ communes: ['1203'], cherche: 'conseil' })],
  ['words: one very common, a year of long ago', lire({ annee: 2017, cherche: 'conseil' })],
  ['words: one very common, a département, one subject', lire({ communes: zou, matiere: '3', cherche: 'conseil' })],
  ['words: two, the country', lire({ cherche: 'lotissement conseil' })],
  ['words: two, a commune', lire({ communes: ['1203'], cherche: 'lotissement conseil' })],
  ['words: two, a département, one year', lire({ communes: zou, annee: 2018, cherche: 'marché tarifs' })],
  ['words: one rare, the country', lire({ cherche: 'mot31415' })],
  ['words: one rare, a commune', lire({ communes: ['1203'], cherche: 'mot31415' })],
  ['words: a phrase, the country', lire({ cherche: '"session ordinaire"' })],
  ['words: a phrase that is not there, made of common words', lire({ cherche: '"ordinaire session"' })],
  ['words: one common without another', lire({ cherche: 'marché -tarifs' })],
  ['words: absent, the country', lire({ cherche: 'introuvable' })],
  ['a number', lire({ cherche: 'N777777' })],
  ['feed of the country', () => listFlux(base.lire, undefined, 50)],
  ['feed of a commune', () => listFlux(base.lire, '1203', 50)],
  ['the page of an act', () => findPublic(base.lire, milieu)],
])
await banc.fermer()
