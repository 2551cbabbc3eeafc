import { dateCourte, finir, heure } from '../../lib/francais.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { prevenir } from '../../kernel/notifications/index.ts'
import type { Agenda } from './agenda.ts'
import { codeDe, nomBureau } from './porte.ts'
import { direQuand } from './rendezvous.ts'
import type { RendezVous } from './rendezvous.ts'

/** What a person is told of his appointment: a template of content/messages each. */
export type Nouvelle = 'rdv-pris' | 'rdv-deplace' | 'rdv-annule' | 'rdv-annule-bureau' | 'rdv-rappel'

/**
 * Tells the person by every channel he left, once for each state of his appointment. `suite` is what comes after a cancellation by the
 * office: the reason, and an hour that is free.
 */
export async function annoncer(tx: Tx, maison: Maison, nouvelle: Nouvelle, agenda: Agenda, rdv: RendezVous, maintenant: Date, suite: { motif?: string; proposition?: string } = {}): Promise<JobDemande[]> {
  const code = codeDe(maison, rdv.id)
  return prevenir(tx, {
    modele: nouvelle,
    cle: `rendezvous:${rdv.id}:${nouvelle}:${rdv.sequence}`,
    a: { telephone: rdv.telephone, courriel: rdv.courriel, ...(rdv.titulaire ? { interne: rdv.titulaire } : {}) },
    valeurs: {
      titre: agenda.titre,
      bureau: nomBureau(maison.territoires, agenda),
      quand: direQuand(rdv.debut),
      court: `${dateCourte(rdv.debut)} à ${heure(rdv.debut)}`,
      lieu: agenda.lieu,
      apporter: agenda.apporter ? ` Apportez : ${finir(agenda.apporter)}` : '',
      lien: `${maison.reglages.adresse}/rendez-vous/suivre?code=${code}`,
      motif: suite.motif ?? '',
      proposition: suite.proposition ? ` ${suite.proposition}` : '',
    },
    objet: `rendezvous:${rdv.id}`,
    lien: `/rendez-vous/${rdv.id}`,
    masquer: code,
    maintenant,
  })
}
