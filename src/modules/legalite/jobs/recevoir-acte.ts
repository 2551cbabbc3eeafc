import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { jourLocal } from '../../../kernel/calendrier/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { listPostes } from '../../../kernel/identite/affectation.queries.ts'
import { ROLES } from '../../../kernel/identite/role.ts'
import { sansAccents } from '../../../lib/francais.ts'
import { job } from '../../../kernel/module.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { findActe, insertActe, listParNumeros, updateActe } from '../acte/acte.queries.ts'
import { anomalie, direAnomalie } from '../acte/anomalie.ts'
import type { Anomalie } from '../acte/anomalie.ts'
import { anomaliesDe, enVigueur } from '../acte/contexte.ts'
import type { EnVigueur } from '../acte/contexte.ts'
import { joindreFichiers } from '../acte/joindre.ts'
import type { Papier } from '../acte/joindre.ts'
import { insertEvenement } from '../acte/evenement.queries.ts'
import { insertLien } from '../acte/lien.queries.ts'
import { signataireDe } from '../acte/saisie.ts'
import { inspecter } from '../piece/inspecter.ts'
import { listPieces } from '../piece/piece.queries.ts'
import { findLigne, lockLigne, updateLigne } from '../transmission/envoi.queries.ts'
import type { ActeEnvoye, Envoi, FichierEnvoye } from '../transmission/envoi.queries.ts'
import { recevoir } from '../transmission/recevoir.ts'

type Contenu = ActeEnvoye & { fichiers: Record<string, FichierEnvoye> }

/** The papers of an act, read outside the server's process. */
async function lirePapiers(maison: Maison, a: Contenu): Promise<(Papier & { code: string; titre: string })[]> {
  const papiers = [{ fichier: a.principal.fichier, champ: 'principal', code: '', titre: '' }, ...a.annexes.map((x) => ({ fichier: x.fichier, champ: 'annexe', code: x.code, titre: x.titre }))]
  return Promise.all(
    papiers.map(async (p) => {
      const { sha256, taille } = a.fichiers[p.fichier]!
      const inspection = await inspecter(maison.lecteur, { type: 'application/pdf', octets: await maison.depot.lire(sha256) })
      return { fichier: { champ: p.champ, nom: p.fichier, sha256, type: 'application/pdf', taille }, inspection, code: p.code, titre: p.titre }
    }),
  )
}

/** The post that a sender's words name: « Maire », « Secrétaire exécutif ». */
async function posteNomme(tx: Tx, commune: string, qualite: string, jour: string): Promise<string | undefined> {
  const role = ROLES.find((r) => r.niveau === 'commune' && sansAccents(r.titre) === sansAccents(qualite.trim()))
  return role ? (await listPostes(tx, { codes: [commune] }, jour, { role: role.nom, limite: 5 }))[0]?.id : undefined
}

type Travail = { tx: Tx; maison: Maison; maintenant: Date; envoi: Envoi & { deposePar: string }; contenu: Contenu; papiers: Awaited<ReturnType<typeof lirePapiers>>; v: EnVigueur }

