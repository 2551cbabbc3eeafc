import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { lireTelephone } from '../../../lib/telephone.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/jour.ts'
import { clesDe } from '../../../kernel/identite/acteur.ts'
import { action, ouvert, titulaire } from '../../../kernel/module.ts'
import type { Ecriture, Suite } from '../../../kernel/module.ts'
import { donnerCle, envoyerCode, exigerCode, exigerCodes } from '../../demarches/index.ts'
import type { AgendaOuvert } from '../agenda.ts'
import { getAgenda, lockAgenda } from '../agenda.queries.ts'
import { getDemande, insertDemande, lockDemande, updateDemande } from '../demande.queries.ts'
import { ecrireDebut, lireDebut } from '../heure.ts'
import { demande as pageDemande, exigerPublic, prendre as pagePrendre, sujetDemande } from '../pages/public.tsx'
import { ACCUEIL, nomActeur, parId } from '../porte.ts'
import { choisirPlace, reserver } from '../reserver.ts'

const MODELE = 'code-rendezvous'
const SINON = 'allez au guichet'

const saisie = z.object({
  debut: z.string().max(20).default(''),
  nom: z.string().trim().min(1, 'Écrivez le nom de la personne qui vient').max(120, 'Écrivez le nom en 120 signes au plus'),
  telephone: z.string().max(40).transform((texte, ctx) => {
    const lu = lireTelephone(texte)
    if ('telephone' in lu) return lu.telephone
    ctx.addIssue(lu.erreur)
    return z.NEVER
  }),
  note: z.string().trim().max(200, 'Dites-le en 200 signes au plus').default(''),
})

/** Somebody without a file asks for an hour: a code goes to his phone. No place is held meanwhile, so that an agenda cannot be emptied with invented phones. */
export const demander = action({
  nom: 'rendezvous.demander',
  path: '/rendez-vous/agendas/:id/prendre',
  may: ouvert,
  titre: 'Prendre rendez-vous sans dossier',
  params: parId,
  page: pagePrendre,
  limite: 10,
  input: saisie,
  preparer: async ({ db, params, input, maintenant, acteur }) => {
    if (acteur.genre === 'agent') throw new Refus('Vous êtes connecté comme agent : prenez ce rendez-vous depuis l’agenda de votre bureau')
    exigerPublic(await getAgenda(db, params.id))
    if (!clesDe(acteur).includes(`telephone:${input.telephone}`)) await exigerCodes(db, input.telephone, maintenant, SINON)
  },
  run: async (e) => {
    const { tx, params, input, maintenant, acteur } = e
    const agenda = await lockAgenda(tx, params.id, jourLocal(maintenant))
    await choisirPlace(tx, agenda, input.debut, maintenant, false)
    // Whoever signed in with this phone has proved it already.
    if (clesDe(acteur).includes(`telephone:${input.telephone}`)) return donner(e, agenda, input)
    const id = uuidv7(maintenant.getTime())
    const code = await envoyerCode(tx, input.telephone, MODELE, maintenant)
    await insertDemande(tx, { ...input, id, agendaId: agenda.id, debut: lireDebut(input.debut)!, codeId: code.id, maintenant })
    const session = await donnerCle(e, `demande:${id}`)
    return { vers: `/rendez-vous/demandes/${id}`, jobs: code.jobs, ...(session ? { session } : {}) }
  },
})

type Demandee = { debut: string; nom: string; telephone: string; note: string }

/** The hour is given to a proved phone, and opened on this device. */
async function donner(e: Pick<Ecriture, 'tx' | 'acteur' | 'maison' | 'maintenant' | 'ip' | 'appareil' | 'session'>, agenda: AgendaOuvert, d: Demandee): Promise<Suite & { id: string }> {
  const titulaireDe = e.acteur.genre === 'citoyen' ? `citoyen:${e.acteur.id}` : null
  const personne = { canal: 'public' as const, dossierId: null, nom: d.nom, telephone: d.telephone, courriel: null, titulaire: titulaireDe, note: d.note }
  const { rdv, jobs } = await reserver(e.tx, agenda, d.debut, personne, { maison: e.maison, parNom: nomActeur(e.acteur), maintenant: e.maintenant })
  const session = titulaireDe ? undefined : await donnerCle(e, `rendezvous:${rdv.id}`)
  return { id: rdv.id, vers: `/rendez-vous/${rdv.id}`, message: 'Votre rendez-vous est pris.', journal: { objet: `rendezvous:${rdv.id}`, territoire: rdv.territoire, detail: { canal: 'public' } }, jobs, ...(session ? { session } : {}) }
}

/** Writes the code received. The hour is taken then; when somebody was quicker, another is chosen without a new code. */
export const confirmer = action({
  nom: 'rendezvous.confirmer',
  path: '/rendez-vous/demandes/:id',
  may: titulaire,
  titre: 'Confirmer mon rendez-vous',
  params: parId,
  sujet: sujetDemande,
  entree: ACCUEIL,
  page: pageDemande,
  limite: 20,
  idempotent: false,
  input: z.object({ code: z.string().max(20).default(''), debut: z.string().max(20).optional() }),
  preparer: async ({ db, params, input, maison, maintenant }) => {
    const d = await getDemande(db, params.id)
    if (d.prouveLe !== null || d.rendezvousId !== null) return
    await exigerCode(maison, { id: d.codeId, code: input.code }, d.telephone, maintenant)
    // In its own transaction: the code serves once, and the hour may be gone.
    await maison.base.ecrire((tx) => updateDemande(tx, d.id, { prouveLe: maintenant }))
  },
  run: async (e) => {
    const d = await lockDemande(e.tx, e.params.id)
    if (d.rendezvousId) return { vers: `/rendez-vous/${d.rendezvousId}` }
    const agenda = await lockAgenda(e.tx, d.agendaId, jourLocal(e.maintenant))
    const { id, ...suite } = await donner(e, agenda, { ...d, debut: e.input.debut ?? ecrireDebut(d.debut) })
    await updateDemande(e.tx, d.id, { rendezvousId: id })
    return suite
  },
})

/** Sends another code to the same phone. */
export const renvoyerCode = action({
  nom: 'rendezvous.renvoyer-code',
  path: '/rendez-vous/demandes/:id/code',
  may: titulaire,
  titre: 'Renvoyer le code',
  params: parId,
  sujet: sujetDemande,
  entree: ACCUEIL,
  page: pageDemande,
  limite: 10,
  idempotent: false,
  horsJournal: true,
  input: z.object({}),
  preparer: async ({ db, params, maintenant }) => {
    const d = await getDemande(db, params.id)
    await exigerCodes(db, d.telephone, maintenant, SINON)
    return d
  },
  run: async (e) => {
    const code = await envoyerCode(e.tx, e.prepare.telephone, MODELE, e.maintenant)
    await updateDemande(e.tx, e.prepare.id, { codeId: code.id })
    return { vers: `/rendez-vous/demandes/${e.prepare.id}`, message: 'Un autre code est parti. Le précédent ne sert plus.', jobs: code.jobs }
  },
})
