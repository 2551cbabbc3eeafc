import { Readable } from 'node:stream'
import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { FichierRecu } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { signeSansDessin } from '../../../kernel/documents/dessins.ts'
import { insertReference } from '../../../kernel/fichiers/index.ts'
import { CHAMP_MARQUE, insertConstat } from '../constat.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { constat as page } from '../pages/constat.tsx'
import { nomActeur, nomComplet, parId, sujetDossier } from '../porte.ts'

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')
const nombre = z.string().trim().max(4).default('')
const DESSIN = /^data:image\/png;base64,([A-Za-z0-9+/]+={0,2})$/
const DESSIN_OCTETS = 512_000

const CHOISIR = { cadre: 'Choisissez où la personne a été vue', identifiePar: 'Choisissez comment la personne a été reconnue', marque: 'Choisissez la marque que la personne a laissée' }
/** An absent choice is told with all that is missing, not before it. */
const choix = <const V extends readonly string[]>(valeurs: V, phrase: string) => z.enum(valeurs, phrase).or(z.literal('')).default('')

const input = z.object({
  cadre: choix(['guichet', 'domicile', 'autorite'], CHOISIR.cadre),
  'vuLe.jour': nombre, 'vuLe.mois': nombre, 'vuLe.annee': nombre,
  heure: z.string().trim().max(5).default(''),
  lieu: texte(200),
  autorite: texte(200),
  identifiePar: choix(['cip', 'cni', 'passeport', 'sejour', 'temoins', 'connue'], CHOISIR.identifiePar),
  pieceNumero: texte(40),
  marque: choix(['signature', 'empreinte', 'temoin'], CHOISIR.marque),
  temoin: texte(200),
  /** A signature drawn on the screen, as the page's script sends it. */
  dessin: z.string().max(700_000, 'Cette signature est trop lourde. Effacez-la et signez de nouveau').default(''),
  classement: texte(100),
  note: texte(500),
})
type Saisi = z.infer<typeof input>

/** Records that the person was seen alive: who saw whom, when, where, how identified, with signature or mark. */
export const constater = action({
  nom: 'demarches.constater',
  path: '/dossiers/:id/constater',
  may: permission('demarches.constater'),
  titre: 'Enregistrer le constat',
  params: parId,
  sujet: sujetDossier,
  page,
  definitif: true,
  fichiers: { nombre: 1, octets: 20 * 1_048_576 },
  input,
  preparer: ({ input: saisi, fichiers, maison }) => recevoirMarque(maison, saisi, fichiers),
  run: async ({ tx, params, input: saisi, prepare, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'constater')
    const { vuLe, manques } = lireMoment(saisi, maintenant)
    const tous = { ...manques, ...manquesDe(saisi, prepare !== undefined) }
    const { cadre, identifiePar, marque } = saisi
    if (Object.keys(tous).length > 0 || !cadre || !identifiePar || !marque) throw new Saisie(tous)
    const par = cleActeur(acteur)
    const marqueFichier = prepare ? await joindre(tx, dossier.id, prepare, par, maintenant) : null
    const constat = {
      id: uuidv7(maintenant.getTime()), dossierId: dossier.id, vuLe, cadre, lieu: saisi.lieu, par, parNom: nomComplet(acteur),
      autorite: cadre === 'autorite' ? saisi.autorite : null, identifiePar, pieceNumero: saisi.pieceNumero || null,
      marque, temoin: marque === 'temoin' ? saisi.temoin : null, note: saisi.note, marqueFichier, classement: saisi.classement || null,
    }
    await insertConstat(tx, constat, maintenant)
    await updateDossier(tx, dossier.id, { constatId: constat.id }, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'constat', le: maintenant, par, parNom: nomActeur(acteur), texte: saisi.lieu, detail: { cadre, vuLe: vuLe.toISOString() } })
    return { vers: `/dossiers/${dossier.id}`, message: 'Le constat est enregistré.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { constat: constat.id, cadre, ...(prepare ? { marque: prepare.sha256 } : {}) } } }
  },
})

