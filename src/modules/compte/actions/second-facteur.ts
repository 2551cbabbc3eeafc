import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { removeTotp, replaceCodesSecours, updateTotp } from '../../../kernel/identite/agent.queries.ts'
import { findAgentSecret } from '../../../kernel/identite/personne.queries.ts'
import { chiffrer, pasDuCode } from '../../../kernel/identite/second-facteur.ts'
import { compterEchec, exigerTentative } from '../../../kernel/identite/tentative.ts'
import { action, agent } from '../../../kernel/module.ts'
import type { Suite } from '../../../kernel/module.ts'
import { secondFacteur, VueCodes } from '../pages/second-facteur.tsx'
import { lisible, nouveauxCodesSecours, secretPropose } from '../secours.ts'
import { idDe } from './compte.ts'

/** The page of the codes is the only answer that holds them: nothing is stored, nothing is replayed. */
function montrerCodes(codes: readonly string[]): Pick<Suite, 'vers' | 'montrer'> {
  return { vers: '/compte/second-facteur', montrer: { titre: 'Codes de secours', vue: (vue) => VueCodes({ vue, codes }), donnees: { codes: codes.map(lisible) } } }
}

/** Confirms the authenticator with a first code; gives ten recovery codes. */
export const activerSecondFacteur = action({
  nom: 'compte.activer-second-facteur',
  path: '/compte/second-facteur',
  may: agent,
  titre: 'Activer le second facteur',
  page: secondFacteur,
  idempotent: false,
  input: z.object({ code: z.string().max(40).default('') }),
  preparer: async ({ db, acteur, input, maison, session, maintenant }) => {
    const moi = await findAgentSecret(db, { id: idDe(acteur) })
    if (!moi) throw new Refus('Votre compte est fermé')
    if (moi.totpConfirmeLe) throw new Refus('Une application est déjà active. Retirez-la avant d’en activer une autre')
    const code = input.code.replace(/\s/g, '')
    if (!/^\d{6}$/.test(code)) throw new Saisie({ code: 'Écrivez les six chiffres que montre l’application' })
    const cle = `second-facteur:${moi.id}`
    await exigerTentative(maison.base, cle, maintenant)
    const secret = secretPropose(maison.secret('totp-propose'), moi, session)
    const pas = pasDuCode(secret, code, moi.totpDernierPas, maintenant)
    if (pas === undefined) {
      await compterEchec(maison.base, cle, maintenant)
      throw new Saisie({ code: 'Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone, puis écrivez le code suivant' })
    }
    return { chiffre: chiffrer(maison.secret('totp'), secret), pas }
  },
  run: async ({ tx, acteur, prepare, maintenant }) => {
    const id = idDe(acteur)
    const codes = nouveauxCodesSecours()
    await updateTotp(tx, id, prepare.chiffre, prepare.pas, maintenant)
    await replaceCodesSecours(tx, id, codes)
    return { ...montrerCodes(codes), journal: { objet: `agent:${id}` } }
  },
})

const geste = z.object({ _geste: z.string().max(20).optional() })

/** Ten new recovery codes; the former ones lose their use. */
export const refaireCodes = action({
  nom: 'compte.refaire-codes-secours',
  path: '/compte/second-facteur/codes',
  may: agent,
  titre: 'Refaire les codes de secours',
  page: secondFacteur,
  secondFacteur: true,
  idempotent: false,
  input: geste,
  run: async ({ tx, acteur }) => {
    const codes = nouveauxCodesSecours()
    await replaceCodesSecours(tx, idDe(acteur), codes)
    return { ...montrerCodes(codes), journal: { objet: `agent:${idDe(acteur)}` } }
  },
})

/** Removes the authenticator, with a code. */
export const retirerSecondFacteur = action({
  nom: 'compte.retirer-second-facteur',
  path: '/compte/second-facteur/retirer',
  may: agent,
  titre: 'Retirer le second facteur',
  page: secondFacteur,
  secondFacteur: true,
  idempotent: false,
  input: geste,
  run: async ({ tx, acteur }) => {
    await removeTotp(tx, idDe(acteur), false)
    return { vers: '/compte/second-facteur', message: 'L’application est retirée.', journal: { objet: `agent:${idDe(acteur)}` } }
  },
})
