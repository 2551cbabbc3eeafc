import { describe, expect, it } from 'vitest'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { lireDefinition } from '../../kernel/formulaires/index.ts'
import { lire } from './brut.ts'
import type { Brut } from './brut.ts'
import { noeudDe } from './plan.ts'
import { ajouterElement, debuter, reporter } from './projet.ts'
import { lireSaisi } from './saisie.ts'

const sansBureaux = { bureaux: () => [] } as unknown as Territoires
/** A procedure with one step and one question of this type. */
const avec = (type: string, mots = 'Question'): { brut: Brut; ou: string } => {
  const { brut, chemin } = ajouterElement(ajouterElement(debuter('Essai', 'essai', 'ES'), 'formulaire.etapes', '', 'Étape').brut, 'formulaire.etapes.0.champs', type, mots)
  return { brut, ou: chemin }
}
const envoyer = (brut: Brut, ou: string, saisi: Record<string, string | string[]>): Brut => {
  const lu = lireSaisi(noeudDe(ou, brut, sansBureaux)!, saisi, '', lire(brut, ou))
  expect(lu.erreurs).toEqual({})
  return reporter(brut, ou, lu.valeur as Brut)
}

describe('une question posée par l’éditeur', () => {
  it('des choix liés à deux niveaux s’écrivent ligne à ligne et se publient', () => {
    const { brut, ou } = avec('choix_lie', 'Travaux')
    const pose = envoyer(brut, ou, { code: 'travaux', libelle: 'Travaux', requis: 'oui', 'niveaux.0.code': 'nature', 'niveaux.0.libelle': 'Nature', 'niveaux.1.code': 'detail', 'niveaux.1.libelle': 'Détail', options: 'Construire\n> Un mur\n> Une maison\nDémolir' })
    expect(lireDefinition(pose.formulaire).etapes[0]!.champs[0]).toMatchObject({ niveaux: [{ code: 'nature' }, { code: 'detail' }], options: [{ valeur: 'construire', options: [{ valeur: 'un_mur' }, { valeur: 'une_maison' }] }, { valeur: 'demolir' }] })
  })
})
