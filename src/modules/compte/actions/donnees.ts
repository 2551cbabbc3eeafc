import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { insertRequete, listRequetesDe } from '../../../kernel/identite/requete-donnees.queries.ts'
import { action, citoyen } from '../../../kernel/module.ts'
import { donnees } from '../pages/donnees.tsx'
import { idDe } from './compte.ts'

const OUVERTES_AU_PLUS = 5

/** Asks for a correction or the erasure of one's data. */
export const demanderDonnees = action({
  nom: 'compte.demander-donnees',
  path: '/compte/donnees/requetes',
  may: citoyen,
  titre: 'Demander une correction ou un effacement',
  page: donnees,
  input: z.object({ genre: z.string().max(30).default(''), texte: z.string().max(50_000).default('') }),
  run: async ({ tx, acteur, input, maintenant }) => {
    const { genre } = input
    const texte = input.texte.trim()
    const erreurs: Record<string, string> = {}
    if (genre !== 'rectification' && genre !== 'effacement') erreurs.genre = 'Choisissez ce que vous demandez'
    if (texte === '') erreurs.texte = 'Écrivez ce qu’il faut corriger ou effacer'
    if ([...texte].length > 2000) erreurs.texte = 'Écrivez 2 000 signes au plus'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    const id = idDe(acteur)
    if ((await listRequetesDe(tx, id)).filter((r) => !r.closeLe).length >= OUVERTES_AU_PLUS) throw new Refus('Vous avez déjà cinq demandes en cours. Attendez une réponse avant d’en faire une autre')
    const requete = await insertRequete(tx, { citoyenId: id, genre: genre as 'rectification' | 'effacement', texte, maintenant })
    return { vers: '/compte/donnees#demander', message: 'Votre demande est envoyée. La réponse viendra ici.', journal: { objet: `requete-donnees:${requete}`, detail: { genre } } }
  },
})
