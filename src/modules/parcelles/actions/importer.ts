import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { insertReference, removeReference } from '../../../kernel/fichiers/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { action } from '../../../kernel/module.ts'
import { insertImportation, lockImportation, updateEtatImportation } from '../importation/importation.queries.ts'
import { jugerFichier } from '../importation/juger.ts'
import { imports, importation as pageImportation, sujetImportation } from '../pages/imports.tsx'
import { nommer } from '../parcelle.ts'
import { communeDe, importer, parId } from '../porte.ts'

/** Bytes of one file: 20,000 lines with their outlines. */
const OCTETS_AU_PLUS = 10 * 1_048_576
/** Faults kept with the import, to be corrected in the file; the number of all of them is kept too. */
const FAUTES_AU_PLUS = 1000
const EXEMPLE = 10

/** Receives a file, reads and judges it. Nothing is written in the register. */
export const preparerImport = action({
  nom: 'parcelles.preparer-import',
  path: '/parcelles/imports',
  may: importer,
  titre: 'Lire un fichier de parcelles',
  page: imports,
  input: z.object({ territoire: z.string().max(12).default(''), presentes: z.enum(['ignorer', 'mettre-a-jour'], 'Choisissez quoi faire des parcelles déjà inscrites').or(z.literal('')).default('') }),
  fichiers: { nombre: 1, octets: OCTETS_AU_PLUS, donnees: true },
  limite: 30,
  preparer: async ({ input, fichiers, portee, maison, db, maintenant }) => {
    const commune = portee.contient(input.territoire) ? communeDe(maison.territoires, input.territoire) : undefined
    const erreurs: Record<string, string> = {}
    if (!commune) erreurs.territoire = 'Choisissez la commune ou l’arrondissement'
    if (input.presentes === '') erreurs.presentes = 'Choisissez quoi faire des parcelles déjà inscrites'
    if (!fichiers[0]) erreurs.fichier = 'Choisissez le fichier'
    if (!commune || Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const octets = await maison.depot.lire(fichiers[0]!.sha256)
    const jugement = await jugerFichier(db, octets, { territoires: maison.territoires, commune, territoire: input.territoire, jour: jourLocal(maintenant) })
    if ('phrase' in jugement) throw new Saisie({ fichier: jugement.phrase })
    return jugement
  },
  run: async ({ tx, input, fichiers, prepare, acteur, maintenant }) => {
    const { sha256, type, taille, nom } = fichiers[0]!
    const id = uuidv7(maintenant.getTime())
    const par = cleActeur(acteur)
    const referenceId = await insertReference(tx, { sha256, type, taille, objet: `importation:${id}`, champ: 'fichier', nom, deposePar: par, maintenant })
    const justes = [...prepare.justes.values()]
    const exemple = justes.slice(0, EXEMPLE).map((l) => ({ rang: l.rang, nom: nommer(l.lue), contenance: l.lue.contenance, contour: l.lue.mesure !== null, detenteur: l.detenteur?.nom ?? null, deja: l.parcelleId !== null }))
    await insertImportation(tx, {
      id, territoire: input.territoire, nom, genre: prepare.genre, referenceId, presentes: input.presentes || 'ignorer', colonnes: prepare.colonnes, total: prepare.lignes.length, justes: justes.length,
      deja: justes.filter((l) => l.parcelleId !== null).length, fautes: prepare.fautes.slice(0, FAUTES_AU_PLUS), nombreFautes: prepare.fautes.length, exemple, par, parNom: 'nom' in acteur ? acteur.nom : '', creeLe: maintenant,
    })
    return { vers: `/parcelles/imports/${id}`, journal: { objet: `importation:${id}`, territoire: input.territoire, detail: { lignes: prepare.lignes.length } } }
  },
})

/** Says yes to what was read: the right lines will be written, by a task. */
export const confirmerImport = action({
  nom: 'parcelles.confirmer-import',
  path: '/parcelles/imports/:id/confirmer',
  may: importer,
  titre: 'Confirmer un import',
  params: parId,
  sujet: sujetImportation,
  page: pageImportation,
  definitif: true,
  input: z.object({}),
  run: async ({ tx, params }) => {
    const i = (await lockImportation(tx, params.id))!
    if (i.etat !== 'lue') throw new Refus(i.etat === 'abandonnee' ? 'Cet import a été abandonné : envoyez de nouveau le fichier' : 'Cet import est déjà confirmé')
    if (i.justes === 0) throw new Refus('Aucune ligne ne peut être importée : corrigez le fichier')
    await updateEtatImportation(tx, i.id, 'confirmee', null)
    return { vers: `/parcelles/imports/${i.id}`, message: 'L’import commence.', jobs: [{ nom: 'parcelles.importer', donnees: { id: i.id }, cle: i.id }], journal: { objet: `importation:${i.id}`, territoire: i.territoire } }
  },
})

/** Gives up a file that was read. */
export const abandonnerImport = action({
  nom: 'parcelles.abandonner-import',
  path: '/parcelles/imports/:id/abandonner',
  may: importer,
  titre: 'Abandonner un import',
  params: parId,
  sujet: sujetImportation,
  page: pageImportation,
  input: z.object({}),
  run: async ({ tx, params, maintenant }) => {
    const i = (await lockImportation(tx, params.id))!
    if (i.etat !== 'lue') throw new Refus('Cet import n’attend plus')
    await updateEtatImportation(tx, i.id, 'abandonnee', maintenant)
    await removeReference(tx, i.referenceId, maintenant)
    return { vers: '/parcelles/imports', message: 'L’import est abandonné. Rien n’a été écrit.', journal: { objet: `importation:${i.id}`, territoire: i.territoire } }
  },
})
