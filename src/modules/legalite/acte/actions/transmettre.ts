import { z } from 'zod'
import { Refus, Saisie } from '../../../../lib/erreurs.ts'
import { dateLongue } from '../../../../lib/francais.ts'
import { calendrierCourant, jourLocal } from '../../../../kernel/calendrier/index.ts'
import { midi } from '../../../../kernel/calendrier/jour.ts'
import { insertRevocation, listDocuments } from '../../../../kernel/documents/queries.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action, permission } from '../../../../kernel/module.ts'
import type { Ecriture, JobDemande } from '../../../../kernel/module.ts'
import { lecteurDe, nomActeur } from '../../lecteur.ts'
import { recevoir } from '../../transmission/recevoir.ts'
import { exigerPassage } from '../acte.ts'
import type { Acte } from '../acte.ts'
import { lockActe, updateActe } from '../acte.queries.ts'
import { direAnomalie } from '../anomalie.ts'
import { anomaliesAuJour, sousLesquels } from '../contexte.ts'
import { insertEvenement } from '../evenement.queries.ts'
import { limiteAnnulation } from '../horloge.ts'
import { detail } from '../pages/detail.tsx'
import { liste } from '../pages/liste.tsx'
import { objetAccuse } from '../papier.ts'
import { journalDe, parId, prendreActe, sujetActe } from '../porte.ts'

type Ici = Pick<Ecriture, 'tx' | 'maison' | 'maintenant' | 'acteur'>

/** Checks an act as it is now and receives it. Throws `Saisie` with each anomaly beside what it is about. */
async function transmettreUn(e: Ici, acte: Acte): Promise<{ arNumero: string; jobs: JobDemande[] }> {
  exigerPassage(acte, 'transmettre')
  const { anomalies, pieces, v } = await anomaliesAuJour(e.tx, e.maison, acte, e.maintenant)
  const bloquantes = anomalies.filter((a) => a.bloque)
  if (bloquantes.length > 0) throw new Saisie(Object.fromEntries(bloquantes.map((a) => [a.champ ?? '', `${direAnomalie(a)} (${a.code})`])))
  return recevoir(e.tx, { acte, pieces, anomalies, v, canal: 'ecran', par: cleActeur(e.acteur), parNom: nomActeur(e.acteur, acte.commune), maintenant: e.maintenant })
}

/** Sends an act to the prefecture: the receipt is given at once, and its paper a moment later. */
export const transmettre = action({
  nom: 'legalite.transmettre',
  path: '/legalite/actes/:id/transmettre',
  may: permission('legalite.transmettre'),
  titre: 'Transmettre un acte',
  params: parId,
  sujet: sujetActe,
  page: detail,
  definitif: true,
  input: z.object({}),
  run: async (e) => {
    const acte = await prendreActe(e, 'legalite.transmettre')
    const { arNumero, jobs } = await transmettreUn(e, acte)
    return { vers: `/legalite/actes/${acte.id}`, message: `La préfecture a reçu l’acte ${acte.numero}. Accusé de réception ${arNumero}.`, journal: journalDe(acte, { numero: acte.numero, ar: arNumero }), jobs }
  },
})

/** Acts sent together, at most; beyond, an envelope does it better. */
const LOT_AU_PLUS = 50

/** Sends several acts at once: each is received or says why not; what is received stays received. */
export const transmettreLot = action({
  nom: 'legalite.transmettre-lot',
  path: '/legalite/actes/transmettre',
  may: permission('legalite.transmettre'),
  titre: 'Transmettre plusieurs actes',
  page: liste,
  definitif: true,
  input: z.object({ acte: z.union([z.uuid(), z.array(z.uuid())], 'Cochez au moins un acte') }),
  run: async (e) => {
    const ids = [...new Set([e.input.acte].flat())].toSorted()
    if (ids.length > LOT_AU_PLUS) throw new Refus(`Transmettez ${LOT_AU_PLUS} actes au plus à la fois`)
    const [partis, restes, jobs]: [Acte[], string[], JobDemande[]] = [[], [], []]
    for (const id of ids) {
      const acte = await lockActe(e.tx, id, lecteurDe(e))
      if (!e.portee.contient(acte.commune)) continue
      try {
        jobs.push(...(await transmettreUn(e, acte)).jobs)
        partis.push(acte)
      } catch (erreur) {
        // Anomalies are found before anything is written: nothing of this act has to be undone.
        if (!(erreur instanceof Saisie) && !(erreur instanceof Refus)) throw erreur
        restes.push(`${acte.numero ?? 'sans numéro'}\u00a0: ${erreur instanceof Saisie ? Object.values(erreur.champs).join(' ; ') : erreur.message}`)
      }
    }
    const dit = partis.length === 0 ? 'Aucun acte n’est parti.' : partis.length === 1 ? '1 acte est reçu par la préfecture.' : `${partis.length} actes sont reçus par la préfecture.`
    if (partis.length === 0) throw new Refus([dit, ...restes].join(' '))
    return { vers: '/legalite/actes', message: [dit, ...(restes.length > 0 ? [`Pas encore partis\u00a0: ${restes.join(' — ')}`] : [])].join(' '), journal: partis.map((a) => journalDe(a, { numero: a.numero })), jobs }
  },
})

/** Takes a transmission back, while the prefecture has asked nothing and the rule allows it. The receipt is revoked: whoever verifies it sees so. */
export const annuler = action({
  nom: 'legalite.annuler-transmission',
  path: '/legalite/actes/:id/annuler',
  may: permission('legalite.transmettre'),
  titre: 'Annuler une transmission',
  params: parId,
  sujet: sujetActe,
  page: detail,
  definitif: true,
  input: z.object({ motif: z.string().trim().min(1, 'Écrivez pourquoi vous annulez cet envoi').max(300, 'Dites-le en 300 signes au plus') }),
  run: async (e) => {
    const { tx, maintenant } = e
    const acte = await prendreActe(e, 'legalite.transmettre')
    exigerPassage(acte, 'annuler')
    const { regles } = await sousLesquels(tx, e.maison, acte, maintenant)
    const limite = limiteAnnulation(acte.recuLe!, regles, calendrierCourant())
    if (jourLocal(maintenant) > limite) throw new Refus(`Cette transmission ne s’annulait que jusqu’au ${dateLongue(midi(limite))}. Prenez un acte qui retire celui-ci`)
    if (acte.examineLe) throw new Refus('La préfecture examine déjà cet acte : prenez un acte qui le retire')
    const par = cleActeur(e.acteur)
    await updateActe(tx, acte.id, { etat: 'annule', echeance: null }, maintenant)
    await insertEvenement(tx, { acteId: acte.id, genre: 'annule', le: maintenant, par, parNom: nomActeur(e.acteur, acte.commune), texte: e.input.motif })
    for (const d of await listDocuments(tx, objetAccuse(acte.id))) if (!d.revocation) await insertRevocation(tx, { documentId: d.id, motif: 'Transmission annulée par la commune', par, maintenant })
    return { vers: `/legalite/actes/${acte.id}`, message: 'La transmission est annulée.', journal: journalDe(acte, { numero: acte.numero }) }
  },
})
