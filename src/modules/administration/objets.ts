import { listPostesParIds } from '../../kernel/identite/affectation.queries.ts'
import { listNomsAgents } from '../../kernel/identite/agent.queries.ts'
import { listJetons } from '../../kernel/identite/jeton.queries.ts'
import { findRole } from '../../kernel/identite/role.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Lecture } from '../../kernel/module.ts'

export type Nomme = { titre: string; href?: string }
type Lu = Pick<Lecture, 'db' | 'porteePour' | 'acteur' | 'maison' | 'maintenant'>

/** What an object or an actor of the journal is, when nobody gives it a better name. */
const SORTES: Readonly<Record<string, string>> = {
  accord: 'Une demande à deux', agent: 'Un agent', citoyen: 'Un citoyen', cle: 'Une clé de signature', code: 'Un code de connexion', courrier: 'Un courrier', document: 'Un document', documents: 'Plusieurs documents',
  dossier: 'Un dossier', jeton: 'Un jeton', navigateur: 'Un visiteur', parcelle: 'Une parcelle', importation: 'Un import de parcelles', poste: 'Un poste', 'requete-donnees': 'Une requête de données', systeme: 'Iroko', tache: 'Une tâche', territoire: 'Le territoire', visiteur: 'Un visiteur',
}
/** What an acting key is: who holds a file by its code is a person, not a file. */
const ACTEURS: Readonly<Record<string, string>> = { ...SORTES, dossier: 'Le demandeur, par son code de suivi' }

const direSorte = (cle: string, sortes: Readonly<Record<string, string>>): string => sortes[cle.split(':', 1)[0]!] ?? cle

/** Agents and posts among these keys: two questions, however many there are. */
async function nommerAgentsEtPostes(db: Db, cles: readonly string[]): Promise<[string, Nomme][]> {
  const ids = (motif: RegExp) => cles.flatMap((cle) => motif.exec(cle)?.[1] ?? [])
  const agents = await listNomsAgents(db, ids(/^agent:([0-9a-f-]{36})$/))
  const postes = await listPostesParIds(db, ids(/^poste:([0-9a-f-]{36})$/))
  return [
    ...agents.map((agent): [string, Nomme] => [`agent:${agent.id}`, { titre: agent.nom, href: `/administration/agents/${agent.id}` }]),
    ...postes.map((poste): [string, Nomme] => [`poste:${poste.id}`, { titre: `${findRole(poste.role)?.titre ?? poste.role}, ${poste.bureau}`, href: `/administration/postes/${poste.id}` }]),
  ]
}

/** Names of the keys of the journal, which itself holds only keys: what their module says of them to this reader, else their kind. */
export async function nommerCles(lu: Lu, objets: readonly string[], acteurs: readonly string[]): Promise<{ objet: (cle: string) => Nomme; acteur: (cle: string) => Nomme }> {
  const cles = [...new Set([...objets, ...acteurs])]
  const connus = new Map<string, Nomme>()
  const gerer = !lu.porteePour('administration.gerer-agents').vide
  for (const [cle, lue] of await nommerAgentsEtPostes(lu.db, cles)) connus.set(cle, gerer ? lue : { titre: lue.titre })
  if (cles.some((cle) => cle.startsWith('jeton:'))) for (const j of await listJetons(lu.db, lu.maintenant)) connus.set(`jeton:${j.id}`, { titre: `Jeton « ${j.nom} »` })
  for (const { nommerObjets } of lu.maison.contributions) for (const [cle, nomme] of (await nommerObjets?.(lu, objets)) ?? []) connus.set(cle, nomme)
  return {
    objet: (cle) => connus.get(cle) ?? { titre: direSorte(cle, SORTES) },
    // A file's key acts in the name of a person: its number would not say who.
    acteur: (cle) => (cle.startsWith('dossier:') ? undefined : connus.get(cle)) ?? { titre: direSorte(cle, ACTEURS) },
  }
}

/** The object that somebody typed: its key, or the name its module gives it. */
export async function lireObjet(lu: Lu, tape: string): Promise<string> {
  for (const { trouverObjet } of lu.maison.contributions) {
    const objet = await trouverObjet?.(lu, tape)
    if (objet) return objet
  }
  return tape
}
