import { lancer } from './commande.ts'
import { jourLocal } from './kernel/calendrier/index.ts'
import type { Base } from './kernel/db/index.ts'
import { insertAffectation, insertPoste, listDetenteurs } from './kernel/identite/affectation.queries.ts'
import { insertAgent } from './kernel/identite/agent.queries.ts'
import { insertEntrees } from './kernel/journal/index.ts'
import { estCourriel } from './lib/courriel.ts'
import { uuidv7 } from './lib/uuid.ts'

// The command behind bin/administrateur.mjs: the first two administrators of a new house. Afterwards they appoint each other's
// successors, two persons at a time, in the screens.

const USAGE = 'Emploi : node bin/administrateur.mjs nom@ministere.bj « Prénoms Nom »'
const AU_PLUS = 2

/** Opens one of the first two administrators' accounts, with its post. Returns the address of the invitation. */
export async function premierAdministrateur(base: Base, a: { courriel: string; nom: string; adresse: string }, maintenant: Date): Promise<string> {
  const courriel = a.courriel.trim().toLowerCase()
  if (!estCourriel(courriel)) throw new Error(`« ${a.courriel} » n’est pas une adresse électronique`)
  const acteur = 'systeme:bin/administrateur'
  const jour = jourLocal(maintenant)
  return base.ecrire(async (tx) => {
    const deja = (await listDetenteurs(tx, jour)).filter((d) => d.role === 'administrateur').length
    if (deja >= AU_PLUS) throw new Error('Il y a déjà deux administrateurs : ils en nomment d’autres dans l’écran « Postes », à deux')
    const id = uuidv7(maintenant.getTime())
    const posteId = uuidv7(maintenant.getTime())
    const jeton = await insertAgent(tx, { id, nom: a.nom.trim(), courriel, rattachement: 'BJ', invitePar: null, maintenant })
    await insertPoste(tx, { id: posteId, role: 'administrateur', territoire: 'BJ', bureau: `Administration de la plateforme, poste ${deja + 1}`, ouvertLe: jour })
    await insertAffectation(tx, { posteId, agentId: id, nature: 'titulaire', du: jour, au: null, acte: 'Installation de la plateforme', decideePar: acteur, maintenant })
    await insertEntrees(tx, [{ verbe: 'administration.nommer', acteur, objet: `poste:${posteId}`, territoire: 'BJ', detail: { nature: 'titulaire', du: jour }, le: maintenant }])
    return `${a.adresse}/invitation/${jeton}`
  })
}

if (import.meta.main) {
  const [courriel, nom] = process.argv.slice(2)
  if (!courriel || !nom?.trim()) {
    console.error(USAGE)
    process.exitCode = 2
  } else await lancer(async ({ base, reglages, maintenant }) => premierAdministrateur(base, { courriel, nom, adresse: reglages.adresse }, maintenant))
}
