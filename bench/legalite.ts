// The control of legality over 1,500,000 acts of ten years: the queue of a prefecture and of the country, the words of the acts, similar acts (p50, p95); then acts received
// one by one with a PDF of one megabyte, durable, beside a raw copy of the file and one insert, in the same run.
// node --import ./bin/loader.mjs bench/legalite.ts [acts, 1500000] [received, 200]
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import { Portee } from '../src/kernel/identite/portee.ts'
import { jourLocal } from '../src/kernel/calendrier/index.ts'
import { sql } from '../src/kernel/db/index.ts'
import { uuidv7 } from '../src/lib/uuid.ts'
import { findActe, insertActe, updateActe } from '../src/modules/legalite/acte/acte.queries.ts'
import { anomaliesDe, enVigueur } from '../src/modules/legalite/acte/contexte.ts'
import { joindreFichiers } from '../src/modules/legalite/acte/joindre.ts'
import { listTrouves } from '../src/modules/legalite/acte/recherche.queries.ts'
import { compterFile, listFile } from '../src/modules/legalite/controle/file.queries.ts'
import { listVoisins } from '../src/modules/legalite/controle/voisins.queries.ts'
import { listActes } from '../src/modules/legalite/acte/liste.queries.ts'
import { inspecter } from '../src/modules/legalite/piece/inspecter.ts'
import { listPieces } from '../src/modules/legalite/piece/piece.queries.ts'
import { recevoir } from '../src/modules/legalite/transmission/recevoir.ts'
import { CORPS, ranger, remplirActes } from './actes.ts'
import { dire, mesurer, ouvrirBanc } from './outils.ts'

const [NOMBRE, RECUS] = [Number(process.argv[2] ?? 1_500_000), Number(process.argv[3] ?? 200)]
const banc = await ouvrirBanc({ connexions: 8 })
const { maison } = banc.application
const { base, territoires } = maison
const communes = territoires.tous('commune').map((t) => t.code)

const debut = performance.now()
await remplirActes(maison, NOMBRE)
await base.ecrire((tx) => sql`insert into legalite.texte (acte_id, commune, mots) select id, commune, legalite.mots_de(objet, ${CORPS} || ' mot' || (abs(hashtext(id::text)) % 50000), date_acte, commune) from legalite.acte`.execute(tx))
await ranger(banc.url)
console.error(`${dire(NOMBRE)} acts in ${dire((performance.now() - debut) / 1000)} s`)

const [pays, zou, bohicon] = [Portee.creer('tout'), Portee.creer(territoires.couverture('12')), Portee.creer(territoires.couverture('1203'))]
const jour = '2026-11-26'
const lecteur = (portee: Portee) => ({ lire: portee, rediger: Portee.creer([]) })
/** As the page does: this year, then the one before, until thirty are found. */
async function chercher(portee: Portee, q: string): Promise<void> {
  let n = 0
  for (let annee = 2026; annee > 2014 && n < 30; annee--) n += (await listTrouves(base.lire, portee, q, annee, 30 - n)).length
}
const exemple = (await sql<{ id: string; objet: string; matiere: string }>`select id, objet, matiere from legalite.acte where etat = 'recu' limit 1`.execute(base.lire)).rows[0]!
const cas: [string, () => Promise<unknown>][] = [
  ['queue of a prefecture, the most pressing first', () => listFile(base.lire, zou, { limite: 51 })],
  ['queue of a prefecture, by risk', () => listFile(base.lire, zou, { tri: '-risque', limite: 51 })],
  ['queue of the country', () => listFile(base.lire, pays, { limite: 51 })],
  ['counts of a prefecture', () => compterFile(base.lire, zou, { jour, bientot: '2026-11-29', agent: null })],
  ['counts of the country', () => compterFile(base.lire, pays, { jour, bientot: '2026-11-29', agent: null })],
  ['register of a commune, latest first', () => listActes(base.lire, lecteur(bohicon), { limite: 51 })],
  ['register of a commune, by receipt', () => listActes(base.lire, lecteur(bohicon), { tri: '-recu', limite: 51 })],
  ['register of a prefecture, latest first', () => listActes(base.lire, lecteur(zou), { limite: 51 })],
  ['register of a prefecture, one rare state', () => listActes(base.lire, lecteur(zou), { etat: 'pieces', limite: 51 })],
  ['register of a prefecture, by receipt', () => listActes(base.lire, lecteur(zou), { tri: '-recu', limite: 51 })],
  ['register of the country, by receipt', () => listActes(base.lire, lecteur(pays), { tri: '-recu', limite: 51 })],
  ['words: two, in a prefecture', () => chercher(zou, 'lotissement conseil')],
  ['words: one very common, the country', () => chercher(pays, 'conseil')],
  ['words: one rare, the country, ten years read', () => chercher(pays, 'mot31415')],
  ['words: a phrase, a prefecture', () => chercher(zou, '"session ordinaire"')],
  ['words: absent, the country', () => chercher(pays, 'introuvable')],
  ['similar acts', () => listVoisins(base.lire, exemple, 8)],
]
console.log(`${dire(NOMBRE)} acts\n`)
await mesurer(cas)

