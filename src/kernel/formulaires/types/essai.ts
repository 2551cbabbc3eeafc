/** A form of one step, for the tests of types. */
import { lieuxExemple, MAINTENANT } from '../exemple.ts'
import type { ContexteSaisie } from '../contexte.ts'
import { lireDefinition } from '../lire-definition.ts'
import { lireSaisie } from '../lire-saisie.ts'
import type { Reponses } from '../reponse.ts'
import { texteReponse } from '../resumer.ts'
import { evaluer } from '../visible.ts'

/** Reads, says and computes a form made of these fields, the first being « x ». */
export function essai(...champs: object[]) {
  const def = lireDefinition({ etapes: [{ code: 'e', titre: 'E', champs: champs.map((c) => ({ code: 'x', libelle: 'X', ...c })) }] })
  const etape = def.etapes[0]!
  const territoires = lieuxExemple()
  const lire = (saisie: object, reponses: Reponses = {}, contexte: Partial<ContexteSaisie> = {}) => lireSaisie(def, etape, saisie, { reponses, maintenant: MAINTENANT, territoires, ...contexte })
  return {
    def,
    etape,
    lire,
    /** The answer of « x ». */
    reponse: (saisie: object, contexte: Partial<ContexteSaisie> = {}) => lire(saisie, {}, contexte).reponses['x'],
    erreurs: (saisie: object, contexte: Partial<ContexteSaisie> = {}) => lire(saisie, {}, contexte).erreurs,
    dire: (reponse: Reponses[string]) => texteReponse(etape.champs[0]!, reponse, territoires).replaceAll(/[\u00a0\u202f]/g, ' '),
    cel: (expression: string, reponse: Reponses[string]) => evaluer(def, expression, { x: reponse }),
  }
}

/** The faults of one field as written. */
export function fautesDe(champ: object): string[] {
  try {
    essai(champ)
    return []
  } catch (erreur) {
    return (erreur as Error).message.split('\n')
  }
}
