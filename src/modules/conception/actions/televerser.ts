import { z } from 'zod'
import { Introuvable, Saisie } from '../../../lib/erreurs.ts'
import { enumerer, pluriel } from '../../../lib/francais.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { action } from '../../../kernel/module.ts'
import { lire, poser } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { alleger, enDonnees, lireDessin } from '../image.ts'
import { nommer } from '../nommer.ts'
import { element as pageElement } from '../pages/element.tsx'
import { CHEMIN } from '../plan.ts'
import { auteurDe, mayConcevoir, parId, revision } from '../porte.ts'
import { exigerRevision } from '../projet.ts'
import { lockProjet, updateProjet } from '../queries.ts'
import { lireTable, remplacerTable } from '../table.ts'

const parOu = parId.extend({ ou: z.string().max(120).regex(CHEMIN) })
const MO = 1_048_576

type Geste = { tx: Tx; params: { id: string; ou: string }; input: { _revision: number }; acteur: Parameters<typeof auteurDe>[0]; maintenant: Date }

/** Changes one question of this type, under the lock of its project. */
async function changer({ tx, params: { id, ou }, input, acteur, maintenant }: Geste, type: string, faire: (contenu: Brut) => Brut): Promise<void> {
  const projet = await lockProjet(tx, id)
  exigerRevision(projet, input._revision)
  if (lire(projet.contenu, `${ou}.type`) !== type) throw new Introuvable('Cette question n’existe plus')
  await updateProjet(tx, id, { contenu: faire(projet.contenu) }, auteurDe(acteur, maintenant))
}

/** What a reader of files refuses is told beside its box. */
function dire<T>(champ: string, lecture: () => T): T {
  try {
    return lecture()
  } catch (erreur) {
    throw new Saisie({ [champ]: (erreur as Error).message })
  }
}

/** Gives its rows to a question that chooses in a table: a CSV, or what a spreadsheet copies. */
export const tabler = action({
  nom: 'conception.tabler',
  path: '/conception/:id/table/:ou',
  may: mayConcevoir,
  titre: 'Envoyer une table',
  params: parOu,
  page: pageElement,
  horsJournal: true,
  limite: 60,
  input: z.object({ _revision: revision, colle: z.string().max(MO).default('') }),
  fichiers: { nombre: 1, octets: MO, donnees: true },
  preparer: async ({ input, fichiers: [fichier], maison }) => {
    const colle = input.colle.trim() !== ''
    if (fichier && colle) throw new Saisie({ colle: 'Envoyez un fichier, ou collez la table, mais pas les deux' })
    if (!fichier && !colle) throw new Saisie({ csv: 'Choisissez un fichier, ou collez la table' })
    const octets = fichier ? await maison.depot.lire(fichier.sha256) : new TextEncoder().encode(input.colle)
    return dire(fichier ? 'csv' : 'colle', () => lireTable(octets))
  },
  run: async (geste) => {
    const { params: { id, ou }, prepare: lue } = geste
    let perdues: string[] = []
    await changer(geste, 'reference', (contenu) => {
      const neuve = remplacerTable(lire(contenu, `${ou}.table`), lue)
      perdues = neuve.perdues
      return poser(contenu, `${ou}.table`, neuve.table)
    })
    const suite = perdues.length === 0 ? 'Vérifiez les colonnes choisies.' : `${perdues.length === 1 ? 'La colonne choisie' : 'Les colonnes choisies'} ${enumerer(perdues.map((c) => `« ${c} »`))} n’y ${perdues.length === 1 ? 'est' : 'sont'} plus : choisissez de nouveau.`
    return { vers: `/conception/${id}/partie/${ou}`, message: `La table a ${pluriel(lue.lignes.length, 'ligne')} et ${pluriel(lue.colonnes.length, 'colonne')}. ${suite}` }
  },
})

/** Puts a picture in a question, under the name of its file. */
async function poserImage(geste: Geste, { nom, donnees }: { nom: string; donnees: string }) {
  const { id, ou } = geste.params
  await changer(geste, 'image', (contenu) => poser(poser(contenu, `${ou}.fichier`, nom), `${ou}.donnees`, donnees))
  return { vers: `/conception/${id}/partie/${ou}`, message: 'L’image est en place. Dites plus bas ce qu’elle montre, pour qui ne la voit pas.' }
}
const nomDe = (nom: string, extension: string): string => `${nommer(nom.replace(/\.[^.]*$/, ''))}.${extension}`

/** Puts a picture in the place of another one: prepared as every photograph, then made light enough for a page. */
export const illustrer = action({
  nom: 'conception.illustrer',
  path: '/conception/:id/image/:ou',
  may: mayConcevoir,
  titre: 'Envoyer une image',
  params: parOu,
  page: pageElement,
  horsJournal: true,
  limite: 60,
  input: z.object({ _revision: revision }),
  fichiers: { nombre: 1, octets: 8 * MO },
  preparer: async ({ fichiers: [fichier], maison }) => {
    if (!fichier) throw new Saisie({ image: 'Choisissez une image' })
    if (fichier.type !== 'image/jpeg') throw new Saisie({ image: 'Ce fichier n’est pas une image : envoyez un JPEG, un PNG ou un WebP' })
    const octets = await maison.depot.lire(fichier.sha256)
    const legere = await alleger(octets).catch((erreur: Error) => {
      throw new Saisie({ image: erreur.message })
    })
    return { nom: nomDe(fichier.nom, 'jpg'), donnees: enDonnees('image/jpeg', legere) }
  },
  run: (geste) => poserImage(geste, geste.prepare),
})

/** The same with an SVG, which is not a photograph: kept as it is, once it is known only to draw. */
export const dessiner = action({
  nom: 'conception.dessiner',
  path: '/conception/:id/dessin/:ou',
  may: mayConcevoir,
  titre: 'Envoyer un dessin SVG',
  params: parOu,
  page: pageElement,
  horsJournal: true,
  limite: 60,
  input: z.object({ _revision: revision }),
  fichiers: { nombre: 1, octets: MO, donnees: true },
  preparer: async ({ fichiers: [fichier], maison }) => {
    if (!fichier) throw new Saisie({ dessin: 'Choisissez un dessin' })
    const octets = await maison.depot.lire(fichier.sha256)
    return { nom: nomDe(fichier.nom, 'svg'), donnees: enDonnees('image/svg+xml', dire('dessin', () => lireDessin(octets))) }
  },
  run: (geste) => poserImage(geste, geste.prepare),
})

/** Takes the picture of a question away; what it says in words stays. */
export const retirerImage = action({
  nom: 'conception.retirer-image',
  path: '/conception/:id/sans-image/:ou',
  may: mayConcevoir,
  titre: 'Retirer l’image',
  params: parOu,
  horsJournal: true,
  input: z.object({ _revision: revision }),
  run: async (geste) => {
    const { id, ou } = geste.params
    await changer(geste, 'image', (contenu) => poser(contenu, `${ou}.donnees`, undefined))
    return { vers: `/conception/${id}/partie/${ou}`, message: 'L’image est retirée.' }
  },
})
