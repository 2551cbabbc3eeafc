import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { pluriel } from '../../../lib/francais.ts'
import { lireCodeCourt } from '../../../kernel/documents/code-court.ts'
import { findDocumentParCode } from '../../../kernel/documents/queries.ts'
import { demanderAccord, trancher } from '../../../kernel/identite/accord.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Suite } from '../../../kernel/module.ts'
import { accords } from '../pages/accords.tsx'
import { demanderAccordPage } from '../pages/demander.tsx'
import { agentDe, parId } from '../porte.ts'

const may = permission('administration.accorder')

/** Grants somebody else's request, with the second factor: what was asked is done in this transaction. */
export const accorder = action({
  nom: 'administration.accorder',
  path: '/administration/accords/:id/accorder',
  may,
  titre: 'Accorder',
  params: parId,
  page: accords,
  secondFacteur: true,
  definitif: true,
  input: z.object({ _accord: z.string().optional() }),
  run: async ({ tx, params, acteur, maison, maintenant }): Promise<Suite> => {
    const { accord, effet } = await trancher(tx, maison, { id: params.id, par: agentDe(acteur).id, accorde: true, maintenant })
    return {
      vers: '/administration/accords',
      message: 'Accordé, et fait.',
      journal: [
        { objet: `accord:${accord.id}`, detail: { genre: accord.genre, demande: `agent:${accord.demandePar}` } },
        ...(effet ? [{ objet: effet.objet, territoire: effet.territoire ?? null, detail: { genre: accord.genre, ...effet.detail } }] : []),
      ],
      ...(effet?.jobs ? { jobs: effet.jobs } : {}),
    }
  },
})

/** Refuses a request, or takes one's own back. */
export const refuser = action({
  nom: 'administration.refuser-accord',
  path: '/administration/accords/:id/refuser',
  may,
  titre: 'Refuser',
  params: parId,
  input: z.object({}),
  run: async ({ tx, params, acteur, maison, maintenant }) => {
    const { accord } = await trancher(tx, maison, { id: params.id, par: agentDe(acteur).id, accorde: false, maintenant })
    return { vers: '/administration/accords', message: accord.demandePar === agentDe(acteur).id ? 'Votre demande est retirée.' : 'La demande est refusée.', journal: { objet: `accord:${accord.id}`, detail: { genre: accord.genre } } }
  },
})

/** Asks for a new signing key. */
export const demanderCle = action({
  nom: 'administration.demander-cle',
  path: '/administration/accords/cle',
  may,
  titre: 'Demander le renouvellement d’une clé',
  page: demanderAccordPage,
  input: z.object({ role: z.string().max(20).default('') }),
  run: async ({ tx, input, acteur, maison, maintenant }) => {
    if (input.role !== 'sceau' && input.role !== 'pdf') throw new Saisie({ role: 'Choisissez la clé à renouveler' })
    const libelle = input.role === 'sceau' ? 'Renouveler la clé du sceau des carrés QR' : 'Renouveler la clé de signature des fichiers PDF'
    const id = await demanderAccord(tx, maison, { genre: 'cle-sceau', libelle, donnees: { role: input.role }, demandePar: agentDe(acteur).id, maintenant })
    return { vers: '/administration/accords', message: 'La demande attend une autre personne.', journal: { objet: `accord:${id}`, detail: { genre: 'cle-sceau' } } }
  },
})

/** Asks for the revocation of many documents, by their verification codes. */
export const demanderRevocations = action({
  nom: 'administration.demander-revocations',
  path: '/administration/accords/revocation',
  may,
  titre: 'Demander la révocation de plusieurs documents',
  page: demanderAccordPage,
  input: z.object({ codes: z.string().max(50_000).default(''), motif: z.string().max(2000).default('') }),
  run: async ({ tx, input, acteur, maison, maintenant }) => {
    const erreurs: Record<string, string> = {}
    const tapes = input.codes.split(/\n/).map((ligne) => ligne.trim()).filter(Boolean)
    const codes = [...new Set(tapes.map((ligne) => lireCodeCourt(ligne) ?? ''))]
    const faux = tapes.find((ligne) => lireCodeCourt(ligne) === undefined)
    if (tapes.length === 0) erreurs.codes = 'Écrivez au moins un code, un par ligne'
    else if (tapes.length > 500) erreurs.codes = 'Écrivez 500 codes au plus à la fois'
    else if (faux !== undefined) erreurs.codes = `« ${faux.slice(0, 20)} » n’est pas un code de vérification`
    const motif = input.motif.trim()
    if (motif === '' || [...motif].length > 200) erreurs.motif = 'Donnez un motif de 1 à 200 signes : il sera lu par quiconque vérifie un document'
    if (Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
    for (const code of codes) if (!(await findDocumentParCode(tx, code))) throw new Refus(`Aucun document ne porte le code ${code}`)
    const id = await demanderAccord(tx, maison, { genre: 'revocation-masse', libelle: `Révoquer ${pluriel(codes.length, 'document')} : ${motif}`, donnees: { codes, motif }, demandePar: agentDe(acteur).id, maintenant })
    return { vers: '/administration/accords', message: 'La demande attend une autre personne.', journal: { objet: `accord:${id}`, detail: { genre: 'revocation-masse', documents: codes.length } } }
  },
})