/** Judges one act inside its transaction: received, or refused with its anomalies and nothing written of it. */
async function juger(t: Travail): Promise<{ anomalies: Anomalie[]; acteId?: string; arNumero?: string; jobs: Awaited<ReturnType<typeof recevoir>>['jobs'] }> {
  const { tx, envoi, contenu: a, v, maintenant } = t
  const id = uuidv7(maintenant.getTime())
  const lus = t.papiers.flatMap((p) => p.inspection.fautes.map((code) => anomalie(v.anomalies, code, { precision: p.fichier.nom })))
  const pris = await listParNumeros(tx, envoi.commune, [a.numero])
  const liens = await Promise.all((a.liens ?? []).map(async (l) => ({ ...l, vers: (await listParNumeros(tx, envoi.commune, [l.numero]))[0]?.id })))
  const avant = [...lus, ...(pris.length > 0 ? [anomalie(v.anomalies, 'A16', { precision: a.numero })] : []), ...liens.filter((l) => !l.vers).map((l) => anomalie(v.anomalies, 'A22', { precision: l.numero }))]
  if (avant.some((x) => x.bloque)) return { anomalies: avant, jobs: [] }
  const posteId = await posteNomme(tx, envoi.commune, a.signataire.qualite, a.date)
  const tenu = posteId ? await signataireDe(tx, posteId, envoi.commune, a.date) : undefined
  await insertActe(tx, { id, commune: envoi.commune, etat: 'brouillon', regime: 'loi-2021-14', nature: a.nature, matiere: a.matiere, numero: a.numero, objet: a.objet, dateActe: a.date, signatairePoste: tenu?.poste ?? null, signataireNom: a.signataire.nom, signataireQualite: a.signataire.qualite, mode: t.papiers[0]!.inspection.signatures.length > 0 ? 'electronique' : 'numerise', montant: a.montant ?? null, budget: a.budget ?? null, exercice: null, creePar: envoi.deposePar, maintenant })
  for (const p of t.papiers) await joindreFichiers(tx, id, [p], { input: { annexeCode: p.code, annexeTitre: p.titre }, par: envoi.deposePar, maintenant })
  for (const l of liens) await insertLien(tx, { acteId: id, genre: l.genre, vers: l.vers! })
  await updateActe(tx, id, { etat: 'signe', signeLe: maintenant }, maintenant)
  const [acte, pieces] = [(await findActe(tx, id))!, await listPieces(tx, id)]
  const anomalies = [...avant, ...(await anomaliesDe(tx, acte, pieces, v, maintenant))]
  if (anomalies.some((x) => x.bloque)) return { anomalies, jobs: [] }
  await insertEvenement(tx, { acteId: id, genre: 'prepare', le: maintenant, par: envoi.deposePar, parNom: envoi.deposeParNom, texte: `${envoi.emetteur}, ${envoi.reference}` })
  const { arNumero, jobs } = await recevoir(tx, { acte, pieces, anomalies, v, canal: envoi.canal, reference: envoi.reference, par: envoi.deposePar, parNom: envoi.deposeParNom, maintenant })
  return { anomalies, acteId: id, arNumero, jobs }
}

/** Thrown to undo what was written of an act that is refused; its verdict is then written apart. */
class Defaire extends Error {
  readonly anomalies: Anomalie[]
  constructor(anomalies: Anomalie[]) {
    super('acte refusé')
    this.anomalies = anomalies
  }
}

/** Two that were sent at the same moment: the database says no to the second, and this says which anomaly it was. */
function raceDe(erreur: unknown, v: EnVigueur): Anomalie[] | undefined {
  const contrainte = (erreur as { constraint?: string }).constraint
  if (contrainte === 'acte_numero') return [anomalie(v.anomalies, 'A16')]
  if (contrainte === 'acte_texte_une_fois') return [anomalie(v.anomalies, 'A15')]
  return erreur instanceof Defaire ? erreur.anomalies : erreur instanceof Refus ? [{ code: 'A00', phrase: erreur.message, bloque: true }] : undefined
}

/** Judges one act of an envelope. Run twice, the second finds it judged; killed in the middle, nothing of it is written and it is judged again. */
export const recevoirActe = job({
  nom: 'legalite.recevoir-acte',
  titre: 'Actes envoyés par les logiciels des communes',
  schema: z.object({ envoi: z.uuid(), rang: z.int().positive() }),
  run: async ({ donnees, db, maison, maintenant, ecrire }) => {
    const contenu = await findLigne(db, donnees.envoi, donnees.rang)
    if (!contenu) return
    const papiers = await lirePapiers(maison, contenu)
    const dire = (anomalies: readonly Anomalie[]) => anomalies.map((a) => ({ code: a.code, phrase: direAnomalie(a), bloque: a.bloque }))
    let v: EnVigueur | undefined
    try {
      await ecrire(async (tx) => {
        const ligne = await lockLigne(tx, donnees.envoi, donnees.rang)
        if (!ligne) return {}
        v = await enVigueur(tx, maison, ligne.envoi.commune, jourLocal(maintenant))
        const jugee = await juger({ tx, maison, maintenant, ...ligne, papiers, v })
        if (!jugee.acteId) throw new Defaire(jugee.anomalies)
        await updateLigne(tx, donnees.envoi, donnees.rang, { etat: 'recu', acteId: jugee.acteId, anomalies: dire(jugee.anomalies), maintenant })
        return { verbe: 'legalite.transmettre', journal: { objet: `acte:${jugee.acteId}`, territoire: ligne.envoi.commune, detail: { numero: ligne.contenu.numero, ar: jugee.arNumero ?? '' } }, jobs: jugee.jobs }
      })
    } catch (erreur) {
      const anomalies = v && raceDe(erreur, v)
      if (!anomalies) throw erreur
      await ecrire(async (tx) => {
        if (await lockLigne(tx, donnees.envoi, donnees.rang)) await updateLigne(tx, donnees.envoi, donnees.rang, { etat: 'refuse', acteId: null, anomalies: dire(anomalies), maintenant })
        return {}
      })
    }
  },
})
