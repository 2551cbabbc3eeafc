import { Saisie } from '../../lib/erreurs.ts'
import { lireTelephone } from '../../lib/telephone.ts'
import { uuidv7 } from '../../lib/uuid.ts'
import type { Db } from '../../kernel/db/index.ts'
import { insertReference } from '../../kernel/fichiers/index.ts'
import { preremplirChamps } from '../../kernel/formulaires/index.ts'
import { cleActeur } from '../../kernel/identite/acteur.ts'
import type { PosteTenu } from '../../kernel/identite/acteur.ts'
import { clePoste } from '../../kernel/identite/cles-poste.ts'
import { separerNom } from '../../kernel/identite/nom.ts'
import type { Ecriture, Lecture } from '../../kernel/module.ts'
import { bureauDe, creerBrouillon } from './actions/commencer.ts'
import type { Bureau } from './actions/commencer.ts'
import { findEnVigueur, listEnVigueur } from './definition.queries.ts'
import type { Demarche } from './definition.ts'
import type { Publiee } from './definition.queries.ts'
import { updateBrouillon } from './dossier.queries.ts'
import { CHAMP_COURRIER } from './mandat.tsx'
import type { CourrierRecu } from './mandat.tsx'

/** A letter that asks for something: who wrote it (`nom`, of a person only), how to reach them, its scans. `territoire` is that of the office that received it. */
export type Reception = { courrier: CourrierRecu; territoire: string; nom?: string; contact: string; papiers: readonly { sha256: string; type: string; taille: number; nom: string }[] }
type Lu = Pick<Lecture, 'acteur' | 'maison' | 'porteePour'>

/**
 * By which of his posts this agent may begin a request of that procedure: one of a counter, or one of the very office that receives it.
 * That of the letter's own territory first. A post of the ministry covers the country: its office, not its territory, says what it may.
 */
function posteQuiRecoit({ acteur, maison, porteePour }: Lu, demarche: Demarche, territoire?: string): { poste: PosteTenu; parBureau: boolean } | undefined {
  if (acteur.genre !== 'agent') return undefined
  const fixe = maison.territoires.bureaux('BJ').find((b) => b.id === demarche.circuit.bureau?.fixe)?.nom
  const duBureau = acteur.postes.find((p) => p.bureau === fixe && porteePour('demarches.recevoir').contient(p.territoire))
  const guichets = acteur.postes.filter((p) => porteePour('demarches.guichet').contient(p.territoire))
  const guichet = guichets.find((p) => p.territoire === territoire) ?? guichets[0]
  return duBureau ? { poste: duBureau, parBureau: true } : guichet && { poste: guichet, parBureau: false }
}

/** The procedures that this agent may begin for somebody who wrote. A program names the place among those of its token. */
export async function listRecevables(db: Db, lu: Lu): Promise<{ code: string; titre: string; resume: string }[]> {
  const { porteePour, acteur } = lu
  if (porteePour('demarches.guichet').vide && porteePour('demarches.recevoir').vide) return []
  const toutes = await listEnVigueur(db, 'public')
  return toutes.filter((d) => acteur.genre === 'jeton' || posteQuiRecoit(lu, d)).map((d) => ({ code: d.code, titre: d.titre, resume: d.fiche.resume }))
}

function bureauDeReception(e: Pick<Ecriture, 'acteur' | 'maison' | 'porteePour'>, demarche: Demarche, territoire: string): Bureau | undefined {
  const portee = e.porteePour('demarches.guichet')
  if (e.acteur.genre === 'jeton') return portee.contient(territoire) ? bureauDe({ ...e, portee }, { territoire }) : undefined
  const trouve = posteQuiRecoit(e, demarche, territoire)
  if (!trouve) return undefined
  const { poste, parBureau } = trouve
  return { territoire: poste.territoire, bureau: poste.bureau, canal: 'guichet', ...(parBureau ? { lecteurs: [clePoste(poste.role, poste.territoire, poste.bureau)] } : {}) }
}

/** « Afi DOSSOU », « DOSSOU Afi » in the two questions that name somebody; where nobody knows which word is which, the first takes all. */
function separer(nom: string, [premier, second, ...autres]: readonly string[]): Record<string, string> {
  if (premier === undefined || autres.length > 0) return {}
  const separe = second === undefined ? undefined : separerNom(nom)
  return separe && second !== undefined ? { [premier]: separe.famille, [second]: separe.prenoms } : { [premier]: nom }
}

/** What the letter already says, for the questions that the procedure names: who asks, and how to tell them. */
function dejaDit(demarche: Publiee, { nom, contact }: Pick<Reception, 'nom' | 'contact'>): Record<string, string | undefined> {
  const { demandeur, telephone, courriel } = demarche.circuit
  const adresse = /[^\s@;,]+@[^\s@;,]+\.[^\s@;,]{2,}/.exec(contact)?.[0]
  const lu = lireTelephone(/(?:\+|00)?[\d][\d\s().-]{7,}\d/.exec(adresse ? contact.replace(adresse, ' ') : contact)?.[0] ?? '')
  return { ...(nom ? separer(nom, demandeur) : {}), ...(telephone && 'telephone' in lu ? { [telephone]: lu.telephone } : {}), ...(courriel && adresse ? { [courriel]: adresse } : {}) }
}

/** Begins a request for somebody who wrote: the counter's draft, with what the letter says and its scans. Throws `Saisie` for a procedure he may not begin. */
export async function recevoir(e: Pick<Ecriture, 'tx' | 'acteur' | 'maison' | 'maintenant' | 'porteePour' | 'ip' | 'appareil'>, code: string, reception: Reception): Promise<{ id: string; titre: string }> {
  const demarche = await findEnVigueur(e.tx, code)
  const bureau = demarche && demarche.pour !== 'agents' ? bureauDeReception(e, demarche, reception.territoire) : undefined
  if (!demarche || !bureau) throw new Saisie({ demarche: 'Choisissez une démarche de la liste' })
  const { id } = await creerBrouillon(e, demarche, uuidv7(e.maintenant.getTime()), bureau)
  for (const papier of reception.papiers) await insertReference(e.tx, { ...papier, objet: `dossier:${id}`, champ: CHAMP_COURRIER, deposePar: cleActeur(e.acteur), maintenant: e.maintenant })
  const reponses = preremplirChamps(demarche.formulaire, {}, dejaDit(demarche, reception), { maintenant: e.maintenant, territoires: e.maison.territoires })
  await updateBrouillon(e.tx, id, { reponses, mandat: { pour: 'courrier', preuve: 'courrier', numero: reception.courrier.numero, courrier: reception.courrier }, maintenant: e.maintenant })
  return { id, titre: demarche.titre }
}
