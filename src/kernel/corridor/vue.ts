import { randomUUID } from 'node:crypto'
import type { Vue } from '../../ui/vue.ts'
import { fonctionDe } from '../identite/acteur.ts'
import type { Acteur } from '../identite/acteur.ts'
import type { Acces, Entree, FichierRecu } from '../module.ts'
import { porteeDe } from './acces.ts'
import type { Cadre, Passage } from './cadre.ts'
import { assurerNavigateur } from './identifier.ts'
import { jetonCsrf } from './jetons.ts'

/** A view's companion, and whether the page asked for a token (it then holds a form, and gets no ETag). */
export type VueSuivie = { vue: Vue; aUnFormulaire: () => boolean }

/** Makes what every view receives besides its own data. */
export function creerVue(cadre: Cadre, passage: Passage, erreurs: Record<string, string> = {}, saisie: Record<string, unknown> = {}, gardes: readonly FichierRecu[] = []): VueSuivie {
  let formulaire = false
  let jeton: string | undefined
  const vue: Vue = {
    chemin: passage.requete.url,
    maintenant: passage.maintenant,
    get jeton() {
      formulaire = true
      jeton ??= jetonCsrf(cadre.cles.csrf, assurerNavigateur(cadre, passage), passage.session)
      return jeton
    },
    cle: () => {
      formulaire = true
      return randomUUID()
    },
    erreurs,
    saisie,
    gardes,
    ...(passage.message === undefined ? {} : { message: passage.message }),
    ...personne(passage.acteur),
    menu: menuDe(cadre, passage),
    reglages: { hote: new URL(cadre.maison.reglages.adresse).host, demonstration: cadre.maison.reglages.mode === 'demonstration' },
    actif: cadre.actif,
  }
  return { vue, aUnFormulaire: () => formulaire }
}

function personne(acteur: Acteur): Pick<Vue, 'personne'> {
  if (acteur.genre === 'citoyen') return { personne: { genre: 'citoyen', nom: acteur.nom } }
  if (acteur.genre !== 'agent') return {}
  const poste = acteur.postes[0]
  return { personne: { genre: 'agent', nom: acteur.nom, ...(poste ? { fonction: fonctionDe(poste), lieu: poste.bureau } : {}) } }
}

/** Entries of the menu this actor may open, in order. */
export function menuDe(cadre: Cadre, passage: Passage): Vue['menu'] {
  const chemin = passage.requete.url.split('?')[0]!
  const genre = passage.acteur.genre === 'agent' ? 'agent' : 'public'
  return cadre.menu
    .filter((entree) => entree.gabarit === genre && peutOuvrir(cadre, passage.acteur, entree.may))
    .map((entree: Entree) => ({ libelle: entree.libelle, href: entree.path, actif: chemin === entree.path || chemin.startsWith(`${entree.sous ?? entree.path}/`) }))
}

function peutOuvrir(cadre: Cadre, acteur: Acteur, may: Acces): boolean {
  if (may.pour === 'un') return may.parmi.some((autre) => peutOuvrir(cadre, acteur, autre))
  if (may.pour === 'permission') return !porteeDe(acteur, may.permission, cadre.droits, cadre.maison.territoires).vide
  if (may.pour === 'agent') return acteur.genre === 'agent'
  if (may.pour === 'citoyen') return acteur.genre === 'citoyen'
  if (may.pour === 'connu') return acteur.genre === 'agent' || acteur.genre === 'citoyen'
  return true
}
