import type { Tx } from '../../kernel/db/index.ts'
import { elementsDe, fichiersDe } from '../../kernel/formulaires/index.ts'
import type { Reponse, Reponses } from '../../kernel/formulaires/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import { ATTENTE } from './demo-reponses.ts'
import { joindreSpecimen } from './specimen.ts'

/** The same answers with a specimen in the place of every file that was waiting, blocks included. */
export async function joindrePapiers(tx: Tx, maison: Maison, id: string, reponses: Reponses, nom: string, le: Date, avant = ''): Promise<Reponses> {
  const jointes: Reponses = {}
  for (const [code, reponse] of Object.entries(reponses)) jointes[code] = await joindre(tx, maison, id, `${avant}${code}`, reponse, nom, le)
  return jointes
}

async function joindre(tx: Tx, maison: Maison, id: string, champ: string, reponse: Reponse, nom: string, le: Date): Promise<Reponse> {
  const fichiers = fichiersDe(reponse)
  if (fichiers.some((f) => f.reference.startsWith(ATTENTE))) return Promise.all(fichiers.map((f) => joindreSpecimen(tx, maison, id, nom, le, { champ, nom: f.nom })))
  const elements = elementsDe(reponse)
  if (elements.length === 0) return reponse
  const joints: Reponses[] = []
  for (const [i, element] of elements.entries()) joints.push(await joindrePapiers(tx, maison, id, element, nom, le, `${champ}.${i}.`))
  return joints
}
