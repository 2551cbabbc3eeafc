import { z } from 'zod'
import { Refus } from '../../../../lib/erreurs.ts'
import { pluriel } from '../../../../lib/francais.ts'
import { jourLocal } from '../../../../kernel/calendrier/index.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, participant } from '../../../../kernel/module.ts'
import { prochainNumero } from '../../acte/acte.queries.ts'
import { nomActeur } from '../../lecteur.ts'
import { destinatairesDe, exigerCirculaire, numeroCirculaire } from '../circulaire.ts'
import { lockCirculaire, updateFin, updateLue, updatePubliee } from '../circulaire.queries.ts'
import { circulaire } from '../pages/detail.tsx'
import { journalCirculaire, lecteurCirculaires, mayRegler, parId, siegesDe, sujetCirculaire } from '../porte.ts'

const commun = { params: parId, sujet: sujetCirculaire, page: circulaire }

/** Gives a circular its number and sends it to the offices it names; what it replaces is no longer in force. */
export const publierCirculaire = action({
  ...commun,
  nom: 'legalite.publier-circulaire',
  path: '/legalite/circulaires/:id/publier',
  may: mayRegler,
  titre: 'Publier une circulaire',
  definitif: true,
  input: z.object({}),
  run: async (e) => {
    const { tx, maison, maintenant, acteur } = e
    const lecteur = lecteurCirculaires(e)
    const c = await lockCirculaire(tx, e.params.id, lecteur)
    exigerCirculaire(c, 'publier')
    const annee = Number(jourLocal(maintenant).slice(0, 4))
    const numero = numeroCirculaire(annee, await prochainNumero(tx, 'BJ', 'CIRC', annee))
    const territoires = destinatairesDe(c, maison.territoires)
    if (territoires.length === 0) throw new Refus('Cette circulaire n’est adressée à aucun bureau : choisissez d’autres destinataires')
    await updatePubliee(tx, c.id, { numero, parNom: nomActeur(acteur, 'BJ'), maintenant, territoires })
    if (c.remplace) {
      const ancienne = await lockCirculaire(tx, c.remplace, lecteur)
      if (ancienne.etat !== 'publiee') throw new Refus('La circulaire que celle-ci remplace n’est plus en vigueur : corrigez ce choix')
      await updateFin(tx, ancienne.id, 'remplacee', `Remplacée par ${numero}`, maintenant)
    }
    return { vers: `/legalite/circulaires/${c.id}`, message: `La circulaire ${numero} est publiée. ${pluriel(territoires.length, 'bureau est prévenu', 'bureaux sont prévenus')}.`, journal: journalCirculaire(c.id, { numero, bureaux: territoires.length }), jobs: [{ nom: 'legalite.diffuser', donnees: { id: c.id }, cle: `circulaire:${c.id}` }] }
  },
})

const motif = z.object({ motif: z.string().trim().min(1, 'Écrivez pourquoi').max(300, 'Dites-le en 300 signes au plus') })

/** Takes a circular out of force, with the reason; it stays in the archive. */
export const retirerCirculaire = action({
  ...commun,
  nom: 'legalite.retirer-circulaire',
  path: '/legalite/circulaires/:id/retirer',
  may: mayRegler,
  titre: 'Retirer une circulaire',
  definitif: true,
  input: motif,
  run: async (e) => {
    const c = await lockCirculaire(e.tx, e.params.id, lecteurCirculaires(e))
    exigerCirculaire(c, 'retirer')
    await updateFin(e.tx, c.id, 'retiree', e.input.motif, e.maintenant)
    return { vers: `/legalite/circulaires/${c.id}`, message: `La circulaire ${c.numero} est retirée.`, journal: journalCirculaire(c.id, { numero: c.numero }) }
  },
})

/** Gives up a draft. */
export const abandonnerCirculaire = action({
  ...commun,
  nom: 'legalite.abandonner-circulaire',
  path: '/legalite/circulaires/:id/abandonner',
  may: mayRegler,
  titre: 'Abandonner une circulaire',
  input: z.object({}),
  run: async (e) => {
    const c = await lockCirculaire(e.tx, e.params.id, lecteurCirculaires(e))
    exigerCirculaire(c, 'abandonner')
    await updateFin(e.tx, c.id, 'abandonnee', '', e.maintenant)
    return { vers: '/legalite/circulaires', message: 'La circulaire est abandonnée.', journal: journalCirculaire(c.id) }
  },
})

/** An office says that it has read: its name and the moment stay. */
export const lireCirculaire = action({
  ...commun,
  nom: 'legalite.lire-circulaire',
  path: '/legalite/circulaires/:id/lue',
  may: participant,
  titre: 'Marquer une circulaire comme lue',
  input: z.object({}),
  run: async (e) => {
    const c = await lockCirculaire(e.tx, e.params.id, lecteurCirculaires(e))
    exigerCirculaire(c, 'lire')
    const sieges = siegesDe(e.acteur, e.maison.territoires)
    const n = await updateLue(e.tx, c.id, sieges, { par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, sieges[0] ?? ''), maintenant: e.maintenant })
    return { vers: `/legalite/circulaires/${c.id}`, message: n > 0 ? 'La lecture est notée pour votre bureau.' : 'Votre bureau avait déjà lu cette circulaire.', journal: journalCirculaire(c.id, { numero: c.numero, bureaux: n }) }
  },
})
