import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import { cleActeur } from '../../../../kernel/identite/acteur.ts'
import { action } from '../../../../kernel/module.ts'
import type { Ecriture } from '../../../../kernel/module.ts'
import { prevenir } from '../../../../kernel/notifications/index.ts'
import { listParNumeros } from '../../acte/acte.queries.ts'
import { CHEZ_LA_COMMUNE } from '../../acte/acte.ts'
import { insertEvenement } from '../../acte/evenement.queries.ts'
import { nomPrefecture } from '../../acte/papier.ts'
import { parId } from '../../acte/porte.ts'
import { departementDe, nomActeur } from '../../lecteur.ts'
import { journalSignalement, mayTenir, objetSignalement, sujetSignalement } from '../porte.ts'
import { detail } from '../pages/detail.tsx'
import { exigerTraitement } from '../signalement.ts'
import type { GesteSignalement, Signalement } from '../signalement.ts'
import { lockSignalement, updateActeDe, updateClos, updateExamine } from '../signalement.queries.ts'

const commun = { may: mayTenir, params: parId, sujet: sujetSignalement, page: detail } as const
type Ici = Pick<Ecriture<{ id: string }>, 'tx' | 'params' | 'portee' | 'maison' | 'maintenant' | 'acteur'>

async function prendre(e: Ici, geste: GesteSignalement): Promise<Signalement> {
  const s = await lockSignalement(e.tx, e.params.id, e.portee)
  exigerTraitement(s, geste)
  return s
}
const moi = (e: Ici, s: Signalement) => nomActeur(e.acteur, departementDe(e.maison.territoires, s.commune))

/** Somebody at the prefecture looks into it: its author is told so when he asks. */
export const examiner = action({
  ...commun,
  nom: 'legalite.examiner-signalement',
  path: '/legalite/signalements/:id/examiner',
  titre: 'Prendre un signalement en examen',
  input: z.object({}),
  run: async (e) => {
    const s = await prendre(e, 'examiner')
    await updateExamine(e.tx, s.id, { parNom: moi(e, s), maintenant: e.maintenant })
    return { vers: `/legalite/signalements/${s.id}`, message: 'Le signalement est en cours d’examen.', journal: journalSignalement(s) }
  },
})

/** Says which act it is about. */
export const rattacher = action({
  ...commun,
  nom: 'legalite.rattacher-signalement',
  path: '/legalite/signalements/:id/acte',
  titre: 'Rattacher un signalement à un acte',
  input: z.object({ numero: z.string().trim().toUpperCase().min(1, 'Écrivez le numéro de l’acte').max(15, 'Un numéro a 15 signes au plus') }),
  run: async (e) => {
    const s = await prendre(e, 'lier')
    const acte = (await listParNumeros(e.tx, s.commune, [e.input.numero])).find((a) => !CHEZ_LA_COMMUNE.includes(a.etat))
    if (!acte) throw new Saisie({ numero: 'Aucun acte transmis par cette commune ne porte ce numéro' })
    await updateActeDe(e.tx, s.id, acte.id)
    await insertEvenement(e.tx, { acteId: acte.id, genre: 'signalement', le: e.maintenant, par: cleActeur(e.acteur), parNom: moi(e, s), interne: true, detail: { signalement: s.id } })
    return { vers: `/legalite/signalements/${s.id}`, message: `Le signalement est rattaché à l’acte ${acte.numero}.`, journal: journalSignalement(s, { acte: acte.id }) }
  },
})

async function clore(e: Ici, s: Signalement, etat: 'repondu' | 'ecarte', reponse: string) {
  const { tx, maison, maintenant } = e
  await updateClos(tx, s.id, { etat, reponse, par: cleActeur(e.acteur), parNom: moi(e, s), maintenant })
  const valeurs = { prefecture: nomPrefecture(maison, departementDe(maison.territoires, s.commune)), reponse, lien: `${maison.reglages.adresse}/actes/signalements/suivre` }
  const a = { telephone: s.telephone, courriel: s.courriel, ...(s.titulaire ? { interne: s.titulaire } : {}) }
  return prevenir(tx, { modele: etat === 'repondu' ? 'signalement-repondu' : 'signalement-ecarte', cle: `signalement:${s.id}:clos`, a, valeurs, objet: objetSignalement(s.id), maintenant })
}

/** Answers the author. */
export const repondre = action({
  ...commun,
  nom: 'legalite.repondre-signalement',
  path: '/legalite/signalements/:id/repondre',
  titre: 'Répondre à un signalement',
  definitif: true,
  input: z.object({ reponse: z.string().trim().min(10, 'Écrivez la réponse').max(3000, 'Dites-le en 3000 signes au plus') }),
  run: async (e) => {
    const s = await prendre(e, 'repondre')
    return { vers: `/legalite/signalements/${s.id}`, message: s.effaceLe ? 'La réponse est gardée : son auteur la lira avec son code.' : 'La réponse est partie.', jobs: await clore(e, s, 'repondu', e.input.reponse), journal: journalSignalement(s) }
  },
})

/** Refuses to look into what is not for the prefecture, and says why. */
export const ecarter = action({
  ...commun,
  nom: 'legalite.ecarter-signalement',
  path: '/legalite/signalements/:id/ecarter',
  titre: 'Écarter un signalement',
  definitif: true,
  input: z.object({ motif: z.string().trim().min(10, 'Écrivez pourquoi, et où s’adresser').max(1000, 'Dites-le en 1000 signes au plus') }),
  run: async (e) => {
    const s = await prendre(e, 'ecarter')
    return { vers: `/legalite/signalements/${s.id}`, message: 'Le signalement est écarté. Son auteur sait pourquoi.', jobs: await clore(e, s, 'ecarte', e.input.motif), journal: journalSignalement(s) }
  },
})
