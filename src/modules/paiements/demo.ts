import { ajouterJours, jourLocal } from '../../kernel/calendrier/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Maison } from '../../kernel/maison.ts'
import type { JobDemande } from '../../kernel/module.ts'
import { insertBac, updateBacIssue } from './bac-a-sable.queries.ts'
import { insertCloture, tenirCaisse } from './caisse.queries.ts'
import { insertPaiement, listPaiements, updateAnnules, updateDu, updateRegle } from './paiement.queries.ts'
import type { MoyenGuichet, Paiement } from './paiement.ts'
import { insertQuittance, updateAnnulee } from './quittance.queries.ts'
import { regler, tenirPaiement } from './regler.ts'
import { insertAFaire } from './remboursement.queries.ts'
import { insertTentative, updateFinie, updateOuverte } from './tentative.queries.ts'

type Sorte = 'du' | 'exempte' | 'annule' | 'en_ligne' | 'a_rembourser' | 'barre' | MoyenGuichet
type Exemple = { il_y_a: number; payeur: string; montant: number; sorte: Sorte }

/** Yesterday's desk is closed, today's is open; every state is there. */
const EXEMPLES: readonly Exemple[] = [
  { il_y_a: 1, payeur: 'Afiavi Tossou', montant: 2000, sorte: 'especes' },
  { il_y_a: 1, payeur: 'Codjo Zinsou', montant: 2000, sorte: 'mobile' },
  { il_y_a: 1, payeur: 'Baké Chabi', montant: 500, sorte: 'barre' },
  { il_y_a: 0, payeur: 'Sènami Dossou', montant: 2000, sorte: 'especes' },
  { il_y_a: 0, payeur: 'Yabo Bio', montant: 1500, sorte: 'cheque' },
  { il_y_a: 0, payeur: 'Ganiou Orou', montant: 2000, sorte: 'en_ligne' },
  { il_y_a: 0, payeur: 'Hortense Adjovi', montant: 2000, sorte: 'exempte' },
  { il_y_a: 0, payeur: 'Kossi Hounsa', montant: 500, sorte: 'annule' },
  { il_y_a: 0, payeur: 'Assiba Sabi', montant: 2000, sorte: 'a_rembourser' },
  { il_y_a: 0, payeur: 'Moussa Lokossou', montant: 2000, sorte: 'du' },
  { il_y_a: 0, payeur: 'Rigobert Kpadonou', montant: 1500, sorte: 'du' },
]
const CAISSIER = { par: 'agent:demonstration', parNom: 'A. K., Agent d’arrondissement' }

