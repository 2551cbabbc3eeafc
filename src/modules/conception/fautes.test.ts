import { describe, expect, it } from 'vitest'
import { fautesDe, oublier } from './fautes.ts'
import { ajouterElement, debuter } from './projet.ts'
import type { Brut } from './brut.ts'
import { lireYaml } from './saisie.ts'

const avec = (champ: Brut): Brut => ({ ...debuter('Essai', 'essai', 'ES'), formulaire: { etapes: [{ code: 'e', titre: 'E', champs: [champ] }] } })
const dites = (contenu: Brut) => fautesDe(contenu).map((f) => f.phrase)

describe('ce qui empêche de publier se dit avec les mots de la page', () => {
  it('sans nom de fichier, sans anglais, avec la question par ses mots', () => {
    expect(dites(avec({ code: 'rue', type: 'calcule', libelle: 'Rue du terrain', formule: 'absente + 1', resultat: 'nombre' }))).toContain('La formule de « Rue du terrain » nomme « absente », qui n’existe pas')
    expect(dites(avec({ code: 'travaux', type: 'choix_lie', libelle: 'Travaux', niveaux: [{ code: 'a', libelle: 'A' }, { code: 'b', libelle: 'B' }], options: [{ valeur: 'x', libelle: 'X' }] }))).toContain('La question « Travaux » a des niveaux sans aucune option')
    const lien = { ...debuter('Essai', 'essai', 'x'), formulaire: { etapes: [] } }
    expect(dites(lien)).toContain('Préfixe des numéros : ce qui est écrit ne convient pas. Deux ou trois majuscules : le dossier 12 de 2026 s’appellera AI-2026-000012')
    for (const contenu of [debuter('Essai', 'essai', 'x'), avec({}), avec({ code: 'É', type: 'certificat', libelle: 'C', genres: ['É'] }), { formulaire: 3 }, { formulaire: { etapes: [{ champs: [{ type: 'image', code: 'i', libelle: 'x', fichier: 'a.png', alternative: 'x' }] }] } }])
      for (const phrase of dites(contenu as Brut)) expect(phrase).not.toMatch(/formulaire\.|Invalid|expected|\bchamp «/i)
  })
  it('une clé que rien ne lit, à côté des parties ou des étapes, se retire, et elle seule', () => {
    const contenu: Brut = { ...ajouterElement(debuter('Essai', 'essai', 'ES'), 'formulaire.etapes', '', 'Étape').brut, 'vieux.reste': 3 }
    const sali: Brut = { ...contenu, formulaire: { ...(contenu.formulaire as Brut), theme: 'bleu' } }
    const fautes = fautesDe(sali)
    expect(fautes.flatMap((f) => f.retirer ?? []).toSorted()).toEqual(['formulaire.theme', 'vieux.reste'])
    expect(fautesDe(oublier(oublier(sali, 'formulaire.theme'), 'vieux.reste')).flatMap((f) => f.retirer ?? [])).toEqual([])
    for (const gardee of ['circuit', 'formulaire', 'formulaire.etapes']) expect(oublier(sali, gardee)).toEqual(sali)
  })
  it('un texte collé qui ne se lit pas le dit en français, avec sa ligne', () => {
    expect(lireYaml('a: &x [1]\nb: *x', 'd').erreurs.d).toBe('Ce texte ne se lit pas : il renvoie à lui-même par un alias (*) : écrivez la valeur en entier')
    expect(lireYaml('a: 1\nb: [', 'd').erreurs.d).toMatch(/^Ce texte ne se lit pas : il est mal écrit à la ligne \d/)
    expect(lireYaml('a: 1\na: 2', 'd').erreurs.d).toBe('Ce texte ne se lit pas : « a » y est deux fois')
  })
})
