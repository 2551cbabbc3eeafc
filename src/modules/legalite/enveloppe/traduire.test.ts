import { describe, expect, it } from 'vitest'
import { traduireEcart, traduireForme } from './traduire.ts'

const ecart = (message: string, valeur?: string) => traduireEcart({ message, ligne: 4, chemin: '/enveloppe/actes/acte[1]/objet', nom: 'objet', ...(valeur === undefined ? {} : { valeur }) }, { ligne: 4, acte: 'A1', chemin: '/enveloppe/actes/acte[1]/objet' })

describe('les messages de libxml2', () => {
  it('se disent en français, sous le code de leur genre', () => {
    const ns = '{urn:iroko:acte:1.0}'
    const cas: [string, string, string][] = [
      [`Element '${ns}objet': [facet 'maxLength'] The value has a length of '501'; this exceeds the allowed maximum length of '500'.`, 'E16', 'Ligne 4, acte « A1 » : « objet » attend de 1 à 500 caractères, et dit « trop long ».'],
      [`Element '${ns}objet': 'x' is not a valid value of the atomic type 'xs:token'.`, 'E16', 'Ligne 4, acte « A1 » : « objet » attend de 1 à 500 caractères, et dit « trop long ».'],
      [`Element '${ns}objet': Missing child element(s). Expected is one of ( ${ns}nom, ${ns}qualite ).`, 'E14', 'Ligne 4, acte « A1 » : « objet » n’est pas complet : il y manque « nom » ou « qualite ».'],
      [`Element '${ns}objet': Missing child element(s). Expected is ( ${ns}acte ).`, 'E14', 'Ligne 4, acte « A1 » : « objet » n’est pas complet : il y manque « acte ».'],
      [`Element '${ns}objet': This element is not expected. Expected is one of ( ${ns}date, ${ns}nature ).`, 'E15', 'Ligne 4, acte « A1 » : « objet » vient une fois de trop, ou n’est pas de ce format. On attend encore « date » ou « nature ».'],
      [`Element '${ns}objet': This element is not expected.`, 'E15', 'Ligne 4, acte « A1 » : « objet » vient une fois de trop, ou n’est pas de ce format.'],
      [`Element '${ns}acte': Duplicate key-sequence ['A1'] in unique identity-constraint '${ns}numeros'.`, 'E19', 'Ligne 4, acte « A1 » : le numéro « A1 » est déjà celui d’un autre acte de l’enveloppe.'],
      [`Element '${ns}objet', attribute '{http://www.w3.org/2001/XMLSchema-instance}nil': 'peut-être' is not a valid value of the atomic type 'xs:boolean'.`, 'E17', 'Ligne 4, acte « A1 » : « objet » a un attribut que l’on ne prend pas. Retirez-le.'],
      ['A sentence that no version of libxml2 has written yet.', 'E17', 'Ligne 4, acte « A1 » : « objet » ne suit pas le schéma acte-1.0.xsd.'],
    ]
    for (const [message, code, phrase] of cas) expect(ecart(message, 'trop long')).toEqual({ code, phrase, acte: 'A1', chemin: '/enveloppe/actes/acte[1]/objet' })
  })

  it('d’un document mal formé, le premier seul est dit, et ce que l’on ne connaît pas l’est aussi', () => {
    const detail = (message: string, line: number) => ({ message, line, level: 3, col: 1 })
    expect(traduireForme([detail('AttValue: \' expected', 3), detail('attributes construct error', 3)])).toEqual({ code: 'E11', phrase: 'Ligne 3 : un attribut n’est pas entre guillemets.' })
    expect(traduireForme([detail('A new complaint', 7)])).toEqual({ code: 'E11', phrase: 'Ligne 7 : le XML est mal formé.' })
  })
})
