import { ajouterJours, calendrierCourant, estOuvre } from '../../../kernel/calendrier/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import type { Maison } from '../../../kernel/maison.ts'
import { uuidv7 } from '../../../lib/uuid.ts'
import { noter } from '../demo-recit.ts'
import { jourDe } from '../horloge.ts'
import { clesDuBureau, echeanceSousDemande } from './sous-demande.ts'
import { closeSousDemande, insertSousDemande } from './sous-demande.queries.ts'

const QUESTIONS = ['L’extrait de l’acte de naissance n° 214 de 1988, ou la confirmation qu’il n’est pas au registre', 'Cette personne habitait-elle votre commune avant 2019 ?', 'Le numéro et la date du certificat de résidence délivré en 2021']
const JOUR = 86_400_000

/** The working day before: a day that was due, and is past. */
function dernierOuvre(jour: string): string {
  let avant = ajouterJours(jour, -1)
  while (!estOuvre(avant, calendrierCourant())) avant = ajouterJours(avant, -1)
  return avant
}

/** A few questions between town halls: one waits, one is late, one is answered. */
export async function raconterSousDemandes(tx: Tx, { territoires }: Maison, maintenant: Date): Promise<void> {
  const { rows } = await sql<{ id: string; territoire: string; bureau: string; deposeLe: Date }>`select id, territoire, bureau, depose_le from demarches.dossier
    where etat = 'depose' and not interne and demarche in ('certificat-de-residence', 'certificat-de-vie-et-de-charge') and depose_le < ${new Date(maintenant.getTime() - JOUR)} order by id limit 6`.execute(tx)
  for (const [rang, d] of rows.entries()) {
    const lieu = territoires.chercher(d.territoire.startsWith(territoires.chercher('Parakou', { niveau: 'commune' })[0]?.code ?? '-') ? 'Bohicon' : 'Parakou', { niveau: 'commune' })[0]
    const bureau = lieu && territoires.bureaux(lieu.code)[0]
    if (!bureau) continue
    const le = new Date(d.deposeLe.getTime() + 3_600_000)
    const id = uuidv7(le.getTime())
    const s = { id, dossierId: d.id, objet: QUESTIONS[rang % QUESTIONS.length]!, bureau: bureau.nom, territoire: lieu.code, cles: clesDuBureau(territoires, { nom: bureau.nom, territoire: lieu.code }), partage: [], papiers: [], demandeeLe: le, demandeePar: 'systeme:demonstration', demandeeParNom: d.bureau, echeance: rang % 3 === 1 ? dernierOuvre(jourDe(maintenant)) : echeanceSousDemande({ jours: 3 }, undefined, maintenant), arrete: false }
    await insertSousDemande(tx, s)
    await noter(tx, { dossierId: d.id, genre: 'sous_demande', le, par: s.demandeePar, parNom: d.bureau, texte: bureau.nom, detail: { sousDemande: id, arrete: false } })
    if (rang % 3 !== 2) continue
    const fin = new Date(Math.min(le.getTime() + JOUR, maintenant.getTime() - 60_000))
    await closeSousDemande(tx, id, { etat: 'repondue', reponse: 'Oui : certificat n° 1 204 du 12 mars 2021.', par: 'systeme:demonstration', parNom: bureau.nom, aTemps: true, maintenant: fin })
    await noter(tx, { dossierId: d.id, genre: 'sous_demande_reponse', le: fin, par: 'systeme:demonstration', parNom: bureau.nom, texte: bureau.nom, detail: { sousDemande: id, issue: 'repondue' } })
  }
}
