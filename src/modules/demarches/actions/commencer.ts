import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { action, agent, ouvert, permission } from '../../../kernel/module.ts'
import type { Ecriture, Suite } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertSession, updateSessionCles } from '../../../kernel/identite/session.queries.ts'
import { findEnVigueur } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { insertBrouillon } from '../dossier.queries.ts'
import { offertes } from '../preremplissage.ts'
import { codeSuivi, empreinteSuivi } from '../suivi.ts'

const parCode = z.object({ code: z.string().regex(/^[a-z0-9-]{3,60}$/) })
/** A visitor's drafts stay open on his phone for this long; the tracking code opens them afterwards. */
const JOURS_VISITEUR = 7

type Commence = Pick<Ecriture, 'tx' | 'acteur' | 'maison' | 'maintenant' | 'ip' | 'appareil' | 'session'>

/** Where a draft is begun. `lecteurs`: posts that may fill it, besides the counter of the territory. */
export type Bureau = { territoire: string; bureau: string; canal: 'guichet' | 'api' | 'ligne'; lecteurs?: readonly string[] }

async function ouvrirBrouillon(e: Commence, code: string, bureau?: Bureau, interne = false): Promise<{ id: string; titulaire: string | null }> {
  const demarche = await findEnVigueur(e.tx, code)
  if (!demarche || (demarche.pour === 'agents') !== interne) throw new Introuvable('Cette démarche n’existe pas')
  return creerBrouillon(e, demarche, uuidv7(e.maintenant.getTime()), bureau, interne)
}

/** A new draft of this procedure, under an id that nobody has; its tracking code follows from it. */
export async function creerBrouillon(e: Commence, demarche: Publiee, id: string, bureau?: Bureau, interne = false): Promise<{ id: string; titulaire: string | null }> {
  const cle = e.maison.cle('suivi')
  const titulaire = e.acteur.genre === 'citoyen' || interne ? cleActeur(e.acteur) : null
  await insertBrouillon(e.tx, {
    id,
    suivi: empreinteSuivi(cle, codeSuivi(cle, { id, serie: 0 })),
    demarche: demarche.code,
    version: demarche.version,
    canal: bureau?.canal ?? 'ligne',
    titulaire,
    creePar: cleActeur(e.acteur),
    territoire: bureau?.territoire ?? null,
    bureau: bureau?.bureau ?? null,
    interne,
    lecteurs: bureau?.lecteurs ?? [],
    constatRequis: demarche.circuit.constat !== undefined,
    // What the account already knows, offered in the form and never imposed; a clerk files for somebody else.
    reponses: await offertes({ ...e, db: e.tx }, demarche.formulaire, { titulaire, interne, territoire: bureau?.territoire ?? null, bureau: bureau?.bureau ?? null }),
    maintenant: e.maintenant,
  })
  return { id, titulaire }
}

/** Gives the visitor's browser a key (`dossier:<id>`): in the session it has, or in one opened for it. */
export async function donnerCle(e: Commence, cle: string): Promise<Suite['session']> {
  if (e.session) {
    await updateSessionCles(e.tx, e.session, cle)
    return undefined
  }
  const jeton = await insertSession(e.tx, { genre: 'visiteur', cles: [cle], jours: JOURS_VISITEUR, ip: e.ip, navigateur: e.appareil, maintenant: e.maintenant })
  return { ouvrir: { jeton, jours: JOURS_VISITEUR } }
}

/** Begins a request, with or without an account. */
export const commencer = action({
  nom: 'demarches.commencer',
  path: '/demarches/:code/commencer',
  may: ouvert,
  titre: 'Commencer la demande',
  limite: 60,
  horsJournal: true,
  params: parCode,
  input: z.object({}),
  run: async (e) => {
    const { id, titulaire } = await ouvrirBrouillon(e, e.params.code)
    const session = titulaire ? undefined : await donnerCle(e, `dossier:${id}`)
    return { vers: `/brouillons/${id}`, ...(session ? { session } : {}) }
  },
})

/** The counter of the clerk, by the post he names; or the territory a program names among those of its token. */
export function bureauDe(e: Pick<Ecriture, 'acteur' | 'maison' | 'portee'>, input: { poste?: string | undefined; territoire?: string | undefined }): Bureau {
  if (e.acteur.genre === 'agent') {
    const poste = e.acteur.postes.find((p) => p.posteId === input.poste) ?? e.acteur.postes[0]
    if (!poste) throw new Introuvable()
    return { territoire: poste.territoire, bureau: poste.bureau, canal: 'guichet' }
  }
  const code = input.territoire ?? (e.acteur.genre === 'jeton' ? e.acteur.territoires[0] : undefined)
  const lieu = code === undefined ? undefined : e.maison.territoires.trouver(code)
  if (!lieu || !e.portee.contient(lieu.code)) throw new Saisie({ territoire: 'Donnez le code d’un territoire du jeton, par exemple « 1203 »' })
  return { territoire: lieu.code, bureau: e.maison.territoires.bureaux(lieu.code)[0]?.nom ?? lieu.nom, canal: 'api' }
}

/** A clerk begins a request for somebody at his counter, or a program for one of its users. The draft belongs to that territory. */
export const commencerGuichet = action({
  nom: 'demarches.commencer-guichet',
  path: '/guichet/:code',
  may: permission('demarches.guichet'),
  titre: 'Nouvelle demande au guichet',
  horsJournal: true,
  params: parCode,
  input: z.object({ poste: z.uuid().optional(), territoire: z.string().max(12).optional() }),
  run: async (e) => {
    const bureau = bureauDe(e, e.input)
    const { id } = await ouvrirBrouillon(e, e.params.code, bureau)
    return { vers: bureau.canal === 'api' ? `/brouillons/${id}` : `/brouillons/${id}/mandat` }
  },
})

/** An agent asks something for himself, from the office of one of his posts. */
export const demander = action({
  nom: 'demarches.demander',
  path: '/demandes/:code',
  may: agent,
  titre: 'Nouvelle demande d’agent',
  horsJournal: true,
  params: parCode,
  input: z.object({ poste: z.uuid().optional() }),
  run: async (e) => {
    const poste = e.acteur.genre === 'agent' ? (e.acteur.postes.find((p) => p.posteId === e.input.poste) ?? e.acteur.postes[0]) : undefined
    if (!poste) throw new Refus('Vous n’avez pas de poste aujourd’hui : l’administrateur de votre bureau doit vous en donner un')
    const { id } = await ouvrirBrouillon(e, e.params.code, { territoire: poste.territoire, bureau: poste.bureau, canal: 'ligne' }, true)
    return { vers: `/brouillons/${id}` }
  },
})
