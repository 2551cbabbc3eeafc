import { ROLES } from '../../kernel/identite/role.ts'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { sourcesPour } from '../demarches/index.ts'
import { lire } from './brut.ts'
import type { Brut, Chemin } from './brut.ts'
import { operandesDe } from './operandes.ts'
import { champsAvant, champsDe, elements, valeurDe } from './plan.ts'
import type { ChampPlace } from './plan.ts'
import type { Noeud, OptionNoeud, Remplacement } from './schema.ts'

/** What other procedures offer to this one: those that may be named, and the documents they give. */
export type Voisines = { demarches: OptionNoeud[]; genres: OptionNoeud[] }
export const SANS_VOISINES: Voisines = { demarches: [], genres: [] }

/** Countries where one is likely to be paid from here. */
const PAYS: readonly OptionNoeud[] = Object.entries({ BJ: 'Bénin', BF: 'Burkina Faso', CI: 'Côte d’Ivoire', GH: 'Ghana', GN: 'Guinée', GW: 'Guinée-Bissau', ML: 'Mali', NE: 'Niger', NG: 'Nigéria', SN: 'Sénégal', TG: 'Togo', FR: 'France' }).map(([valeur, libelle]) => ({ valeur, libelle }))

const choix = (options: readonly OptionNoeud[]): Noeud => ({ genre: 'choix', options })

/** What the schema cannot say: which posts, offices and questions there are. */
export function remplacements(brut: Brut, territoires: Territoires, ou: Chemin, voisines: Voisines): Remplacement {
  const questions = (types: readonly string[]): OptionNoeud[] => champsDe(brut).filter((c) => c.chemin.split('.').length === 5 && types.includes(String(c.champ.type))).map(nommer)
  // As many as there are opinions; what an import asks is offered too, right or wrong.
  const quorum = Number(lire(brut, `${ou}.regle.quorum`) ?? 0)
  const nombres = Array.from({ length: 10 }, (_, i) => i + 1).filter((n) => (n > 1 && n <= elements(lire(brut, `${ou}.viseurs`)).length) || n === quorum).map((n) => ({ valeur: `quorum:${n}`, libelle: `${n} au moins` }))
  const roles = (): Noeud => ({ genre: 'choix_multiple', options: ROLES.map((r) => ({ valeur: r.nom, libelle: r.titre })) })
  const bureaux = () => choix([{ valeur: 'demandeur', libelle: 'Le bureau du demandeur (démarches d’agents)' }, ...territoires.bureaux('BJ').map((b) => ({ valeur: b.id, libelle: b.nom }))])
  const table: Readonly<Record<string, () => Noeud>> = {
    'circuit.bureau.champ': () => choix(questions(['adresse', 'territoire'])),
    'circuit.bureau.fixe': () => choix(territoires.bureaux('BJ').map((b) => ({ valeur: b.id, libelle: b.nom }))),
    'circuit.demandeur': () => ({ genre: 'choix_multiple', options: questions(['nom', 'texte']) }),
    'circuit.telephone': () => choix(questions(['telephone'])),
    'circuit.courriel': () => choix(questions(['courriel'])),
    'parties.nom': () => ({ genre: 'choix_multiple', options: questions(['nom', 'texte']) }),
    'parties.telephone': () => choix(questions(['telephone'])),
    'superieur.champ': () => choix(questions(['adresse', 'territoire'])),
    'superieur.roles': () => roles(),
    'superieur.bureau': () => bureaux(),
    'qui.champ': () => choix(questions(['adresse', 'territoire'])),
    'qui.roles': () => roles(),
    'qui.bureau': () => bureaux(),
    regle: () => choix([{ valeur: 'tous', libelle: 'Tous' }, { valeur: 'un', libelle: 'Un seul suffit' }, ...nombres]),
    prefill: () => choix(sourcesDuChamp(brut, ou)),
    apres: () => choix(reperesDuChamp(brut, ou)),
    'validite.jusque': () => choix(questions(['date', 'periode'])),
    condition: () => ({ genre: 'condition', lieux: territoires }),
    exempte: () => ({ genre: 'condition', lieux: territoires }),
    'stations.montant': () => ({ genre: 'formule', montant: true, operandes: operandesDe(brut, champsAvant(brut, ou)) }),
    'champs.calcule.formule': () => ({ genre: 'formule', montant: false, operandes: operandesDe(brut, champsAvant(brut, ou)) }),
    'champs.choix_lie.options': () => ({ genre: 'options', etages: 3 }),
    'champs.paiement.operateurs': () => ({ genre: 'options', etages: 1 }),
    'champs.paiement.pays': () => ({ genre: 'choix_multiple', options: PAYS }),
    'champs.dossier.demarches': () => ({ genre: 'choix_multiple', options: voisines.demarches }),
    'champs.certificat.genres': () => ({ genre: 'choix_multiple', options: voisines.genres }),
    dans: () => choix((['departement', 'commune'] as const).flatMap((niveau) => territoires.tous(niveau).map((t) => ({ valeur: t.code, libelle: t.nom, groupe: niveau === 'commune' ? 'Communes' : 'Départements' })))),
    boite: () => ({ genre: 'boite' }),
    'sceau.autres': () => ({ genre: 'couples' }),
    'champs.reference.table': () => ({ genre: 'table' }),
    options: () => ({ genre: 'options', etages: 1 }),
  }
  return (chemin) => {
    const mots = chemin.split('.')
    for (let i = 0; i < mots.length; i++) {
      const trouve = table[mots.slice(i).join('.')]
      if (trouve) return trouve()
    }
    return undefined
  }
}

const nommer = ({ champ }: ChampPlace): OptionNoeud => ({ valeur: String(champ.code ?? ''), libelle: String(champ.libelle ?? champ.code ?? '') })

/** What the account knows that this question may take. */
const sourcesDuChamp = (brut: Brut, ou: Chemin): OptionNoeud[] => sourcesPour(String(valeurDe(ou, brut).type), String(brut.pour ?? 'public')).map(([valeur, { titre }]) => ({ valeur, libelle: titre }))

/** The dates, or the hours, that are asked before this one: in the form, or in its own block. */
function reperesDuChamp(brut: Brut, ou: Chemin): OptionNoeud[] {
  const { type } = valeurDe(ou, brut)
  return champsAvant(brut, ou).filter((c) => c.champ.type === type).map(nommer)
}

/** Keys of a question that say nothing and have nothing to choose from here: they are not shown. What is chosen already stays in sight, so that no save loses it. */
export function sansChoix(brut: Brut, ou: Chemin): string[] {
  const champ = valeurDe(ou, brut)
  const choisies = { prefill: sourcesDuChamp(brut, ou), apres: reperesDuChamp(brut, ou) }
  return Object.entries(choisies).flatMap(([cle, options]) => (champ[cle] === undefined && options.length === 0 ? [cle] : []))
}