type Marque = Omit<FichierRecu, 'champ'>

/** The photographed slip comes first: it is the paper itself. A drawing is kept like other pictures, checked by its content. */
async function recevoirMarque(maison: Maison, saisi: Saisi, fichiers: readonly FichierRecu[]): Promise<Marque | undefined> {
  if (fichiers[0]) return fichiers[0]
  if (saisi.dessin === '' || saisi.marque !== 'signature') return undefined
  const octets = Buffer.from(DESSIN.exec(saisi.dessin)?.[1] ?? '', 'base64')
  try {
    return await maison.depot.recevoir(Readable.from([octets]), { nom: 'signature.png', octets: DESSIN_OCTETS })
  } catch (erreur) {
    if (erreur instanceof Saisie) throw new Saisie({ dessin: 'Cette signature n’a pas pu être lue. Effacez-la et signez de nouveau' })
    throw erreur
  }
}

function joindre(tx: Tx, dossierId: string, { sha256, type, taille, nom }: Marque, deposePar: string, maintenant: Date): Promise<string> {
  return insertReference(tx, { sha256, type, taille, objet: `dossier:${dossierId}`, champ: CHAMP_MARQUE, nom, deposePar, maintenant })
}

// Porto-Novo is one hour ahead of UTC all year.
const DECALAGE = 1

/** The moment when the person was seen, or what is wrong with it, by field. */
function lireMoment(saisi: Saisi, maintenant: Date): { vuLe: Date; manques: Record<string, string> } {
  const [jour, mois, annee] = [Number(saisi['vuLe.jour']), Number(saisi['vuLe.mois']), Number(saisi['vuLe.annee'])]
  const [, heures = NaN, minutes = NaN] = /^(\d{1,2})[:hH ](\d{2})$/.exec(saisi.heure)?.map(Number) ?? []
  const manques: Record<string, string> = {}
  if (!(heures <= 23 && minutes <= 59)) manques.heure = 'Écrivez l’heure, par exemple 09:30'
  const minuit = new Date(Date.UTC(annee, mois - 1, jour))
  if (!annee || minuit.getUTCDate() !== jour || minuit.getUTCMonth() !== mois - 1) manques.vuLe = 'Écrivez le jour où la personne a été vue, par exemple 04 06 2026'
  const vuLe = new Date(minuit.getTime() + ((heures - DECALAGE) * 60 + minutes) * 60_000)
  if (vuLe > maintenant) manques.vuLe ??= 'Ce moment n’est pas encore passé : le constat se fait après avoir vu la personne'
  return { vuLe, manques }
}

/** Everything that is missing, at once, each beside its field. */
function manquesDe(saisi: Saisi, marqueGardee: boolean): Record<string, string> {
  const manques: Record<string, string> = {}
  for (const nom of ['cadre', 'identifiePar', 'marque'] as const) if (saisi[nom] === '') manques[nom] = CHOISIR[nom]
  if (saisi.lieu === '') manques.lieu = 'Écrivez le lieu, par exemple « Arrondissement de Bohicon I »'
  const signe = signeSansDessin(saisi.lieu)
  if (signe) manques.lieu = `Le document ne sait pas écrire le signe « ${signe} »\u00a0: écrivez ce lieu en lettres latines`
  if (saisi.cadre === 'autorite' && saisi.autorite === '') manques.autorite = 'Écrivez le nom et la qualité de l’autorité qui a vu la personne'
  if (saisi.marque === 'temoin' && saisi.temoin === '') manques.temoin = 'Écrivez le nom du témoin et sa pièce d’identité'
  if (['cip', 'cni', 'passeport', 'sejour'].includes(saisi.identifiePar) && saisi.pieceNumero === '') manques.pieceNumero = 'Écrivez le numéro de la pièce'
  if (!marqueGardee && saisi.classement === '') manques.fiche = 'Ajoutez une photo de la fiche signée, ou écrivez où le papier est classé'
  return manques
}
