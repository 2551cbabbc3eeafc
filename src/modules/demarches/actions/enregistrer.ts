import { z } from 'zod'
import { Introuvable } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import type { Ecriture, FichierRecu } from '../../../kernel/module.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { insertReference, listReferences, removeReference } from '../../../kernel/fichiers/index.ts'
import { findEtape, gestesBloc, referencesDe, retirerFichier } from '../../../kernel/formulaires/index.ts'
import type { Etape, FichierJoint, Reponses } from '../../../kernel/formulaires/index.ts'
import { etapeSuivante, lireEtape, porterVersion } from '../brouillon.ts'
import { findEnVigueur, getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { exigerPassage } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { lockDossier, updateBrouillon } from '../dossier.queries.ts'
import { etape as pageEtape, mayBrouillon, parEtape } from '../pages/brouillon.tsx'
import { sujetDossier } from '../porte.ts'

const MO = 1_048_576

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
    const { demarche, reponses: portees, revoir } = await versionEnVigueur(e, dossier)
    const ici = findEtape(demarche.formulaire, e.params.etape)
    if (!ici) throw new Introuvable()
    const { geste, saisie } = gestesBloc(ici, e.input)
    const retire = geste?.genre === 'retirer_fichier' ? geste.reference : undefined
    const gardees = retire ? retirerFichier(portees, retire) : portees
    const fichiers = await referencer(e, dossier.id)
    const lu = lireEtape(demarche, ici, saisie, { reponses: gardees, maintenant: e.maintenant, territoires: e.maison.territoires, fichiers })
    await retirerAbsents(e, dossier.id, lu.reponses)
    const erreurs = geste ? {} : lu.erreurs
    const fautif = geste !== undefined || Object.keys(erreurs).length > 0
    const montree = geste ? (e.input as Record<string, string>) : lu.saisie
    const saisies = { ...dossier.saisie, [ici.code]: fautif ? lu.saisie : {} }
    await updateBrouillon(e.tx, dossier.id, { reponses: lu.reponses, saisie: saisies, version: demarche.version, maintenant: e.maintenant })
    if (fautif && e.input._quitter === undefined) return { vers: `/brouillons/${dossier.id}/${ici.code}`, reprise: { erreurs, saisie: montree } }
    return suite(e.input, dossier, demarche, lu.reponses, ici, revoir)
  },
})

type Enregistre = Ecriture<{ id: string; etape: string }, Record<string, unknown>>

function suite(input: Record<string, unknown>, dossier: Dossier, demarche: Publiee, reponses: Reponses, ici: Etape, revoir: readonly { etape: string }[]) {
  const base = `/brouillons/${dossier.id}`
  if (input._quitter !== undefined) return { vers: base, message: 'Tout est gardé. Vous pouvez revenir quand vous voulez.' }
  if (revoir[0]) return { vers: `${base}/${revoir[0].etape}`, message: 'La démarche a changé depuis votre dernière visite. Vos réponses sont gardées ; relisez cette étape.' }
  const suivante = input._resume === undefined ? etapeSuivante(demarche, reponses, ici.code) : undefined
  return { vers: `${base}/${suivante?.code ?? 'resume'}` }
}

/** A draft follows the version in force; answers that still fit are kept. */
async function versionEnVigueur(e: Enregistre, dossier: Dossier) {
  const sienne = await getDemarche(e.tx, dossier.demarche, dossier.version)
  const vigueur = (await findEnVigueur(e.tx, dossier.demarche)) ?? sienne
  if (vigueur.version === sienne.version) return { demarche: sienne, reponses: dossier.reponses, revoir: [] }
  return { demarche: vigueur, ...porterVersion(sienne, vigueur, dossier.reponses) }
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
  for (const { id } of await listReferences(e.tx, `dossier:${dossierId}`)) if (!gardes.has(id)) await removeReference(e.tx, id, e.maintenant)
}
