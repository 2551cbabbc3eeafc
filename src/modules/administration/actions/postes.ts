import { z } from 'zod'
import { Refus, Saisie } from '../../../lib/erreurs.ts'
import { dateSimple } from '../../../lib/francais.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal, midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { demanderAccord } from '../../../kernel/identite/accord.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { closePoste, endAffectation, findAffectation, findPoste, insertAffectation, insertPoste, listCandidats, titulaireEntre } from '../../../kernel/identite/affectation.queries.ts'
import type { Poste } from '../../../kernel/identite/affectation.queries.ts'
import type { Portee } from '../../../kernel/identite/portee.ts'
import { exigeDeuxPersonnes, findRole } from '../../../kernel/identite/role.ts'
import type { Role } from '../../../kernel/identite/role.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Suite } from '../../../kernel/module.ts'
import { estVide, lireJour } from '../../../kernel/formulaires/jour.ts'
import { detailPoste, nouveauPoste } from '../pages/poste.tsx'
import { agentDe, parId, sujetAffectation, sujetPoste } from '../porte.ts'

const gerer = permission('administration.gerer-agents')
const NIVEAUX = { national: 'pays', departement: 'departement', commune: 'commune', arrondissement: 'arrondissement' } as const
const LIEUX = { national: 'le pays', departement: 'un département', commune: 'une commune', arrondissement: 'un arrondissement' } as const

const saisiePoste = z.looseObject({ role: z.string().max(40).default(''), territoire: z.string().max(20).default(''), bureau: z.string().max(2000).default(''), _chercher: z.string().optional(), 'territoire.recherche': z.string().max(200).optional() })