async function pdf(): Promise<Buffer> {
  const doc = await PDFDocument.create()
  const police = await doc.embedFont(StandardFonts.Helvetica)
  for (let n = 0; n < 4; n++) doc.addPage().drawText(`Page ${n}. Le conseil communal, vu la loi, apres en avoir delibere, adopte. ${randomBytes(8).toString('hex')}`, { x: 40, y: 700, size: 11, font: police })
  return Buffer.concat([Buffer.from(await doc.save()), Buffer.from('\n%'), randomBytes(520_000).toString('hex').slice(0, 1_020_000) as unknown as Buffer].map((b) => Buffer.from(b)))
}
const papiers = await Promise.all(Array.from({ length: RECUS * 2 }, pdf))
const maintenant = new Date()
const v = await enVigueur(base.lire, maison, '1203', jourLocal(maintenant))

/** One act from its bytes to its receipt: kept, read outside the process, checked, received, committed. */
async function transmettre(octets: Buffer, n: number): Promise<void> {
  const sha256 = await maison.depot.ecrire(octets)
  const inspection = await inspecter(maison.lecteur, { type: 'application/pdf', octets })
  await base.ecrire(async (tx) => {
    const id = uuidv7()
    await insertActe(tx, { id, commune: communes[n % 77]!, etat: 'brouillon', regime: 'loi-2021-14', nature: 'arrete-reglementaire', matiere: '6.1.1', numero: `B-${n}`, objet: 'Stationnement', dateActe: jourLocal(maintenant), signatairePoste: null, signataireNom: 'Le maire', signataireQualite: 'Maire', mode: 'numerise', montant: null, budget: null, exercice: null, creePar: 'banc', maintenant })
    await joindreFichiers(tx, id, [{ fichier: { champ: 'principal', nom: 'acte.pdf', sha256, type: 'application/pdf', taille: octets.length }, inspection }], { input: {}, par: 'banc', maintenant })
    await updateActe(tx, id, { etat: 'signe', signeLe: maintenant }, maintenant)
    const [acte, pieces] = [(await findActe(tx, id))!, await listPieces(tx, id)]
    const anomalies = (await anomaliesDe(tx, acte, pieces, v, maintenant)).filter((a) => a.code !== 'A11')
    const { jobs } = await recevoir(tx, { acte, pieces, anomalies, v, canal: 'ecran', par: 'banc', parNom: 'Banc', maintenant })
    await maison.file.enqueue(tx, jobs)
  })
}
const dossier = mkdtempSync(join(tmpdir(), 'iroko-banc-brut-'))
/** The same bytes written and synced, and one row committed. */
async function copier(octets: Buffer, n: number): Promise<void> {
  const fichier = await open(join(dossier, String(n)), 'w')
  await fichier.writeFile(octets)
  await fichier.sync()
  await fichier.close()
  await base.ecrire((tx) => sql`insert into legalite.compteur (territoire, serie, annee, dernier) values (${`brut-${n}`}, 'BRUT', 2026, 1)`.execute(tx))
}
async function debit(travail: (octets: Buffer, n: number) => Promise<void>, depuis: number): Promise<number> {
  const t = performance.now()
  let n = 0
  await Promise.all(Array.from({ length: 4 }, async () => { while (n < RECUS) { const ici = n++; await travail(papiers[(depuis + ici) % papiers.length]!, depuis + ici) } }))
  return RECUS / ((performance.now() - t) / 1000)
}
await transmettre(await pdf(), 999_999)
const [brut1, notre, brut2] = [await debit(copier, 0), await debit(transmettre, 0), await debit(copier, RECUS)]
const brut = (brut1 + brut2) / 2
console.log(`\n| ${RECUS} acts with a PDF of 1 MB, four at once | acts/s | of raw |\n|---|---|---|\n| raw: the file written and synced, one row committed | ${dire(brut)} | 100 % |\n| received: kept by content, read, checked, numbered, clock started, words indexed, receipt asked for | ${dire(notre)} | ${dire((notre / brut) * 100)} % |`)
await rm(dossier, { recursive: true, force: true })
await banc.fermer()
