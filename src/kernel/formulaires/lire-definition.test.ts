import { expect, it } from 'vitest'
import { lireDefinition } from './lire-definition.ts'

/** The faults of a form of one step. */
function fautes(champs: unknown, etape: object = {}): string[] {
  return fautesDe({ etapes: [{ code: 'e', titre: 'E', champs, ...etape }] })
}
function fautesDe(source: unknown): string[] {
  try {
    lireDefinition(source)
    return []
  } catch (erreur) {
    return (erreur as Error).message.split('\n')
  }
}
const oui = { code: 'a', type: 'oui_non', libelle: 'A' }
const age = { code: 'age', type: 'nombre', libelle: 'Âge' }

it('dit en français ce qui manque ou n’est pas prévu, et où', () => {
  expect(fautesDe(undefined)).toEqual(['formulaire : il manque une valeur'])
  expect(fautesDe('texte')).toEqual(['formulaire : il faut un groupe de valeurs'])
  expect(fautesDe({ etapes: [] })).toEqual(['etapes : il en faut au moins 1'])
  expect(fautes([{ code: 'a', type: 'texte' }])).toEqual(['etapes.e.champs.a.libelle : il manque une valeur'])
  expect(fautes([{ ...oui, requi: false }])).toEqual(['etapes.e.champs.a : « requi » n’est pas prévu ici'])
  expect(fautes([{ ...oui, type: 'dessin' }])).toEqual(['etapes.e.champs.a.type : le type n’est pas l’un des types de champ'])
  expect(fautes([{ ...oui, code: 'Prénom' }])[0]).toContain('le code s’écrit en minuscules sans accent')
  expect(fautes([{ ...oui, type: 'date', max: 'hier' }])[0]).toContain('la borne s’écrit aujourd’hui')
  expect(fautes([{ ...oui, requis: 'non' }])).toEqual(['etapes.e.champs.a.requis : il faut true ou false'])
})

it('refuse les codes en double ou réservés, les options et bornes qui se contredisent', () => {
  expect(fautes([oui, oui])).toEqual(['Le champ « a » est écrit deux fois : un code ne sert qu’une fois dans tout le formulaire'])
  expect(fautes([oui, { code: 'b', type: 'bloc', libelle: 'B', ajouter: 'Ajouter', champs: [oui] }])).toHaveLength(1)
  for (const code of ['size', 'in', 'constructor', 'ans']) expect(fautes([{ ...oui, code }])[0]).toContain('porte un mot réservé')
  expect(fautes([{ ...oui, type: 'choix', options: [{ valeur: 'x', libelle: 'X' }, { valeur: 'x', libelle: 'Y' }] }])).toEqual(['Le champ « a » a deux options de valeur « x »'])
  expect(fautes([{ ...age, min: 10, max: 2 }])).toEqual(['Le champ « age » a un minimum plus grand que son maximum'])
  expect(fautesDe({ etapes: [{ code: 'e', titre: 'E', champs: [oui] }, { code: 'e', titre: 'F', champs: [age] }] })).toEqual(['L’étape « e » est écrite deux fois : donnez un code à chacune'])
})

it('une condition ne nomme que des champs répondus avant : aucun cercle n’est possible', () => {
  expect(fautes([{ ...oui, condition: 'zz', si: 'Si' }])).toEqual(['La condition de « a » nomme « zz », qui n’existe pas'])
  expect(fautes([{ ...oui, condition: 'age > 1', si: 'Si' }, age])).toEqual(['La condition de « a » nomme « age », qui n’est pas répondu avant'])
  expect(fautes([{ ...oui, condition: 'a == true', si: 'Si' }])).toHaveLength(1)
  expect(fautes([oui], { condition: 'a' })).toEqual(['La condition de l’étape « e » nomme « a », qui n’est pas répondu avant'])
  const bloc = { code: 'b', type: 'bloc', libelle: 'B', ajouter: 'Ajouter', champs: [age] }
  expect(fautes([bloc, { ...oui, condition: 'age > 1' }])).toEqual(['La condition de « a » nomme « age », qui n’est pas répondu avant'])
  expect(fautes([oui, { ...bloc, champs: [age, { code: 'c', type: 'texte', libelle: 'C', condition: 'a && age > 3', si: 'Si oui' }] }])).toEqual([])
})

it('une condition se comprend, donne un oui ou non, et compare ce qui se compare', () => {
  const avec = (condition: string) => fautes([oui, age, { code: 'z', type: 'texte', libelle: 'Z', condition, si: 'Si' }])
  expect(avec('a && age > 3 && age != null')).toEqual([])
  expect(avec('age == "trois"')).toEqual(['La condition de « z » : « == » ne va pas entre un nombre entier et un texte'])
  expect(avec('age == 3.0')).toEqual(['La condition de « z » : « == » ne va pas entre un nombre entier et un nombre à virgule'])
  expect(avec('age + 1')).toEqual(['La condition de « z » : l’expression donne un nombre entier, il faut un oui ou non'])
  expect(avec('a &&')).toEqual(['La condition de « z » : l’expression est mal écrite ou incomplète'])
  expect(avec('"x".matches("(a+)+$")')).toEqual(['La condition de « z » : la fonction matches() n’est pas permise ici'])
  expect(avec('timestamp("2020-01-01T00:00:00Z") == null')[0]).toContain('timestamp() n’est pas permise')
  expect(avec('[1,2].exists(x, [1].exists(y, [1].exists(w, true)))')).toEqual(['La condition de « z » : exists() est trop emboîté'])
  expect(avec(`a${' && a'.repeat(90)}`)).toEqual([])
  expect(avec(Array.from({ length: 99 }, () => 'a').join('&&') + '&&(((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))').length).toBeLessThanOrEqual(1)
  expect(avec('a'.repeat(501))[0]).toContain('il en faut au plus 500')
})

it('une condition sur la même étape se dit en mots, une formule donne ce qu’elle annonce', () => {
  expect(fautes([oui, { ...age, condition: 'a' }])).toEqual(['Le champ « age » dépend de « a », de la même étape : dites sa condition en mots dans « si », par exemple « Si oui »'])
  expect(fautesDe({ etapes: [{ code: 'e', titre: 'E', champs: [oui] }, { code: 'f', titre: 'F', condition: 'a', champs: [{ ...age, condition: 'a' }] }] })).toEqual([])
  expect(fautes([age, { code: 'x', type: 'calcule', libelle: 'X', formule: 'age + 1', resultat: 'texte' }])).toEqual(['La formule de « x » : l’expression donne un nombre entier, il faut un texte'])
  expect(fautes([age, { code: 'x', type: 'calcule', libelle: 'X', formule: 'age * 2', resultat: 'montant' }])).toEqual([])
})

it('dit toutes les fautes d’un coup', () => {
  expect(fautes([{ code: 'a', type: 'texte' }, { code: 'b', type: 'nombre', libelle: 'B', decimales: 9 }, 3])).toHaveLength(3)
  expect(fautes([{ ...oui, condition: 'x' }, { ...age, condition: 'y' }])).toHaveLength(2)
})