function lirePoste(input: z.infer<typeof saisiePoste>, maison: Maison, portee: Portee): { role: Role; territoire: string; bureau: string } {
  const erreurs: Record<string, string> = {}
  const role = findRole(input.role)
  const lieu = maison.territoires.trouver(input.territoire)
  if (!role) erreurs.role = 'Choisissez la fonction'
  if (!lieu || !portee.contient(lieu.code)) erreurs.territoire = 'Écrivez le nom du lieu, cherchez-le, puis choisissez-le'
  else if (role && lieu.niveau !== NIVEAUX[role.niveau]) erreurs.territoire = `Cette fonction s’exerce dans ${LIEUX[role.niveau]}`
  const bureau = input.bureau.replace(/\s+/g, ' ').trim() || (lieu ? (maison.territoires.bureaux(lieu.code)[0]?.nom ?? lieu.nom) : '')
  if ([...bureau].length > 120) erreurs.bureau = 'Écrivez 120 signes au plus'
  if (!role || !lieu || Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { role, territoire: lieu.code, bureau }
}

/** Creates a post. It gives no power until somebody is appointed. */
export const creerPoste = action({
  nom: 'administration.creer-poste',
  path: '/administration/postes',
  may: gerer,
  titre: 'Créer un poste',
  page: nouveauPoste,
  input: saisiePoste,
  run: async ({ tx, input, maison, portee, maintenant }): Promise<Suite> => {
    if (input._chercher) {
      const connu = maison.territoires.chercher(input['territoire.recherche'] ?? '', { limite: 12 }).some((t) => portee.contient(t.code))
      return { vers: '/administration/postes/nouveau', reprise: { erreurs: connu ? ({} as Record<string, string>) : { territoire: 'Aucun lieu de votre territoire ne porte ce nom. Essayez une autre façon de l’écrire' }, saisie: input } }
    }
    const { role, territoire, bureau } = lirePoste(input, maison, portee)
    const id = uuidv7(maintenant.getTime())
    await insertPoste(tx, { id, role: role.nom, territoire, bureau, ouvertLe: jourLocal(maintenant) })
    return { vers: `/administration/postes/${id}`, message: 'Le poste est créé. Nommez maintenant quelqu’un.', journal: { objet: `poste:${id}`, territoire, detail: { role: role.nom } } }
  },
})

/** Closes a post: whoever is in it leaves. */
export const fermerPoste = action({
  nom: 'administration.fermer-poste',
  path: '/administration/postes/:id/fermer',
  may: gerer,
  titre: 'Fermer un poste',
  params: parId,
  sujet: sujetPoste,
  page: detailPoste,
  input: z.object({}),
  run: async ({ tx, params, portee, maintenant }) => {
    const poste = (await findPoste(tx, params.id))!
    exigerPouvoir(poste, portee)
    const jour = jourLocal(maintenant)
    if (poste.fermeLe && poste.fermeLe <= jour) throw new Refus('Ce poste est déjà fermé')
    await closePoste(tx, poste.id, jour)
    return { vers: `/administration/postes/${poste.id}`, message: 'Le poste est fermé.', journal: { objet: `poste:${poste.id}`, territoire: poste.territoire } }
  },
})

/** Taking a post that signs away from somebody is left to the ministry; giving it is done by two persons. */
function exigerPouvoir(poste: Poste, portee: Portee): void {
  const role = findRole(poste.role)
  if (portee.codes !== null && (!role || exigeDeuxPersonnes(role))) throw new Refus('Ce poste engage l’institution : demandez à l’administrateur du ministère')
}

const saisieNomination = z.looseObject({ agent: z.string().max(40).default(''), nature: z.string().max(20).default(''), acte: z.string().max(2000).default('') })
type Nomination = { agentId: string; agent: string; nature: 'titulaire' | 'interim'; du: string; au: string | null; acte: string }

async function lireNomination(db: Db, input: z.infer<typeof saisieNomination>, portee: Portee, maintenant: Date): Promise<Nomination> {
  const erreurs: Record<string, string> = {}
  const agent = (await listCandidats(db, portee)).find((c) => c.id === input.agent)
  if (!agent) erreurs.agent = 'Choisissez l’agent dans la liste'
  const nature = input.nature === 'interim' ? 'interim' : 'titulaire'
  const du = lireJour(input, 'du', maintenant)
  if ('erreurs' in du) Object.assign(erreurs, du.erreurs)
  const au = estVide(input, 'au') ? { jour: null } : lireJour(input, 'au', maintenant)
  if ('erreurs' in au) Object.assign(erreurs, au.erreurs)
  else if (nature === 'interim' && au.jour === null) erreurs.au = 'Un intérim a une fin : écrivez son dernier jour'
  else if ('jour' in du && au.jour !== null && au.jour < du.jour) erreurs.au = 'La fin vient avant le début'
  const acte = input.acte.replace(/\s+/g, ' ').trim()
  if (acte === '') erreurs.acte = 'Écrivez la référence de l’acte qui nomme, par exemple « arrêté n° 12 du 3 mars 2026 »'
  else if ([...acte].length > 200) erreurs.acte = 'Écrivez 200 signes au plus'
  if (!agent || !('jour' in du) || !('jour' in au) || Object.keys(erreurs).length > 0) throw new Saisie(erreurs)
  return { agentId: agent.id, agent: agent.nom, nature, du: du.jour, au: au.jour, acte }
}

/** Appoints a holder or a deputy. A post that engages the institution waits for another person's grant. */
export const nommerAuPoste = action({
  nom: 'administration.nommer',
  path: '/administration/postes/:id/nommer',
  may: gerer,
  titre: 'Nommer à un poste',
  params: parId,
  sujet: sujetPoste,
  page: detailPoste,
  input: saisieNomination,
  run: async ({ tx, params, input, acteur, portee, maison, maintenant }): Promise<Suite> => {
    const poste = (await findPoste(tx, params.id))!
    if (poste.fermeLe && poste.fermeLe <= jourLocal(maintenant)) throw new Refus('Ce poste est fermé')
    const n = await lireNomination(tx, input, portee, maintenant)
    const vers = `/administration/postes/${poste.id}`
    const role = findRole(poste.role)
    if (!role || exigeDeuxPersonnes(role)) {
      // Said now rather than to the second person: the database would refuse it then.
      if (n.nature === 'titulaire' && (await titulaireEntre(tx, poste.id, n.du, n.au))) throw new Saisie({ du: 'Ce poste a déjà un titulaire à ces dates. Terminez d’abord son affectation, ou nommez un intérim' })
      const moi = agentDe(acteur)
      const libelle = `Nommer ${n.agent} ${role?.titre ?? poste.role}${n.nature === 'interim' ? ' par intérim' : ''}, ${poste.bureau}, du ${dateSimple(midi(n.du))}${n.au ? ` au ${dateSimple(midi(n.au))}` : ''} (${n.acte})`
      await demanderAccord(tx, maison, { genre: 'poste-signataire', libelle, donnees: { posteId: poste.id, agentId: n.agentId, nature: n.nature, du: n.du, au: n.au, acte: n.acte }, demandePar: moi.id, maintenant })
      return { vers, message: 'La nomination attend l’accord d’une autre personne.', journal: { objet: `poste:${poste.id}`, territoire: poste.territoire, detail: { demande: true } } }
    }
    await insertAffectation(tx, { ...n, posteId: poste.id, decideePar: cleActeur(acteur), maintenant })
    return { vers, message: `${n.agent} est nommé.`, journal: { objet: `poste:${poste.id}`, territoire: poste.territoire, detail: { nature: n.nature, du: n.du } } }
  },
})

/** Ends an appointment today, or cancels one that has not begun. */
export const terminer = action({
  nom: 'administration.terminer-affectation',
  path: '/administration/affectations/:id/terminer',
  may: gerer,
  titre: 'Terminer une affectation',
  params: parId,
  sujet: sujetAffectation,
  input: z.object({}),
  run: async ({ tx, params, portee, maintenant }) => {
    const affectation = (await findAffectation(tx, params.id))!
    const poste = (await findPoste(tx, affectation.posteId))!
    exigerPouvoir(poste, portee)
    const jour = jourLocal(maintenant)
    if (affectation.au !== null && affectation.au < jour) throw new Refus('Cette affectation est déjà terminée')
    await endAffectation(tx, affectation.id, jour)
    return { vers: `/administration/postes/${poste.id}`, message: affectation.du > jour ? 'La nomination est annulée.' : `${affectation.agent} quitte ce poste ce soir.`, journal: { objet: `poste:${poste.id}`, territoire: poste.territoire } }
  },
})
