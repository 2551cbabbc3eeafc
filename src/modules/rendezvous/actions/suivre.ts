import { z } from 'zod'
import { nommerAppareil } from '../../../lib/appareil.ts'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { insertConsultations } from '../../../kernel/identite/consultation.queries.ts'
import { compterEchec, exigerTentative } from '../../../kernel/identite/tentative.ts'
import { action, ouvert } from '../../../kernel/module.ts'
import { donnerCle, empreinteSuivi, lireCodeSuivi } from '../../demarches/index.ts'
import { suivre as pageSuivre } from '../pages/chercher.tsx'
import { findParCode } from '../rendezvous.queries.ts'

/** Opens an appointment on this device with its code. */
export const suivre = action({
  nom: 'rendezvous.suivre',
  path: '/rendez-vous/suivre',
  may: ouvert,
  titre: 'Ouvrir un rendez-vous',
  page: pageSuivre,
  limite: 20,
  idempotent: false,
  horsJournal: true,
  input: z.object({ code: z.string().max(100).default(''), suite: z.string().max(500).default('') }),
  preparer: async ({ input, db, maison, maintenant, ip, acteur }) => {
    if (acteur.genre === 'agent') throw new Refus('Vous êtes connecté comme agent : cherchez ce rendez-vous dans l’agenda de votre bureau')
    const code = lireCodeSuivi(input.code)
    if (!code) throw new Saisie({ code: 'Écrivez les dix signes du code, par exemple 7K2M9-4QX3H' })
    await exigerTentative(maison.base, `rendezvous:${ip}`, maintenant)
    const rdv = await findParCode(db, empreinteSuivi(maison.cle('rendezvous'), code))
    if (rdv && rdv.effaceLe === null) return rdv
    await compterEchec(maison.base, `rendezvous:${ip}`, maintenant)
    throw new Saisie({ code: 'Aucun rendez-vous n’a ce code. Vérifiez chaque signe' })
  },
  run: async (e) => {
    const session = await donnerCle(e, `rendezvous:${e.prepare.id}`)
    await insertConsultations(e.tx, [`rendezvous:${e.prepare.id}`], { acteur: 'visiteur', fonction: `Avec le code du rendez-vous, ${nommerAppareil(e.appareil)}`, le: e.maintenant })
    const accueil = `/rendez-vous/${e.prepare.id}`
    // Back to the page of this same appointment where a session ended, and nowhere else.
    const vers = e.input.suite.startsWith(`${accueil}/`) && /^[\w/?=&-]+$/.test(e.input.suite) ? e.input.suite : accueil
    return { vers, ...(session ? { session } : {}) }
  },
})
