import type { Station } from './circuit.ts'
import type { Demarche } from './definition.ts'

type Circuit = Demarche['circuit']
/** A circuit as it was written before stations: an examination, then a signature. */
type Ancien = Omit<Circuit, 'stations'> & { stations?: Station[]; instruction?: { roles: string[] }; signature?: { roles: string[]; source: string; verifie: boolean } }

/** A published version never changes: one written before circuits had stations is read as what it has always said. */
export function moderniser(contenu: Demarche): Demarche {
  const { instruction, signature, stations, ...circuit } = contenu.circuit as Ancien
  if (stations || !instruction || !signature) return contenu
  const { roles, ...source } = signature
  const deux: Station[] = [
    { code: 'instruction', genre: 'instruction', titre: 'Vérification', qui: { roles: instruction.roles } },
    { code: 'signature', genre: 'signature', titre: 'Signature', qui: { roles }, ...source },
  ]
  return { ...contenu, pour: contenu.pour ?? 'public', circuit: { ...circuit, stations: deux } }
}
