import { enumerer, heure } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { listNomsAgents } from '../../../kernel/identite/agent.queries.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { listPresents } from '../../../kernel/identite/consultation.queries.ts'
import type { Lecture } from '../../../kernel/module.ts'
import { Actions, Bouton, Formulaire, Panneau, Selection, ZoneTexte } from '../../../ui/index.ts'
import type { Vue } from '../../../ui/index.ts'
import type { Dossier } from '../dossier.ts'
import { enCours } from '../dossier.ts'
import { listCandidats, peutConfier } from './affectation.queries.ts'

/** How long somebody who opened a file is taken to be reading it, in minutes. */
const PRESENCE = 10

export type Bureau = Awaited<ReturnType<typeof chargerBureau>>

/** What the office says to itself about a file: in whose charge, who may be given it, who has it open. */
export async function chargerBureau(lu: Pick<Lecture, 'db' | 'acteur' | 'maison' | 'maintenant' | 'porteePour'>, dossier: Dossier) {
  const { db, acteur, maintenant } = lu
  const moi = acteur.genre === 'agent' ? acteur.id : ''
  const candidats = enCours(dossier) ? await listCandidats(db, dossier, lu.maison.territoires, jourLocal(maintenant)) : []
  const presents = await listPresents(db, `dossier:${dossier.id}`, cleActeur(acteur), new Date(maintenant.getTime() - PRESENCE * 60_000))
  const ids = [...presents.flatMap((p) => (p.acteur.startsWith('agent:') ? [p.acteur.slice(6)] : [])), ...(dossier.instructeur ? [dossier.instructeur] : [])]
  const noms = new Map((ids.length > 0 ? await listNomsAgents(db, ids) : []).map((a) => [a.id, a.nom]))
  return {
    moi,
    instructeur: dossier.instructeur ? { id: dossier.instructeur, nom: noms.get(dossier.instructeur) ?? 'un agent' } : undefined,
    prend: moi !== '' && candidats.some((c) => c.id === moi) && dossier.instructeur !== moi,
    candidats: peutConfier(lu, dossier) ? candidats.map((c) => ({ valeur: c.id, libelle: `${c.nom}, ${c.postes[0]!.roleTitre.toLocaleLowerCase('fr')}` })) : [],
    presents: presents.map((p) => ({ nom: noms.get(p.acteur.slice(6)) ?? 'Un logiciel', le: p.le })),
  }
}

/** « Ouvert par … »: others who have the file before their eyes. Said, never blocked. */
export function Presence({ b }: { b: Bureau }) {
  if (b.presents.length === 0) return null
  return <span class="discret">Ouvert aussi par {enumerer(b.presents.map((p) => `${p.nom} (${heure(p.le)})`))}.</span>
}

/** In whose charge the file is, and the office's own notes. */
export function PanneauBureau({ b, dossier, vue }: { b: Bureau; dossier: Dossier; vue: Vue }) {
  return (
    <Panneau titre="Le bureau" id="bureau">
      {enCours(dossier) ? <Charge b={b} action={`/dossiers/${dossier.id}/confier`} vue={vue} /> : null}
      <Formulaire vue={vue} action={`/dossiers/${dossier.id}/noter`}>
        <ZoneTexte vue={vue} nom="note" libelle="Note du bureau" aide="Le demandeur ne la voit pas" />
        <Actions>
          <Bouton ton="second" taille="petit">Garder la note</Bouton>
        </Actions>
      </Formulaire>
    </Panneau>
  )
}

function Charge({ b, action, vue }: { b: Bureau; action: string; vue: Vue }) {
  const rend = b.instructeur !== undefined && b.instructeur.id === b.moi
  return (
    <>
      <p>{b.instructeur ? (rend ? 'Ce dossier vous est confié.' : `Confié à ${b.instructeur.nom}.`) : 'Personne ne s’en est encore chargé.'}</p>
      {b.prend || rend ? (
        <Formulaire vue={vue} action={action}>
          <input type="hidden" name="agent" value={rend ? '' : b.moi} />
          <Bouton ton="second" taille="petit">{rend ? 'Le rendre au bureau' : 'M’en charger'}</Bouton>
        </Formulaire>
      ) : null}
      {b.candidats.length > 0 ? (
        <Formulaire vue={vue} action={action}>
          <Selection vue={vue} nom="agent" libelle="Le confier à" options={b.candidats} valeur={b.instructeur?.id} />
          <Bouton ton="second" taille="petit">Confier</Bouton>
        </Formulaire>
      ) : null}
    </>
  )
}
