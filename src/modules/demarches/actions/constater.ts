import { z } from 'zod'
import { Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action, permission } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { signeSansDessin } from '../../../kernel/documents/dessins.ts'
import { insertConstat } from '../constat.queries.ts'
import { exigerPassage } from '../dossier.ts'
import { lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { detail } from '../pages/detail.tsx'
import { nomActeur, parId, sujetDossier } from '../porte.ts'

const texte = (max: number) => z.string().trim().max(max, `Dites-le en ${max} signes au plus`).default('')
const nombre = z.string().trim().max(4).default('')

const input = z.object({
  cadre: z.enum(['guichet', 'domicile', 'autorite'], 'Choisissez où la personne a été vue'),
  'vuLe.jour': nombre, 'vuLe.mois': nombre, 'vuLe.annee': nombre,
  heure: z.string().trim().max(5).default(''),
  lieu: texte(200),
  autorite: texte(200),
  identifiePar: z.enum(['cip', 'cni', 'passeport', 'sejour', 'temoins', 'connue'], 'Choisissez comment la personne a été reconnue'),
  pieceNumero: texte(40),
  marque: z.enum(['signature', 'empreinte', 'temoin'], 'Choisissez la marque que la personne a laissée'),
  temoin: texte(200),
  note: texte(500),
})

/** Records that the person was seen alive: who saw whom, when, where, how identified, with signature or mark. */
export const constater = action({
  nom: 'demarches.constater',
  path: '/dossiers/:id/constater',
  may: permission('demarches.constater'),
  titre: 'Enregistrer le constat',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  definitif: true,
  input,
  run: async ({ tx, params, input: saisi, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'constater')
    const vuLe = lireMoment(saisi, maintenant)
    exigerComplet(saisi)
    const constat = {
      id: uuidv7(maintenant.getTime()), dossierId: dossier.id, vuLe, cadre: saisi.cadre, lieu: saisi.lieu, par: cleActeur(acteur), parNom: nomActeur(acteur),
      autorite: saisi.cadre === 'autorite' ? saisi.autorite : null, identifiePar: saisi.identifiePar, pieceNumero: saisi.pieceNumero || null,
      marque: saisi.marque, temoin: saisi.marque === 'temoin' ? saisi.temoin : null, note: saisi.note,
    }
    await insertConstat(tx, constat, maintenant)
    await updateDossier(tx, dossier.id, { constatId: constat.id }, maintenant)
    await insertEvenement(tx, { dossierId: dossier.id, genre: 'constat', le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: saisi.lieu, detail: { cadre: saisi.cadre, vuLe: vuLe.toISOString() } })
    return { vers: `/dossiers/${dossier.id}`, message: 'Le constat est enregistré.', journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { constat: constat.id, cadre: saisi.cadre } } }
  },
})

function lireMoment(saisi: z.infer<typeof input>, maintenant: Date): Date {
  const [jour, mois, annee] = [Number(saisi['vuLe.jour']), Number(saisi['vuLe.mois']), Number(saisi['vuLe.annee'])]
  const heure = /^(\d{1,2})[:hH ](\d{2})$/.exec(saisi.heure)
  if (!heure || Number(heure[1]) > 23 || Number(heure[2]) > 59) throw new Saisie({ heure: 'Écrivez l’heure, par exemple 09:30' })
  // Porto-Novo is one hour ahead of UTC all year.
  const vuLe = new Date(Date.UTC(annee, mois - 1, jour, Number(heure[1]) - 1, Number(heure[2])))
  const memeJour = new Date(Date.UTC(annee, mois - 1, jour))
  if (!annee || memeJour.getUTCDate() !== jour || memeJour.getUTCMonth() !== mois - 1) throw new Saisie({ vuLe: 'Écrivez le jour où la personne a été vue, par exemple 04 06 2026' })
  if (vuLe > maintenant) throw new Saisie({ vuLe: 'Ce moment n’est pas encore passé : le constat se fait après avoir vu la personne' })
  return vuLe
}

function exigerComplet(saisi: z.infer<typeof input>): void {
  const manques: Record<string, string> = {}
  if (saisi.lieu === '') manques.lieu = 'Écrivez le lieu, par exemple « guichet de Bohicon I »'
  const signe = signeSansDessin(saisi.lieu)
  if (signe) manques.lieu = `Le document ne sait pas écrire le signe « ${signe} »\u00a0: écrivez ce lieu en lettres latines`
  if (saisi.cadre === 'autorite' && saisi.autorite === '') manques.autorite = 'Écrivez le nom et la qualité de l’autorité qui a vu la personne'
  if (saisi.marque === 'temoin' && saisi.temoin === '') manques.temoin = 'Écrivez le nom du témoin et sa pièce d’identité'
  if (['cip', 'cni', 'passeport', 'sejour'].includes(saisi.identifiePar) && saisi.pieceNumero === '') manques.pieceNumero = 'Écrivez le numéro de la pièce'
  if (Object.keys(manques).length > 0) throw new Saisie(manques)
}
