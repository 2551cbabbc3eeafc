import { resumer } from '../../../kernel/formulaires/navigateur.ts'
import type { Definition, Reponses } from '../../../kernel/formulaires/index.ts'
import type { Lieux } from '../../../kernel/formulaires/contexte.ts'

/** Answers that a newer form does not take as they were given to the older one, in words: nothing is dropped without being read. */
export function listPerdues(ancien: Definition, avant: Readonly<Reponses>, apres: Readonly<Reponses>, territoires: Lieux): { libelle: string; texte: string }[] {
  const change = (champ: string) => {
    const [tete = ''] = champ.split('.')
    return Object.hasOwn(avant, tete) && JSON.stringify(avant[tete]) !== JSON.stringify(apres[tete] ?? null)
  }
  const lignes = resumer(ancien, avant, territoires).flatMap((etape) => etape.lignes)
  return lignes.filter(({ champ, texte }) => texte !== '' && change(champ)).map(({ libelle, texte }) => ({ libelle, texte }))
}
