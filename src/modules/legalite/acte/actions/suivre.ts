import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { lireJour } from '../../../../kernel/formulaires/jour.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import { lecteurDe, nomActeur } from '../../lecteur.ts'
import { exigerPassage } from '../acte.ts'
import { listParNumeros, lockActe, updateActe } from '../acte.queries.ts'
import { sousLesquels } from '../contexte.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { executoireDe } from '../horloge.ts'
import { insertLien } from '../lien.queries.ts'
import { GENRES_LIEN } from '../lien.ts'
import { detail } from '../pages/detail.tsx'
import { journalDe, mayLire, parId, prendreActe, sujetActe } from '../porte.ts'

/** A signed act that was not sent is opened again: its number stays its own. */
export const rouvrir = action({
  nom: 'legalite.rouvrir',
  path: '/legalite/actes/:id/rouvrir',
  may: permission('legalite.rediger'),
  titre: 'Rouvrir un acte',
  params: parId,
  sujet: sujetActe,
  page: detail,
  input: z.object({}),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'rouvrir')
    await updateActe(e.tx, acte.id, { etat: 'brouillon', signeLe: null }, e.maintenant)
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'rouvert', le: e.maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune) })
    return { vers: `/legalite/actes/${acte.id}`, message: 'L’acte est rouvert. Signez-le de nouveau avant de le transmettre.', journal: journalDe(acte) }
  },
})

/** An act that will not be sent: kept, with the reason, since its number may be given. */
export const abandonner = action({
  nom: 'legalite.abandonner',
  path: '/legalite/actes/:id/abandonner',
  may: permission('legalite.rediger'),
  titre: 'Abandonner un acte',
  params: parId,
  sujet: sujetActe,
  page: detail,
  definitif: true,
  input: z.object({ motif: z.string().trim().min(1, 'Écrivez pourquoi cet acte est abandonné').max(300, 'Dites-le en 300 signes au plus') }),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'abandonner')
    if (acte.recuLe) throw new Refus('Cet acte a été reçu une fois par la préfecture : corrigez-le et transmettez-le de nouveau')
    await updateActe(e.tx, acte.id, { etat: 'abandonne' }, e.maintenant)
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'abandonne', le: e.maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune), texte: e.input.motif })
    return { vers: '/legalite/actes', message: 'L’acte est abandonné.', journal: journalDe(acte) }
  },
})

/** The act was posted or notified: the day and its proof. It may become executory there. */
export const afficher = action({
  nom: 'legalite.afficher',
  path: '/legalite/actes/:id/publicite',
  may: permission('legalite.rediger'),
  titre: 'Noter l’affichage ou la notification',
  params: parId,
  sujet: sujetActe,
  page: detail,
  input: z.looseObject({ publicationMode: z.enum(['affichage', 'notification'], 'Choisissez l’affichage ou la notification'), publicationPreuve: z.string().trim().min(1, 'Écrivez qui a affiché ou notifié, et où').max(300, 'Dites-le en 300 signes au plus') }),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.rediger')
    exigerPassage(acte, 'publier')
    const lu = lireJour(e.input, 'publieLe', e.maintenant)
    if ('erreurs' in lu) throw new Saisie(lu.erreurs)
    if (lu.jour > jourLocal(e.maintenant)) throw new Saisie({ publieLe: 'Ce jour n’est pas encore venu' })
    if (acte.dateActe && lu.jour < acte.dateActe) throw new Saisie({ publieLe: 'Un acte ne s’affiche pas avant d’être pris : vérifiez ce jour' })
    const { regles } = await sousLesquels(e.tx, e.maison, acte, e.maintenant)
    const { publicationMode, publicationPreuve } = e.input
    await updateActe(e.tx, acte.id, { publieLe: lu.jour, publicationMode, publicationPreuve, executoireLe: executoireDe({ ...acte, publieLe: lu.jour }, regles) }, e.maintenant)
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'affiche', le: e.maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune), texte: publicationPreuve, detail: { jour: lu.jour } })
    return { vers: `/legalite/actes/${acte.id}`, message: publicationMode === 'affichage' ? 'L’affichage est noté.' : 'La notification est notée.', journal: journalDe(acte, { mode: publicationMode }) }
  },
})

/** Says that an act modifies, repeals, answers or replaces another of the same commune. */
export const lier = action({
  nom: 'legalite.lier',
  path: '/legalite/actes/:id/liens',
  may: permission('legalite.rediger'),
  titre: 'Lier un acte à un autre',
  params: parId,
  sujet: sujetActe,
  page: detail,
  input: z.object({ genreLien: z.enum(GENRES_LIEN, 'Choisissez le lien'), numeroLien: z.string().trim().toUpperCase().min(1, 'Écrivez le numéro de l’autre acte').max(15, 'Un numéro a 15 signes au plus') }),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.rediger')
    const [autre] = await listParNumeros(e.tx, acte.commune, [e.input.numeroLien])
    if (!autre || autre.id === acte.id) throw new Saisie({ numeroLien: 'Aucun autre acte de votre commune ne porte ce numéro' })
    await insertLien(e.tx, { acteId: acte.id, genre: e.input.genreLien, vers: autre.id })
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'lie', le: e.maintenant, par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune), texte: `${e.input.genreLien} ${autre.numero}` })
    return { vers: `/legalite/actes/${acte.id}`, message: 'Les deux actes sont liés.', journal: journalDe(acte, { vers: autre.numero }) }
  },
})

/** Asks for the paper of a receipt that was not printed, or was lost: a task seals it, once. */
export const imprimerAccuse = action({
  nom: 'legalite.imprimer-accuse',
  path: '/legalite/actes/:id/imprimer-accuse',
  may: mayLire,
  titre: 'Imprimer l’accusé de réception',
  params: parId,
  sujet: sujetActe,
  page: detail,
  limite: 20,
  input: z.object({}),
  run: async (e) => {
    const acte = await lockActe(e.tx, e.params.id, lecteurDe(e))
    if (!acte.arNumero || acte.etat === 'annule') throw new Refus('Cet acte n’a pas d’accusé de réception')
    return { vers: `/legalite/actes/${acte.id}`, message: 'L’accusé s’imprime : rechargez la page dans un instant.', jobs: [{ nom: 'legalite.accuser', donnees: { id: acte.id } }] }
  },
})
