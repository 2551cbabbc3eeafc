import { z } from 'zod'
import { Saisie } from '../../../../lib/erreurs.ts'
import { effacerReferences } from '../../../../kernel/fichiers/index.ts'
import { compterEchec, exigerTentative } from '../../../../kernel/identite/tentative.ts'
import { action, ouvert } from '../../../../kernel/module.ts'
import type { Lecture } from '../../../../kernel/module.ts'
import { effacerMessages } from '../../../../kernel/notifications/index.ts'
import { empreinteDe, journalSignalement, objetSignalement } from '../porte.ts'
import { suivre as pageSuivre, VueSuivi } from '../pages/suivre.tsx'
import type { Signalement } from '../signalement.ts'
import { effacerAuteur, findParCode } from '../signalement.queries.ts'

const commun = { may: ouvert, page: pageSuivre, limite: 20, idempotent: false, input: z.object({ code: z.string().max(100).default('') }) } as const

/** The report that a code opens; failures are counted by address, so that codes are not tried one after the other. */
async function ouvrir({ db, maison, maintenant, ip, input }: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'ip'> & { input: { code: string } }): Promise<Signalement> {
  await exigerTentative(maison.base, `signalement:${ip}`, maintenant)
  const empreinte = empreinteDe(maison, input.code)
  const lu = empreinte && (await findParCode(db, empreinte))
  if (lu) return lu
  await compterEchec(maison.base, `signalement:${ip}`, maintenant)
  throw new Saisie({ code: 'Aucun signalement n’a ce code : vérifiez chacun des dix signes' })
}

const montrer = (s: Signalement, code: string, maison: Lecture['maison']) => ({ titre: 'Votre signalement', vue: (vue: Parameters<typeof VueSuivi>[0]['vue']) => VueSuivi({ vue, s, code, commune: maison.territoires.trouver(s.commune)?.nom ?? s.commune }), donnees: { etat: s.etat, reponse: s.reponse } })

/** Shows a report and its answer to whoever has the code. */
export const suivre = action({
  ...commun,
  nom: 'legalite.suivre-signalement',
  path: '/actes/signalements/suivre',
  titre: 'Suivre un signalement',
  horsJournal: true,
  preparer: ouvrir,
  run: async (e) => ({ vers: '/actes/signalements/suivre', montrer: montrer(e.prepare, e.input.code, e.maison) }),
})

/** The author takes his name, his address and his file back. */
export const effacer = action({
  ...commun,
  nom: 'legalite.effacer-signalement',
  path: '/actes/signalements/effacer',
  titre: 'Effacer mes coordonnées d’un signalement',
  preparer: ouvrir,
  run: async (e) => {
    const s = e.prepare
    await effacerAuteur(e.tx, s.id, e.maintenant)
    await effacerReferences(e.tx, objetSignalement(s.id))
    await effacerMessages(e.tx, objetSignalement(s.id))
    return { vers: '/actes/signalements/suivre', montrer: montrer({ ...s, nom: '', telephone: null, courriel: null, effaceLe: e.maintenant }, e.input.code, e.maison), journal: journalSignalement(s) }
  },
})
