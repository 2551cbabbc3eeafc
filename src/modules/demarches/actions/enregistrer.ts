import { z } from 'zod'
import { Introuvable, Saisie } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import type { Ecriture, FichierRecu } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertReference, listReferences, removeReference } from '../../../kernel/fichiers/index.ts'
import { compatibles, findArret, findEtape, gestesBloc, lireSaisie, referencesDe, retirerFichier } from '../../../kernel/formulaires/index.ts'
import type { ArretAtteint, Etape, FichierJoint, Reponses } from '../../../kernel/formulaires/index.ts'
import { etapeSuivante, versionDe } from '../brouillon.ts'
import { trouveursDe } from '../citations.ts'
import { estEssai } from '../essai/essai.ts'
import { findEnVigueur, getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { terrainsDe } from '../foncier.ts'
import { etape as pageEtape, mayBrouillon, parEtape } from '../pages/brouillon.tsx'
import { CHAMP_COURRIER } from '../mandat.tsx'
import { CHAMP_MANDAT } from '../mandataire/mandat.ts'
import { direTerrain } from '../pages/terrains.tsx'
import { sujetDossier } from '../porte.ts'
import { changeAilleurs, marqueDe } from '../saisie.ts'

const MO = 1_048_576
/** Said by every gesture that finds the form changed. */
const CHANGEE = 'La démarche a changé depuis votre dernière visite. Vos réponses sont gardées\u00a0:'

/**
 * Saves one step of a draft. Whatever was typed is kept, right or wrong: a wrong answer is shown again with its
 * sentence, here and on another day.
 */
export const enregistrer = action({
  nom: 'demarches.enregistrer',
  path: '/brouillons/:id/:etape',
  may: mayBrouillon,
  titre: 'Enregistrer et continuer',
  params: parEtape,
  sujet: sujetDossier,
  page: pageEtape,
  fichiers: { nombre: 12, octets: 20 * MO },
  horsJournal: true,
  input: z.looseObject({}),
  run: async (e) => {
    const dossier = await lockDossier(e.tx, e.params.id)
    exigerPassage(dossier, 'deposer')
    const fichiers = await referencer(e, dossier.id)
    const { demarche, reponses: portees, revoir, changee } = await versionEnVigueur(e, dossier, fichiers)
    const ici = findEtape(demarche.formulaire, e.params.etape)
    if (!ici && !changee) throw new Introuvable()
    if (ici && tapeAilleurs(dossier, ici, e.input)) throw new Saisie({ '': 'Un texte plus récent de cette étape est gardé : il a été tapé ailleurs depuis que cette page est ouverte. Le vôtre est ci-dessous. Envoyez de nouveau pour qu’il le remplace, ou rouvrez l’étape pour lire l’autre' })
    if (!ici) return quitterEtape(e, dossier, demarche, portees, revoir)
    const { geste, saisie } = gestesBloc(ici, e.input)
    const retire = geste?.genre === 'retirer_fichier' ? geste.reference : undefined
    const gardees = retire ? retirerFichier(portees, retire) : portees
    const contexte = { reponses: gardees, maintenant: e.maintenant, territoires: e.maison.territoires, fichiers }
    const lu = lireSaisie(demarche.formulaire, ici, saisie, { ...contexte, ...(await trouveursDe(e.tx, dossier, demarche, ici, saisie, contexte)) })
    await retirerAbsents(e, dossier.id, lu.reponses)
    const erreurs = geste || Object.keys(lu.erreurs).length === 0 ? {} : { ...(changee ? { '': `${CHANGEE} relisez cette étape` } : {}), ...lu.erreurs }
    const fautif = geste !== undefined || Object.keys(erreurs).length > 0
    const montree = geste ? (e.input as Record<string, string>) : lu.saisie
    const saisies = { ...dossier.saisie, [ici.code]: fautif ? lu.saisie : {} }
    await updateBrouillon(e.tx, dossier.id, { reponses: lu.reponses, saisie: saisies, ...versionDe(demarche), maintenant: e.maintenant })
    if (fautif && e.input._quitter === undefined) return { vers: `/brouillons/${dossier.id}/${ici.code}`, reprise: { erreurs, saisie: montree } }
    const terrain = terrainsDe({ formulaire: { etapes: [ici] } }, lu.reponses)[0]
    const message = changee ? `${CHANGEE} relisez cette étape.` : terrain && direTerrain(terrain)
    return { ...suite(e.input, dossier, demarche, lu.reponses, ici, revoir), ...(message && e.input._quitter === undefined ? { message } : {}) }
  },
})

/** Whether another page holds text of this step that this one has never shown, and that nobody has sent. */
const tapeAilleurs = (dossier: Dossier, etape: Etape, { _base: base, _cle: page }: Record<string, unknown>): boolean =>
  marqueDe(dossier.saisie, etape.code) !== undefined && typeof base === 'string' && changeAilleurs(etape, dossier, { base, page: String(page) })

/** A warning is shown once: whoever sends the same step again has read it. */
const averti = (dossier: Dossier, demarche: Publiee, arret: ArretAtteint): boolean => {
  const avant = findArret(demarche.formulaire, dossier.reponses)
  return avant?.etape.code === arret.etape.code && avant.condition === arret.condition
}

type Enregistre = Ecriture<{ id: string; etape: string }, Record<string, unknown>>

function suite(input: Record<string, unknown>, dossier: Dossier, demarche: Publiee, reponses: Reponses, ici: Etape, revoir: readonly { etape: string }[]) {
  const base = `/brouillons/${dossier.id}`
  if (input._quitter !== undefined) return { vers: base, message: 'Tout est gardé. Vous pouvez revenir quand vous voulez.' }
  // What has just been answered may say that one goes no further: it is said at once.
  const arret = findArret(demarche.formulaire, reponses)
  if (arret?.bloque || (arret && arret.etape.code === ici.code && !averti(dossier, demarche, arret))) return { vers: `${base}/${arret.etape.code}` }
  if (revoir[0]) return { vers: `${base}/${revoir[0].etape}` }
  const suivante = input._resume === undefined ? etapeSuivante(demarche, reponses, ici.code) : undefined
  return { vers: `${base}/${suivante?.code ?? 'resume'}` }
}

/** A draft follows the version in force; answers that still fit are kept, those of the page just sent too. */
async function versionEnVigueur(e: Enregistre, dossier: Dossier, fichiers: Record<string, FichierJoint[]>) {
  const sienne = await getDemarche(e.tx, dossier.demarche, dossier.version)
  // A test stays on the version it tries.
  const vigueur = (estEssai(dossier) ? undefined : await findEnVigueur(e.tx, dossier.demarche)) ?? sienne
  if (vigueur.version === sienne.version) return { demarche: sienne, reponses: dossier.reponses, revoir: [], changee: false }
  const ancienne = findEtape(sienne.formulaire, e.params.etape)
  const contexte = { reponses: dossier.reponses, maintenant: e.maintenant, territoires: e.maison.territoires, fichiers }
  const lues = ancienne ? lireSaisie(sienne.formulaire, ancienne, gestesBloc(ancienne, e.input).saisie, contexte).reponses : dossier.reponses
  return { demarche: vigueur, ...compatibles(sienne.formulaire, vigueur.formulaire, lues), changee: true }
}

/** The step of the page that was sent is no longer in the form: what it said is kept where it still has a place. */
async function quitterEtape(e: Enregistre, dossier: Dossier, demarche: Publiee, reponses: Reponses, revoir: readonly { etape: string }[]) {
  await retirerAbsents(e, dossier.id, reponses)
  await updateBrouillon(e.tx, dossier.id, { reponses, ...versionDe(demarche), maintenant: e.maintenant })
  const base = `/brouillons/${dossier.id}`
  return { vers: revoir[0] ? `${base}/${revoir[0].etape}` : base, message: `${CHANGEE} relisez-les.` }
}

async function referencer(e: Enregistre, dossierId: string): Promise<Record<string, FichierJoint[]>> {
  const parChamp: Record<string, FichierJoint[]> = {}
  for (const recu of e.fichiers) (parChamp[recu.champ] ??= []).push(await joindre(e, dossierId, recu))
  return parChamp
}

async function joindre(e: Enregistre, dossierId: string, recu: FichierRecu): Promise<FichierJoint> {
  const { champ, nom, sha256, type, taille } = recu
  const reference = await insertReference(e.tx, { sha256, type, taille, objet: `dossier:${dossierId}`, champ, nom, deposePar: cleActeur(e.acteur), maintenant: e.maintenant })
  return { reference, nom, taille, type }
}

// What the answers no longer hold (withdrawn, replaced, one too many) is let go; the nightly collection removes the bytes.
async function retirerAbsents(e: Enregistre, dossierId: string, reponses: Reponses): Promise<void> {
  const gardes = new Set(referencesDe(reponses))
  for (const { id, champ } of await listReferences(e.tx, `dossier:${dossierId}`)) if (!gardes.has(id) && champ !== CHAMP_MANDAT && champ !== CHAMP_COURRIER) await removeReference(e.tx, id, e.maintenant)
}
