import { finir } from '../../lib/francais.ts'
import type { Lecture, Rubrique } from '../../kernel/module.ts'
import { Bouton, Etiquette } from '../../ui/index.ts'
import { findDossier, lireObjetDossier } from '../demarches/index.ts'
import { listServants } from './dossier.ts'
import { listDuDossier } from './rendezvous.queries.ts'
import { aReprendre, direQuand, ETATS } from './rendezvous.ts'

/** The appointments of a file, on its page; nothing when there is none and no agenda receives for it. */
export async function rubrique(lu: Pick<Lecture, 'db' | 'maison' | 'maintenant' | 'porteePour'>, objet: string, pour: 'titulaire' | 'agent'): Promise<Rubrique | undefined> {
  const id = lireObjetDossier(objet)
  const portee = pour === 'agent' ? lu.porteePour('rendezvous.tenir') : undefined
  const dossier = id && !portee?.vide ? await findDossier(lu.db, id) : undefined
  if (!dossier) return undefined
  const vus = (await listDuDossier(lu.db, dossier.id)).filter((r) => portee === undefined || portee.contient(r.territoire))
  const servants = (await listServants(lu.db, lu.maison.territoires, dossier)).filter((a) => portee === undefined || portee.contient(a.territoire))
  const pris = new Set(vus.filter((r) => r.etat === 'pris').map((r) => r.agendaId))
  const libres = servants.filter((a) => !pris.has(a.id))
  const receveurs = new Set(servants.map((a) => a.id))
  if (vus.length === 0 && libres.length === 0) return undefined
  const agent = pour === 'agent'
  return {
    titre: 'Rendez-vous',
    id: 'rendez-vous',
    vue: () => (
      <>
        {vus.length > 0 ? (
          <ul class="simple">
            {vus.slice(0, 5).map((r) => (
              <li key={r.id}>
                <a href={agent ? `/agendas/rendez-vous/${r.id}` : `/rendez-vous/${r.id}`}>{direQuand(r.debut)}</a> <Etiquette ton={ETATS[r.etat].ton}>{r.etat === 'pris' ? 'Confirmé' : ETATS[r.etat].libelle}</Etiquette>
                {!agent && aReprendre(r) ? ` Le bureau l’a annulé${receveurs.has(r.agendaId) ? ' : choisissez une autre heure' : ''}.` : null}
              </li>
            ))}
          </ul>
        ) : null}
        {libres.map((a) => (
          <p key={a.id} class="no-print">
            {agent ? null : (
              <>
                {finir(a.raison)}
                <br />
              </>
            )}
            <Bouton href={agent ? `/agendas/${a.id}/prendre?dossier=${dossier.id}` : `/suivi/${dossier.id}/rendez-vous?agenda=${a.id}`} ton="second" taille={agent ? 'petit' : undefined}>
              Prendre rendez-vous : {a.titre}
            </Bouton>
          </p>
        ))}
      </>
    ),
  }
}