/** Believable payments for the demonstration, of no file and of no true fee; nothing when there are some already. */
export async function remplirDemonstration(tx: Tx, maison: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from paiements.paiement`.execute(tx)
  const lieu = maison.territoires.chercher('Bohicon I', { niveau: 'arrondissement' })[0]
  if ((rows[0]?.n ?? 0) > 0 || !lieu) return
  const bureau = maison.territoires.bureaux(lieu.code)[0]?.nom ?? lieu.nom
  for (const [rang, exemple] of EXEMPLES.entries()) await raconter(tx, exemple, rang, { territoire: lieu.code, bureau }, maintenant)
  const hier = ajouterJours(jourLocal(maintenant), -1)
  await tenirCaisse(tx, { territoire: lieu.code, bureau }, hier)
  await insertCloture(tx, { territoire: lieu.code, bureau }, hier, { ...CAISSIER, maintenant })
}

async function raconter(tx: Tx, { il_y_a, payeur, montant, sorte }: Exemple, rang: number, ou: { territoire: string; bureau: string }, maintenant: Date): Promise<void> {
  const le = new Date(maintenant.getTime() - il_y_a * 86_400_000 - (EXEMPLES.length - rang) * 60_000)
  const acte = { ...CAISSIER, maintenant: le }
  const demande = { objet: `demonstration:${rang}`, code: 'frais', libelle: `Frais d’exemple n° ${rang + 1}`, payeur, lien: '/demarches', montant, source: 'Montant d’exemple, pour la démonstration seulement', verifie: false, moyens: ['guichet', 'en_ligne'] as Paiement['moyens'], ...ou, ...acte }
  const { id } = await insertPaiement(tx, demande, sorte === 'exempte' ? 'Indigence constatée par le service social' : undefined)
  if (sorte === 'annule' || sorte === 'a_rembourser') await updateAnnules(tx, demande.objet, acte.par, le)
  if (sorte === 'en_ligne' || sorte === 'a_rembourser') await payerEnLigne(tx, id, montant, rang, sorte === 'en_ligne', le)
  if (sorte === 'especes' || sorte === 'cheque' || sorte === 'mobile') await encaisser(tx, id, montant, sorte, ou, le)
  if (sorte !== 'barre') return
  const quittance = await encaisser(tx, id, montant, 'especes', ou, le)
  await updateAnnulee(tx, quittance, { motif: 'Argent rendu tout de suite à la personne', ...acte })
  await updateDu(tx, id)
}

/**
 * Settles online what an object of the demonstration still owes for this reason, as a provider's notice does: its owner moves on. No desk is
 * touched, so that none of its closed days changes. Returns the tasks; none when nothing is due.
 */
export async function payerExemple(tx: Tx, maison: Maison, objet: string, code: string, maintenant: Date): Promise<JobDemande[]> {
  const du = (await listPaiements(tx, objet)).find((p) => p.code === code && p.etat === 'du')
  if (!du) return []
  const { reference } = await verser(tx, du.id, du.montant, du.id.slice(-12).toUpperCase(), maintenant)
  return regler(tx, maison, await tenirPaiement(tx, maison, du.id), { moyen: 'en_ligne', reference }, { par: 'systeme:bac-a-sable', parNom: 'Paiement en ligne', maintenant })
}

async function encaisser(tx: Tx, id: string, montant: number, moyen: MoyenGuichet, ou: { territoire: string; bureau: string }, le: Date): Promise<string> {
  const reference = { especes: null, cheque: 'Banque d’exemple, n° 0041', mobile: 'MP-104-77' }[moyen]
  await updateRegle(tx, id, { moyen, reference }, { ...CAISSIER, maintenant: le })
  return (await insertQuittance(tx, { paiementId: id, ...ou, jour: jourLocal(le), montant, moyen, reference, ...CAISSIER, maintenant: le })).id
}

async function payerEnLigne(tx: Tx, paiementId: string, montant: number, rang: number, regle: boolean, le: Date): Promise<void> {
  const { tentativeId, reference } = await verser(tx, paiementId, montant, `DE00000000${String(rang).padStart(2, '0')}`, le)
  if (regle) await updateRegle(tx, paiementId, { moyen: 'en_ligne', reference }, { par: 'systeme:bac-a-sable', parNom: 'Paiement en ligne', maintenant: le })
  else await insertAFaire(tx, { paiementId, tentativeId, montant, motif: 'Payé après le retrait ou le refus de la demande', maintenant: le })
}

/** An attempt in the sandbox that went well. */
async function verser(tx: Tx, paiementId: string, montant: number, nom: string, le: Date): Promise<{ tentativeId: string; reference: string }> {
  const tentativeId = await insertTentative(tx, { paiementId, prestataire: 'bac-a-sable', montant, par: 'visiteur', maintenant: le })
  const reference = `BAS-${nom}`
  await insertBac(tx, { reference, tentative: tentativeId, montant, libelle: 'Frais d’exemple', retour: '/demarches' }, le)
  await updateBacIssue(tx, reference, 'reussie')
  await updateOuverte(tx, tentativeId, { reference, url: `/bac-a-sable/paiements/${reference}` })
  await updateFinie(tx, tentativeId, 'reussie', reference, le)
  return { tentativeId, reference }
}
