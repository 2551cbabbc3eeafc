import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { listParNumeros, updateActe } from '../../acte/acte.queries.ts'
import { sousLesquels } from '../../acte/contexte.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { joindreFichiers, PAPIERS, preparerPapiers } from '../../acte/joindre.ts'
import { insertLien } from '../../acte/lien.queries.ts'
import { journalDe } from '../../acte/porte.ts'
import { poursuivre } from '../../controle/clore.ts'
import { nomActeur } from '../../lecteur.ts'
import { indexer } from '../../piece/piece.queries.ts'
import { exigerMesure, REPONSES } from '../mesure.ts'
import { updateMesure } from '../mesure.queries.ts'
import { lettre } from '../pages/lettre.tsx'
import { parMesure, prendreMesure, sujetMesure } from '../porte.ts'
import { demandePrevenir } from '../prevenir.ts'

/** The town hall answers a letter: it sends papers, keeps its act, withdraws it, or amends it by another. The clock resumes. */
export const repondre = action({
  nom: 'legalite.repondre',
  path: '/legalite/mesures/:id/repondre',
  may: permission('legalite.transmettre'),
  titre: 'Répondre à la préfecture',
  params: parMesure,
  sujet: sujetMesure,
  page: lettre,
  fichiers: PAPIERS,
  definitif: true,
  input: z.looseObject({ reponseSens: z.enum(['pieces', 'maintient', 'retire', 'reforme'], 'Choisissez votre réponse'), reponse: z.string().trim().max(5000, 'Dites-le en 5000 signes au plus').default(''), numeroNouvel: z.string().trim().toUpperCase().max(15, 'Un numéro a 15 signes au plus').default('') }),
  preparer: preparerPapiers,
  run: async (e) => {
    const { tx, maintenant, input } = e
    const { mesure, acte } = await prendreMesure(e, 'legalite.transmettre')
    exigerMesure(mesure, 'repondre')
    if (mesure.genre === 'suspension' || mesure.genre === 'defere') throw new Saisie({ reponseSens: 'Cette décision ne se répond pas ici' })
    if (input.reponseSens === 'pieces' && e.prepare.length === 0) throw new Saisie({ pieces: 'Joignez les pièces demandées' })
    if (input.reponseSens !== 'pieces' && input.reponse === '') throw new Saisie({ reponse: 'Écrivez votre réponse' })
    const [nouvel] = input.numeroNouvel === '' ? [] : await listParNumeros(tx, acte.commune, [input.numeroNouvel])
    if (input.numeroNouvel !== '' && (!nouvel || nouvel.id === acte.id)) throw new Saisie({ numeroNouvel: 'Aucun autre acte de votre commune ne porte ce numéro' })
    if (input.reponseSens === 'reforme' && !nouvel) throw new Saisie({ numeroNouvel: 'Écrivez le numéro du nouvel acte. Préparez-le d’abord s’il n’existe pas' })
    const { regles } = await sousLesquels(tx, e.maison, acte, maintenant)
    const [par, parNom] = [cleActeur(e.acteur), nomActeur(e.acteur, acte.commune)]
    await joindreFichiers(tx, acte.id, e.prepare, { input, par, maintenant, role: input.reponseSens === 'pieces' ? 'complement' : 'reponse' })
    if (e.prepare.length > 0) await indexer(tx, acte.id)
    await updateMesure(tx, mesure.id, { etat: 'repondue', reponseSens: input.reponseSens, reponse: input.reponse, reponduParNom: parNom, reponduLe: maintenant, acteReponse: nouvel?.id ?? null })
    if (nouvel) await insertLien(tx, { acteId: nouvel.id, genre: 'repond', vers: acte.id })
    await updateActe(tx, acte.id, { etat: acte.suspenduLe && acte.etat === 'suspendu' ? 'suspendu' : 'recu', ...poursuivre(acte, { genre: 'reprise', le: maintenant.toISOString(), mot: mesure.genre === 'demande-pieces' ? 'Pièces reçues' : 'Réponse reçue' }, regles, maintenant) }, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'repondu', le: maintenant, par, parNom, texte: REPONSES[input.reponseSens], detail: { mesure: mesure.id } })
    return { vers: `/legalite/mesures/${mesure.id}`, message: 'Votre réponse est remise à la préfecture.', journal: journalDe(acte, { mesure: mesure.genre, sens: input.reponseSens }), jobs: [demandePrevenir(mesure.id, 'repondue')] }
  },
})
