import type { Contributions, Json } from '../../../kernel/module.ts'
import { signalerActe, signalerAutre } from './actions/signaler.ts'
import { effacer, suivre } from './actions/suivre.ts'
import { ecarter, examiner, rattacher, repondre } from './actions/traiter.ts'
import { detail, fichier } from './pages/detail.tsx'
import { liste } from './pages/liste.tsx'
import { signalerActe as pageActe, signalerAutre as pageAutre } from './pages/signaler.tsx'
import { suivre as pageSuivre } from './pages/suivre.tsx'
import { listParTitulaires } from './signalement.queries.ts'

/** The doors of reports about acts. */
export const PAGES_SIGNALEMENTS = [pageActe, pageAutre, pageSuivre, liste, detail, fichier]
export const ACTIONS_SIGNALEMENTS = [signalerActe, signalerAutre, suivre, effacer, examiner, rattacher, repondre, ecarter]

/** What is kept here about whoever asks for the copy of his data. */
export const donneesDesSignalements: NonNullable<Contributions['donneesDe']> = async (db, cles): Promise<{ [cle: string]: Json }> => {
  const siens = await listParTitulaires(db, cles)
  return siens.length === 0 ? {} : { signalements: siens.map((s) => ({ recu: s.recuLe.toISOString(), commune: s.commune, acte: s.acteNumero ?? s.designation, nom: s.nom, telephone: s.telephone, courriel: s.courriel, texte: s.texte, etat: s.etat, reponse: s.reponse })) }
}
