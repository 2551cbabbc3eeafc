import { z } from 'zod'
import { Refus } from '../../../lib/erreurs.ts'
import { action } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { cleActeur } from '../../../kernel/identite/acteur.ts'
import { passer } from '../avancer.ts'
import { suivante } from '../circuit.ts'
import { findConstat } from '../constat.queries.ts'
import { getDemarche } from '../definition.queries.ts'
import type { Publiee } from '../definition.queries.ts'
import { exigerPassage, exigerSignable } from '../dossier.ts'
import type { Dossier } from '../dossier.ts'
import { getDossier, lockDossier } from '../dossier.queries.ts'
import { champRevision, exigerRevision } from '../revision.tsx'
import { insertEvenement } from '../evenement.queries.ts'
import { jourDe } from '../horloge.ts'
import { champsDecision, lireMotif } from '../motif.ts'
import { estEssai } from '../essai/essai.ts'
import { detail } from '../pages/detail.tsx'
import { insertInscription } from '../registre.queries.ts'
import { exigerAttendu, maySigner, nomActeur, parId, sujetDossier } from '../porte.ts'

/**
 * Signs the proposed decision, with the second factor. The act of the person is recorded here; the institution's seal is
 * put on the document by the task that follows, so that a signature acknowledged is never lost.
 */
export const signer = action({
  nom: 'demarches.signer',
  path: '/dossiers/:id/signer',
  may: maySigner,
  titre: 'Signer la décision',
  params: parId,
  sujet: sujetDossier,
  page: detail,
  secondFacteur: true,
  definitif: true,
  input: z.object({ ...champRevision, decision: z.enum(['accorder', 'refuser'], 'Choisissez votre décision'), ...champsDecision }),
  run: async ({ tx, params, input, acteur, maintenant, maison }) => {
    const dossier = await lockDossier(tx, params.id)
    await exigerRevision(tx, dossier, input._revision)
    const demarche = await getDemarche(tx, dossier.demarche, dossier.version)
    exigerPassage(dossier, 'signer')
    const poste = exigerAttendu(acteur, dossier, maison.territoires)
    exigerSignable(dossier, input.decision, await findConstat(tx, dossier.constatId), demarche.circuit.constat, cleActeur(acteur), maintenant)
    // What he saw on his screen is what he signs: a proposal changed meanwhile is shown again first.
    if (dossier.decision !== null && dossier.decision !== input.decision) throw new Refus('La proposition a changé pendant que vous lisiez. Relisez le dossier avant de signer')
    const accorde = input.decision === 'accorder'
    const motif = dossier.decision === null ? lireMotif(demarche, input) : dossier.motif
    const etat = accorde ? (demarche.document ? 'signe' : 'accorde') : 'refuse'
    const signataire = { nom: acteur.genre === 'agent' ? acteur.nom : '', qualite: poste?.roleTitre ?? '', bureau: poste?.bureau ?? '', ...(poste?.interimDe ? { interimDe: poste.interimDe } : {}) }
    await insertEvenement(tx, { dossierId: dossier.id, genre: etat, le: maintenant, par: cleActeur(acteur), parNom: nomActeur(acteur), texte: accorde && demarche.document ? '' : (motif ?? ''), detail: signataire })
    const signee = { decision: input.decision, motif, decideLe: maintenant, decidePar: cleActeur(acteur), aTemps: dossier.echeance === null || jourDe(maintenant) <= dossier.echeance }
    // What is granted may still be to pay; what is refused asks for nothing any more.
    const vers = accorde ? suivante(demarche, dossier.reponses, dossier.station ?? undefined) : undefined
    const jobs = await passer(tx, demarche, dossier, vers, signee, { maison, par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant })
    if (accorde && demarche.registre && !estEssai(dossier)) await inscrire(tx, dossier, demarche.registre, { par: cleActeur(acteur), parNom: nomActeur(acteur), maintenant })
    const message = (await getDossier(tx, dossier.id)).etat === 'liquide' ? `Signé. Le dossier ${dossier.numero} attend le paiement.` : etat === 'signe' ? `Signé. Le document ${dossier.numero} se prépare.` : accorde ? `Accordé : dossier ${dossier.numero}.` : `Refus signé pour le dossier ${dossier.numero}.`
    return { vers: `/dossiers/${dossier.id}`, message, journal: { objet: `dossier:${dossier.id}`, territoire: dossier.territoire, detail: { decision: input.decision, poste: poste?.posteId ?? null } }, jobs }
  },
})

/** Last of the transaction: the register's counter is held until the commit. Told just after the signature in the story. */
export async function inscrire(tx: Tx, dossier: Dossier, { code, nom }: NonNullable<Publiee['registre']>, { par, parNom, maintenant }: { par: string; parNom: string; maintenant: Date }): Promise<void> {
  const annee = Number(jourDe(maintenant).slice(0, 4))
  const numero = await insertInscription(tx, { dossierId: dossier.id, registre: code, territoire: dossier.territoire!, bureau: dossier.bureau!, annee, par, maintenant })
  await insertEvenement(tx, { dossierId: dossier.id, genre: 'inscrit', le: new Date(maintenant.getTime() + 1), par, parNom, texte: `${nom}, n° ${numero}`, detail: { registre: code, numero } })
}
