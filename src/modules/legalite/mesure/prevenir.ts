import { z } from 'zod'
import { dateSimple } from '../../../lib/francais.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { posteQui } from '../../../kernel/identite/cles-poste.ts'
import { findAgentActif } from '../../../kernel/identite/personne.queries.ts'
import { listTenants } from '../../../kernel/identite/tenants.queries.ts'
import { job } from '../../../kernel/module.ts'
import type { JobDemande } from '../../../kernel/module.ts'
import { prevenir } from '../../../kernel/notifications/index.ts'
import type { Acte } from '../acte/acte.ts'
import { findActe } from '../acte/acte.queries.ts'
import { clesQui, departementDe } from '../lecteur.ts'
import { MESURES, REPONSES } from './mesure.ts'
import type { Mesure } from './mesure.ts'
import { findMesure } from './mesure.queries.ts'

const SENS = ['signee', 'repondue'] as const
const donnees = z.object({ mesure: z.uuid(), sens: z.enum(SENS) })
type Sens = (typeof SENS)[number]

/** The request an action makes so that the other side is told by e-mail. Asked twice, it writes once. */
export const demandePrevenir = (mesure: string, sens: Sens): JobDemande => ({ nom: 'legalite.prevenir-lettre', donnees: { mesure, sens }, cle: `lettre:${mesure}:${sens}` })

const attendre = ({ repondreAvant }: Mesure) => (repondreAvant ? ` Réponse attendue pour le ${dateSimple(midi(repondreAvant))}.` : '')
// The subject of an act may name somebody: an e-mail does not carry it.
const valeursDe = (acte: Acte, mesure: Mesure, lien: string) => ({
  lettre: MESURES[mesure.genre].titre, reference: mesure.numero ?? '', acte: acte.numero ?? '', delai: attendre(mesure), reponse: mesure.reponseSens ? REPONSES[mesure.reponseSens] : '', lien,
})

/**
 * Writes to the town hall when the prefecture signs a letter about its act, and to the prefecture when the town hall answers:
 * to whoever the act is given to and whoever wrote the letter, or to all who check when both have left.
 */
export const prevenirLettre = job({
  nom: 'legalite.prevenir-lettre',
  titre: 'Avis des lettres et des réponses',
  schema: donnees,
  run: async ({ donnees: { mesure: id, sens }, db, maison, maintenant, ecrire }) => {
    const mesure = await findMesure(db, id)
    const acte = mesure && (await findActe(db, mesure.acteId))
    if (!mesure || !acte) return
    const territoire = sens === 'signee' ? acte.commune : departementDe(maison.territoires, acte.commune)
    const cles = sens === 'signee' ? clesQui('legalite.transmettre', territoire, 'commune') : clesQui('legalite.controler', territoire, 'departement')
    const tous = (await listTenants(db, [territoire], jourLocal(maintenant))).filter((t) => posteQui(t, cles, maison.territoires))
    const charge = sens === 'repondue' ? tous.filter((t) => t.id === acte.affecteA || cleActeur(t) === mesure.preparePar) : []
    await ecrire(async (tx) => {
      const jobs: JobDemande[] = []
      for (const tenant of charge.length > 0 ? charge : tous) {
        const agent = await findAgentActif(tx, tenant.id)
        if (agent) jobs.push(...(await prevenir(tx, { modele: sens === 'signee' ? 'lettre-prefecture' : 'reponse-commune', cle: `lettre:${id}:${sens}:${agent.id}`, a: { courriel: agent.courriel }, objet: `acte:${acte.id}`, maintenant, valeurs: valeursDe(acte, mesure, `${maison.reglages.adresse}/legalite/mesures/${id}`) })))
      }
      return { jobs }
    })
  },
})
