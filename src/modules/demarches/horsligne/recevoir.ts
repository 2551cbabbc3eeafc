import { z } from 'zod'
import { Introuvable, Refus, Saisie } from '../../../lib/erreurs.ts'
import { action, permission } from '../../../kernel/module.ts'
import type { Ecriture } from '../../../kernel/module.ts'
import { insertReference, listReferences, removeReference } from '../../../kernel/fichiers/index.ts'
import { compatibles, findArret, lireSaisie, manques } from '../../../kernel/formulaires/index.ts'
import type { FichierJoint, Reponses } from '../../../kernel/formulaires/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { bureauDe, creerBrouillon } from '../actions/commencer.ts'
import { mandatDe, saisieMandat } from '../actions/mandater.ts'
import { versionDe } from '../brouillon.ts'
import { trouveursDe } from '../citations.ts'
import { findEnVigueur, getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { findDossier, lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import type { HorsLigne } from '../mandat.tsx'
import { parId, sujetDossier } from '../porte.ts'
import type { EtatEnvoi, Rempli } from './forme.ts'
import { listPerdues } from './perdues.ts'

const MO = 1_048_576
const PAPIERS_AU_PLUS = 200
const nomChamp = z.string().regex(/^[a-z][a-z0-9_]{0,39}(?:\.\d{1,2}\.[a-z][a-z0-9_]{0,39})?$/)
const code = z.string().regex(/^[a-z0-9-]{3,60}$/)

/**
 * A counter whose line is back says what it holds: the draft is made under the id it had kept in reserve, once; asked again,
 * this says where the request stands. Whatever the number of times it is sent, there is one request.
 */
export const ouvrirHorsLigne = action({
  nom: 'demarches.ouvrir-hors-ligne',
  path: '/guichet/hors-ligne/demandes',
  may: permission('demarches.guichet'),
  titre: 'Annoncer une demande remplie sans réseau',
  idempotent: false,
  horsJournal: true,
  input: z.object({ ...saisieMandat, id: z.uuid(), demarche: code, version: z.int().min(1), poste: z.uuid(), recueLe: z.iso.datetime() }),
  run: async (e) => {
    const { tx, input, acteur, maintenant } = e
    const deja = await findDossier(tx, input.id)
    if (deja && deja.creePar !== cleActeur(acteur)) throw new Introuvable()
    if (deja) return { vers: '', json: await etatDe(e, deja) }
    const demarche = await getDemarche(tx, input.demarche, input.version)
    if (demarche.pour === 'agents') throw new Introuvable('Cette démarche n’existe pas')
    const bureau = bureauDe(e, input)
    await creerBrouillon(e, demarche, input.id, bureau)
    // A device's clock may be wrong, and never knows of what is to come.
    const recueLe = new Date(Math.min(Date.parse(input.recueLe), maintenant.getTime())).toISOString()
    await updateBrouillon(tx, input.id, { reponses: {}, mandat: { ...mandatDe(input), horsLigne: { recueLe } }, maintenant })
    return { vers: '', json: { etat: 'brouillon', papiers: [] } satisfies EtatEnvoi }
  },
})

async function etatDe({ tx }: Pick<Ecriture, 'tx'>, dossier: Dossier): Promise<EtatEnvoi> {
  if (dossier.etat !== 'brouillon') return { etat: 'depose', numero: dossier.numero ?? '' }
  const papiers = await listReferences(tx, `dossier:${dossier.id}`)
  return { etat: 'brouillon', papiers: papiers.map((p) => ({ reference: p.id, champ: p.champ, sha256: p.sha256 })) }
}

/** One paper at a time: a line that drops loses one, and the others are not sent again. */
export const joindreHorsLigne = action({
  nom: 'demarches.joindre-hors-ligne',
  path: '/guichet/hors-ligne/demandes/:id/papiers',
  may: permission('demarches.guichet'),
  titre: 'Envoyer un papier gardé sans réseau',
  idempotent: false,
  horsJournal: true,
  params: parId,
  sujet: sujetDossier,
  fichiers: { nombre: 1, octets: 20 * MO },
  input: z.object({ champ: nomChamp }),
  run: async ({ tx, params, input, fichiers, acteur, maintenant }) => {
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    const [recu] = fichiers
    if (!recu) throw new Saisie({ papier: 'Aucun papier n’est arrivé' })
    const objet = `dossier:${dossier.id}`
    const arrives = await listReferences(tx, objet)
    const deja = arrives.find((r) => r.champ === input.champ && r.sha256 === recu.sha256)
    if (!deja && arrives.length >= PAPIERS_AU_PLUS) throw new Refus(`Cette demande a déjà ${PAPIERS_AU_PLUS} papiers`)
    const { nom, sha256, type, taille } = recu
    const reference = deja?.id ?? (await insertReference(tx, { sha256, type, taille, objet, champ: input.champ, nom, deposePar: cleActeur(acteur), maintenant }))
    return { vers: '', json: { reference, champ: input.champ, sha256 } }
  },
})

/**
 * The answers, once the papers are there. They are read by the form they were given to, then carried to the one in force;
 * whatever comes of it is kept in the draft, and what prevents filing is told.
 */
export const remplirHorsLigne = action({
  nom: 'demarches.remplir-hors-ligne',
  path: '/guichet/hors-ligne/demandes/:id',
  may: permission('demarches.guichet'),
  titre: 'Envoyer les réponses données sans réseau',
  idempotent: false,
  horsJournal: true,
  params: parId,
  sujet: sujetDossier,
  input: z.object({
    version: z.int().min(1),
    etapes: z.record(z.string().max(40), z.record(z.string().max(200), z.union([z.string(), z.array(z.string())]))),
    papiers: z.record(nomChamp, z.array(z.uuid()).max(PAPIERS_AU_PLUS)),
  }),
  run: async (e) => {
    const { tx, params, input, maintenant, maison } = e
    const dossier = await lockDossier(tx, params.id)
    exigerPassage(dossier, 'deposer')
    const sienne = await getDemarche(tx, dossier.demarche, input.version)
    const { reponses: lues, saisies } = await lire(e, dossier, sienne)
    const vigueur = (await findEnVigueur(tx, dossier.demarche)) ?? sienne
    const { reponses, revoir } = vigueur.version === sienne.version ? { reponses: lues, revoir: [] } : compatibles(sienne.formulaire, vigueur.formulaire, lues)
    const perdues = listPerdues(sienne.formulaire, lues, reponses, maison.territoires)
    const mandat = dossier.mandat && { ...dossier.mandat, horsLigne: { recueLe: maintenant.toISOString(), ...dossier.mandat.horsLigne, ...(perdues.length > 0 ? { perdues } : {}) } satisfies HorsLigne }
    await updateBrouillon(tx, dossier.id, { reponses, saisie: saisies, ...versionDe(vigueur), ...(mandat ? { mandat } : {}), maintenant })
    const arret = findArret(vigueur.formulaire, reponses)
    const rempli: Rempli = {
      vers: `/brouillons/${dossier.id}`,
      manques: manques(vigueur.formulaire, reponses, { maintenant, territoires: maison.territoires }).map(({ titre, phrase }) => ({ etape: titre, phrase })),
      revoir: revoir.map(({ libelle, raison }) => ({ libelle, raison })),
      perdues,
      arret: arret?.bloque ? arret.titre : null,
    }
    return { vers: rempli.vers, json: rempli }
  },
})

type Remplit = Ecriture<{ id: string }, { version: number; etapes: Record<string, Record<string, string | string[]>>; papiers: Record<string, string[]> }>

/** The steps in their order, by the same reader as the pages; what is wrong is kept as it was typed. */
async function lire({ tx, input, maintenant, maison }: Remplit, dossier: Dossier, demarche: Publiee): Promise<{ reponses: Reponses; saisies: Record<string, Record<string, string | string[]>> }> {
  const tous = await listReferences(tx, `dossier:${dossier.id}`)
  // What was withdrawn at the counter between two sendings does not stay here.
  const nommes = new Set(Object.values(input.papiers).flat())
  for (const { id } of tous) if (!nommes.has(id)) await removeReference(tx, id, maintenant)
  const arrives = new Map(tous.map((r): [string, FichierJoint] => [r.id, { reference: r.id, nom: r.nom, taille: r.taille, type: r.type }]))
  const fichiers = Object.fromEntries(Object.entries(input.papiers).map(([nom, ids]) => [nom, ids.flatMap((id) => arrives.get(id) ?? [])]))
  let reponses: Reponses = {}
  const saisies: Record<string, Record<string, string | string[]>> = {}
  for (const etape of demarche.formulaire.etapes) {
    const saisie = Object.hasOwn(input.etapes, etape.code) ? input.etapes[etape.code]! : undefined
    if (saisie === undefined) continue
    const contexte = { reponses, maintenant, territoires: maison.territoires, fichiers }
    const lu = lireSaisie(demarche.formulaire, etape, saisie, { ...contexte, ...(await trouveursDe(tx, dossier, demarche, etape, saisie, contexte)) })
    reponses = lu.reponses
    if (Object.keys(lu.erreurs).length > 0) saisies[etape.code] = lu.saisie
  }
  return { reponses, saisies }
}
