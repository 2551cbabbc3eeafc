import { expect, it } from 'vitest'
import { findArret } from './arret.ts'
import { lireDefinition } from './lire-definition.ts'
import type { Reponses } from './reponse.ts'

const arret = (condition: string, autre: object = {}) => ({ condition, titre: 'Ailleurs', texte: 'Allez ailleurs.', source: 'Une loi', verifie: true, ...autre })
const def = (arrets: object[], apres: object[] = []) =>
  lireDefinition({ etapes: [{ code: 'a', titre: 'A', arrets, champs: [{ code: 'objet', type: 'choix', libelle: 'Objet', options: [{ valeur: 'terre', libelle: 'Terre' }, { valeur: 'moto', libelle: 'Moto' }] }, { code: 'le', type: 'date', libelle: 'Le' }] }, { code: 'b', titre: 'B', champs: [{ code: 'suite', type: 'texte', libelle: 'Suite' }] }, ...apres] })
const fautes = (arrets: object[]) => {
  try {
    return void def(arrets)
  } catch (erreur) {
    return (erreur as Error).message
  }
}

it('arrête ce que la règle dit, dès le jour qu’elle dit, et rien de ce qui ne peut pas encore être su', () => {
  const d = def([arret("objet == 'terre' && le >= '2023-08-15'")])
  expect(findArret(d, { objet: 'terre', le: '2023-08-15' })).toMatchObject({ titre: 'Ailleurs', bloque: true, etape: { code: 'a' } })
  const passants: Reponses[] = [{ objet: 'terre', le: '2023-08-14' }, { objet: 'moto', le: '2026-01-01' }, { objet: 'terre' }, {}]
  for (const reponses of passants) expect(findArret(d, reponses)).toBeUndefined()
})

it('une règle que personne n’a confirmée avertit, après celles qui arrêtent', () => {
  const d = def([arret("objet == 'terre'", { titre: 'Doute', verifie: false }), arret("objet == 'terre' && le >= '2023-08-15'")])
  expect(findArret(d, { objet: 'terre', le: '2020-01-01' })).toMatchObject({ titre: 'Doute', bloque: false })
  expect(findArret(d, { objet: 'terre', le: '2024-01-01' })).toMatchObject({ titre: 'Ailleurs', bloque: true })
})

it('une étape cachée n’arrête personne', () => {
  const d = def([arret("objet == 'terre'")], [{ code: 'c', titre: 'C', condition: "objet == 'terre'", arrets: [arret("suite != null", { titre: 'Caché' })], champs: [{ code: 'fin', type: 'texte', libelle: 'Fin' }] }])
  expect(findArret(d, { objet: 'moto', suite: 'oui' })).toBeUndefined()
})

it('se vérifie à la publication : noms d’avant la fin de l’étape, oui ou non, source écrite, adresse entière', () => {
  expect(fautes([arret("suite == 'x'")])).toContain('L’arrêt « Ailleurs » nomme « suite », qui n’est pas répondu avant')
  expect(fautes([arret('inconnu == 1')])).toContain('qui n’existe pas')
  expect(fautes([arret('objet')])).toContain('il faut')
  expect(fautes([arret("objet == 'terre'", { source: undefined })])).toContain('source')
  expect(fautes([arret("objet == 'terre'", { liens: [{ libelle: 'Ici', lien: 'notaire' }] })])).toContain('lien')
  expect(fautes([arret("objet == 'terre'")])).toBeUndefined()
})
