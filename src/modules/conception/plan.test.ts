import { describe, expect, it } from 'vitest'
import type { Territoires } from '../../kernel/territoire/index.ts'
import { lireDefinition } from '../../kernel/formulaires/index.ts'
import { lire } from './brut.ts'
import type { Brut } from './brut.ts'
import { noeudDe } from './plan.ts'
import { ajouterElement, debuter, reporter } from './projet.ts'
import { lireSaisi } from './saisie.ts'

const sansBureaux = { bureaux: () => [], tous: () => [], trouver: () => undefined, chercher: () => [] } as unknown as Territoires
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
    const pose = envoyer(brut, ou, { code: 'travaux', libelle: 'Travaux', requis: 'oui', 'niveaux.0.code': '', 'niveaux.0.libelle': 'Nature', 'niveaux.1.code': 'detail', 'niveaux.1.libelle': 'Détail', options: 'Construire\n> Un mur\n> Une maison\nDémolir' })
    // A list whose short name was left empty takes it from its words.
    expect(lireDefinition(pose.formulaire).etapes[0]!.champs[0]).toMatchObject({ niveaux: [{ code: 'nature' }, { code: 'detail' }], options: [{ valeur: 'construire', options: [{ valeur: 'un_mur' }, { valeur: 'une_maison' }] }, { valeur: 'demolir' }] })
  })
  it('une parcelle montre ce qu’elle demande, le dit ainsi, et une zone se borne par quatre nombres', () => {
    const { brut, ou } = avec('parcelle', 'Le terrain')
    const tel = { code: 'le_terrain', libelle: 'Le terrain', requis: 'oui', 'parties.commune': 'requis', 'parties.quartier': 'facultatif', 'parties.lot': 'requis', 'parties.parcelle': 'requis' }
    expect(lire(envoyer(brut, ou, tel), `${ou}.parties`)).toBeUndefined()
    expect(lire(envoyer(brut, ou, { ...tel, 'parties.quartier': '' }), `${ou}.parties`)).toEqual({ commune: 'requis', lot: 'requis', parcelle: 'requis' })
    const zone = avec('zone', 'Contour')
    const champ = lire(envoyer(zone.brut, zone.ou, { code: 'contour', libelle: 'Contour', requis: 'oui', 'boite.sud': '7', 'boite.ouest': '1,5', 'boite.nord': '8', 'boite.est': '2,5' }), zone.ou)
    expect(champ).toMatchObject({ boite: [7, 1.5, 8, 2.5] })
    const demi = lireSaisi(noeudDe(zone.ou, zone.brut, sansBureaux)!, { 'boite.sud': '7' }, '')
    expect(demi.erreurs).toEqual({ 'boite.ouest': 'Écrivez les quatre côtés, ou aucun' })
  })
  it('un territoire choisi et les opérateurs d’un compte restent des textes', () => {
    const lieu = avec('territoire', 'Lieu')
    expect(lire(envoyer(lieu.brut, lieu.ou, { code: 'lieu', libelle: 'Lieu', requis: 'oui', niveaux: ['commune', 'arrondissement', 'village'], dans: '12' }), `${lieu.ou}.dans`)).toBe('12')
    const compte = avec('paiement', 'Compte')
    const pose = envoyer(compte.brut, compte.ou, { code: 'compte', libelle: 'Compte', requis: 'oui', titulaire: 'oui', moyens: ['iban', 'mobile_money'], pays: ['BJ'], operateurs: 'MTN MoMo\nMoov Money' })
    expect(lireDefinition(pose.formulaire).etapes[0]!.champs[0]).toMatchObject({ operateurs: [{ valeur: 'mtn_momo', libelle: 'MTN MoMo' }, { valeur: 'moov_money' }] })
  })
})
