import { z } from 'zod'
import { dateSimple, heure } from '../../../lib/francais.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import { midi } from '../../../kernel/calendrier/jour.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { preparer } from '../../../kernel/documents/emettre.ts'
import type { Emission } from '../../../kernel/documents/emettre.ts'
import { insertDocument } from '../../../kernel/documents/queries.ts'
import { epurer, findChamp, texteReponse, textesDesBlocs } from '../../../kernel/formulaires/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { job } from '../../../kernel/module.ts'
import type { Travail } from '../../../kernel/module.ts'
import type { Accord } from '../accord.ts'
import { listAccords } from '../accord.queries.ts'
import { CADRES, findConstat } from '../constat.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import type { Dossier } from '../dossier.ts'
import { estEssai } from '../essai/essai.ts'
import { findInscription } from '../registre.queries.ts'
import { finValidite } from '../validite.ts'
import { getDossier, lockDossier, updateDossier } from '../dossier.queries.ts'
import { insertEvenement, listEvenements } from '../evenement.queries.ts'
import { destinataireDe } from '../porte.ts'
import { enteteDe } from '../recepisse.ts'
import { dire } from '../message/dire.ts'

/** Makes the document of a signed file: PDF, seal, signature. Runs again after a crash; a file gets one document. */
export const delivrer = job({
  nom: 'demarches.delivrer',
  titre: 'Faire le document d’un dossier signé',
  schema: z.object({ dossierId: z.uuid() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const dossier = await getDossier(db, donnees.dossierId)
    if (dossier.etat !== 'signe') return
    const demarche = await getDemarche(db, dossier.demarche, dossier.version)
    if (estEssai(dossier)) return finirEssai(ecrire, dossier, demarche, maison, maintenant)
    const emis = await preparer(maison.atelier, await emissionDe(db, maison, dossier, demarche))
    const { titre } = documentDe(demarche)
    await ecrire(async (tx) => {
      const verrouille = await lockDossier(tx, dossier.id)
      // Another run of the same task was quicker: its document stands, these bytes are collected.
      if (verrouille.etat !== 'signe') return {}
      const { id, codeCourt } = await insertDocument(tx, emis)
      await updateDossier(tx, dossier.id, { etat: 'delivre', documentId: id, valableJusque: emis.expireLe }, maintenant)
      await insertEvenement(tx, { dossierId: dossier.id, genre: 'delivre', le: maintenant, par: 'systeme:demarches.delivrer', parNom: dossier.bureau!, texte: titre })
      const valeurs = { numero: dossier.numero!, titre, lien: `${maison.reglages.adresse}/suivi/${dossier.id}`, code: codeCourt }
      const jobs = await dire(tx, dossier, { modele: 'dossier-delivre', cle: `delivre:${dossier.id}`, a: destinataireDe(dossier), valeurs, maison, lien: `/suivi/${dossier.id}`, maintenant })
      return { journal: { objet: `document:${id}`, territoire: dossier.territoire, detail: { dossier: dossier.id, sha256: emis.sha256 } }, jobs }
    })
  },
})

/** A test has no document: nothing is sealed, and the paper is drawn when its author looks at it. */
async function finirEssai(ecrire: Travail<unknown>['ecrire'], { id }: Dossier, demarche: Publiee, maison: Maison, maintenant: Date): Promise<void> {
  const { titre } = documentDe(demarche)
  await ecrire(async (tx) => {
    const dossier = await lockDossier(tx, id)
    if (dossier.etat !== 'signe') return {}
    await updateDossier(tx, id, { etat: 'delivre' }, maintenant)
    await insertEvenement(tx, { dossierId: id, genre: 'delivre', le: maintenant, par: 'systeme:demarches.delivrer', parNom: dossier.bureau!, texte: titre })
    const valeurs = { numero: dossier.numero!, titre, lien: `${maison.reglages.adresse}/suivi/${id}`, code: 'ESSAI' }
    return { jobs: await dire(tx, dossier, { modele: 'dossier-delivre', cle: `delivre:${id}`, a: {}, valeurs, maison, maintenant }) }
  })
}

/** The paper of a procedure that gives one. Throws otherwise: such a file is never signed for a paper. */
export function documentDe(demarche: Publiee): NonNullable<Publiee['document']> {
  if (!demarche.document) throw new Error(`${demarche.code} ne donne pas de document`)
  return demarche.document
}

type Signataire = { nom?: string; qualite?: string; bureau?: string; interimDe?: string }

/** What every paper of a file may print: its answers in words, who saw, who consented, where and by whom it is signed. */
export async function contexteDe(db: Db, maison: Maison, dossier: Dossier, demarche: Publiee, { emisLe, signataire }: { emisLe: Date; signataire: Signataire }): Promise<{ valeurs: Record<string, string>; donnees: Record<string, unknown> }> {
  const reponses = epurer(demarche.formulaire, dossier.reponses)
  const textes = Object.fromEntries(
    Object.entries(reponses).flatMap(([code, reponse]) => {
      const champ = findChamp(demarche.formulaire, code)
      return champ && reponse !== null ? [[code, texteReponse(champ, reponse, maison.territoires)]] : []
    }),
  )
  const constat = await findConstat(db, dossier.constatId)
  const vu = constat ? { le: dateSimple(constat.vuLe), lieu: `${CADRES[constat.cadre].toLocaleLowerCase('fr')}, ${constat.lieu}` } : { le: '', lieu: '' }
  const accords = textesDesAccords(await listAccords(db, dossier.id))
  const registre = (await findInscription(db, dossier.id))?.numero ?? ''
  return {
    valeurs: { ...textes, registre, 'constat.le': vu.le, ...Object.fromEntries(Object.entries(accords).map(([code, texte]) => [`accord.${code}`, texte])) },
    donnees: {
      entete: enteteDe(maison, dossier.territoire, dossier.bureau),
      delivreLe: dateSimple(emisLe),
      reponses: textes,
      blocs: textesDesBlocs(demarche.formulaire, reponses, maison.territoires),
      constat: vu,
      registre,
      accords,
      fait: { lieu: lieuDe(maison, dossier), le: dateSimple(emisLe) },
      signataire: {
        qualite: signataire.interimDe ? 'Par intérim' : 'L’autorité compétente',
        fonction: signataire.qualite ?? '',
        nom: signataire.nom ?? '',
        mention: `Signé électroniquement le ${dateSimple(emisLe)} à ${heure(emisLe)}`,
      },
      pied: `Toute modification annule ce document. Dossier ${dossier.numero}, signé à ${heure(emisLe)}.`,
      specimen: maison.reglages.mode === 'demonstration',
    },
  }
}

/** Who signed, as written in the story of the file. */
export async function signataireDe(db: Db, dossierId: string, genre: 'signe' | 'refuse'): Promise<Signataire> {
  return ((await listEvenements(db, dossierId, true)).findLast((e) => e.genre === genre)?.detail ?? {}) as Signataire
}

/** What is printed and sealed for a signed file. */
export async function emissionDe(db: Db, maison: Maison, dossier: Dossier, demarche: Publiee): Promise<Emission> {
  const { sceau, validite, genre, titre } = documentDe(demarche)
  const emisLe = dossier.decideLe!
  const fin = finValidite(validite, dossier.reponses, jourLocal(emisLe))
  const { valeurs, donnees } = await contexteDe(db, maison, dossier, demarche, { emisLe, signataire: await signataireDe(db, dossier.id, 'signe') })
  const rempli = (modele: string | undefined) => modele && remplir(modele, valeurs)
  return {
    modele: demarche.modele,
    donnees: { ...donnees, valable: fin ? `${dateSimple(midi(fin))} inclus` : validite ? 'durée de validité à confirmer' : 'sans limite de durée' },
    genre,
    numero: dossier.numero!,
    titre,
    objet: `dossier:${dossier.id}`,
    territoire: dossier.territoire!,
    champs: {
      nom: remplir(sceau.nom, valeurs),
      autorite: dossier.bureau!,
      ...(sceau.naissance ? { naissance: rempli(sceau.naissance)! } : {}),
      ...(sceau.domicile ? { domicile: rempli(sceau.domicile)! } : {}),
      ...(sceau.objet ? { objet: rempli(sceau.objet)! } : {}),
      ...(sceau.autres ? { autres: sceau.autres.map(([libelle, modele]) => [libelle, rempli(modele)!] as const) } : {}),
    },
    emisLe,
    // The first moment of the day after the last day, in Porto-Novo (UTC+1).
    ...(fin ? { expireLe: new Date(Date.parse(`${fin}T23:00:00Z`)) } : {}),
    emisPar: dossier.decidePar!,
  }
}

/** Where it is signed: the place, or the town where the direction of the ministry has its seat. */
function lieuDe({ territoires }: Maison, { territoire, bureau }: Dossier): string {
  const siege = territoire === 'BJ' ? territoires.bureaux('BJ').find((b) => b.nom === bureau)?.adresse : undefined
  return siege ?? territoires.trouver(territoire!)?.nom ?? ''
}

/** Who consented, when and how, by party: « Dossou Paul, le 12 novembre 2026, par lien et code ». */
function textesDesAccords(accords: readonly Accord[]): Record<string, string> {
  const donnes = accords.filter((a) => a.reponse === 'oui' && a.reponduLe !== null)
  return Object.fromEntries(donnes.map((a) => [a.partie, `${a.nom}, le ${dateSimple(a.reponduLe!)}, ${a.moyen === 'guichet' ? 'au guichet' : 'par lien et code'}`]))
}

function remplir(modele: string, valeurs: Readonly<Record<string, string>>): string {
  return modele.replace(/\{([\w.]+)\}/g, (_, nom: string) => valeurs[nom] ?? '').trim()
}
