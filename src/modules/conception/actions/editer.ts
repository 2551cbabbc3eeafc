import { z } from 'zod'
import { Introuvable, Saisie } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import { deplacer, poser } from '../brut.ts'
import type { Brut } from '../brut.ts'
import { enMots } from '../condition.ts'
import type { Lieux } from '../condition.ts'
import { oublier as sansCleInconnue } from '../fautes.ts'
import { CHEMIN, clausesPour, estPartie, GENRES, LISTE, noeudDe, TYPES, valeurDe } from '../plan.ts'
import { element as pageElement } from '../pages/element.tsx'
import { auteurDe, mayConcevoir, parId, revision } from '../porte.ts'
import { ajouterElement, exigerRevision, reporter } from '../projet.ts'
import { lockProjet, updateProjet } from '../queries.ts'
import { lireSaisi } from '../saisie.ts'
import { voisinesDe } from '../voisines.ts'

/** Where one goes back from an element: the list that holds it. */
const listeDe = (id: string, ou: string) => `/conception/${id}/${ou.startsWith('circuit') ? 'circuit' : 'questions'}`

/** The gesture that only looks. */
const APERCU = 'apercu'

/** A gesture on a list of the page: `monter:fiche.papiers.2`, `retirer:viseurs.0`; `garder` only saves. */
function gestePour(contenu: Brut, ou: string, geste: string): Brut {
  const [, verbe, nom] = /^(monter|retirer):([\w.]{1,120})$/.exec(geste) ?? []
  if (!nom) return contenu
  const chemin = estPartie(ou) ? nom : `${ou}.${nom}`
  return verbe === 'monter' ? deplacer(contenu, chemin, -1) : poser(contenu, chemin, undefined)
}

/** A condition that changes is said in words too; what somebody wrote himself stays, as long as there is a condition. */
function direSi(valeur: Brut, avant: Brut, clauses: Parameters<typeof enMots>[1], lieux: Lieux): Brut {
  const { si, ...reste } = valeur
  if (typeof valeur.condition !== 'string') return reste
  if (valeur.condition === avant.condition) return valeur
  const ancienne = typeof avant.condition === 'string' ? enMots(avant.condition, clauses, lieux) : undefined
  const mots = si === undefined || si === ancienne ? enMots(valeur.condition, clauses, lieux) : si
  return mots === undefined ? reste : { ...reste, si: mots }
}

/** Saves one page of a project: a part, a step, a question, a station. Right or wrong, what was typed is kept. */
export const enregistrer = action({
  nom: 'conception.enregistrer',
  path: '/conception/:id/partie/:ou',
  may: mayConcevoir,
  titre: 'Enregistrer cette partie',
  params: parId.extend({ ou: z.string().max(120) }),
  page: pageElement,
  horsJournal: true,
  input: z.looseObject({ _revision: revision, _geste: z.string().max(200).default('') }),
  run: async ({ tx, params: { id, ou }, input, acteur, maintenant, maison }) => {
    const projet = await lockProjet(tx, id)
    exigerRevision(projet, input._revision)
    // Shown with what is typed, and nothing is saved.
    if (input._geste === APERCU) return { vers: `/conception/${id}/partie/${ou}`, reprise: { erreurs: {}, saisie: input } }
    const noeud = noeudDe(ou, projet.contenu, maison.territoires, await voisinesDe(tx, projet.contenu, ou))
    if (!noeud) throw new Introuvable('Cette partie n’existe plus')
    const lu = lireSaisi(noeud, input, '', valeurDe(ou, projet.contenu))
    if (Object.keys(lu.erreurs).length > 0) throw new Saisie(lu.erreurs)
    const valeur = (lu.valeur ?? {}) as Brut
    const dite = /\.champs\.\d+$/.test(ou) ? direSi(valeur, valeurDe(ou, projet.contenu), clausesPour(projet.contenu, ou), maison.territoires) : valeur
    const contenu = gestePour(reporter(projet.contenu, ou, dite), ou, input._geste)
    await updateProjet(tx, id, { contenu }, auteurDe(acteur, maintenant))
    if (input._geste !== '') return { vers: `/conception/${id}/partie/${ou}` }
    return { vers: estPartie(ou) ? `/conception/${id}` : listeDe(id, ou), message: 'C’est enregistré.' }
  },
})

/** Moves or takes away a step, a question or a station. */
export const ranger = action({
  nom: 'conception.ranger',
  path: '/conception/:id/ranger',
  may: mayConcevoir,
  titre: 'Déplacer ou retirer',
  params: parId,
  horsJournal: true,
  input: z.object({ _revision: revision, geste: z.string().regex(/^(?:monter|descendre|retirer):[\w.]{1,120}$/) }),
  run: async ({ tx, params: { id }, input, acteur, maintenant }) => {
    const projet = await lockProjet(tx, id)
    exigerRevision(projet, input._revision)
    const [verbe, chemin = ''] = input.geste.split(':')
    if (!CHEMIN.test(chemin)) throw new Introuvable()
    const contenu = verbe === 'retirer' ? poser(projet.contenu, chemin, undefined) : deplacer(projet.contenu, chemin, verbe === 'monter' ? -1 : 1)
    await updateProjet(tx, id, { contenu }, auteurDe(acteur, maintenant))
    return { vers: listeDe(id, chemin), ...(verbe === 'retirer' ? { message: 'C’est retiré.' } : {}) }
  },
})

/** Takes away a key that nothing reads: brought by an import, it has no page where it could be emptied. */
export const oublier = action({
  nom: 'conception.oublier',
  path: '/conception/:id/oublier',
  may: mayConcevoir,
  titre: 'Retirer ce qui n’est pas prévu',
  params: parId,
  horsJournal: true,
  input: z.object({ _revision: revision, cle: z.string().min(1).max(500) }),
  run: async ({ tx, params: { id }, input, acteur, maintenant }) => {
    const projet = await lockProjet(tx, id)
    exigerRevision(projet, input._revision)
    await updateProjet(tx, id, { contenu: sansCleInconnue(projet.contenu, input.cle) }, auteurDe(acteur, maintenant))
    return { vers: `/conception/${id}`, message: 'C’est retiré.' }
  },
})

/** Adds a step, a question or a station at the end of a list, and opens it. */
export const ajouter = action({
  nom: 'conception.ajouter',
  path: '/conception/:id/ajouter',
  may: mayConcevoir,
  titre: 'Ajouter une étape, une question ou une station',
  params: parId,
  horsJournal: true,
  input: z.object({ _revision: revision, liste: z.string().regex(LISTE), genre: z.string().max(40).default(''), mots: z.string().trim().max(200).default('') }),
  run: async ({ tx, params: { id }, input, acteur, maintenant }) => {
    const projet = await lockProjet(tx, id)
    exigerRevision(projet, input._revision)
    const genres = input.liste === 'formulaire.etapes' ? [''] : input.liste === 'circuit.stations' ? GENRES : TYPES
    if (!genres.includes(input.genre)) throw new Saisie({ '': 'Choisissez ce que vous ajoutez' })
    if (input.mots === '') throw new Saisie({ '': input.liste === 'formulaire.etapes' ? 'Écrivez le titre de l’étape' : input.liste === 'circuit.stations' ? 'Écrivez le nom de la station' : 'Écrivez la question' })
    const { brut, chemin } = ajouterElement(projet.contenu, input.liste, input.genre, input.mots)
    await updateProjet(tx, id, { contenu: brut }, auteurDe(acteur, maintenant))
    return { vers: input.liste === 'formulaire.etapes' ? `/conception/${id}/questions` : `/conception/${id}/partie/${chemin}` }
  },
})
