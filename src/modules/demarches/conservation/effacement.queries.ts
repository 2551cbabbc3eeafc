import { randomBytes } from 'node:crypto'
import { sql } from '../../../kernel/db/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'

/** Words shorter than this are in too many names: a saved search made of them names nobody. */
const COURT = 3

/**
 * Empties a file, in this schema: nothing of the person stays, neither in its answers nor in what was said, seen, consented to or
 * searched about it. Its number, procedure, office, dates, state, decision and line of a register do. A new table that
 * holds something of a file must be added here: conservation.test.ts looks for the person everywhere.
 */
export async function viderDossier(tx: Tx, id: string, maintenant: Date): Promise<void> {
  await viderRecherches(tx, id)
  await viderRecit(tx, id)
  await sql`update demarches.dossier set reponses = '{}', saisie = '{}', demandeur = '', telephone = null, courriel = null, mandant_telephone = null, titulaire = null, mandat = null, correction = null, motif = null,
    suivi = ${randomBytes(32)}, cree_par = case when ${duBureau('cree_par')} then cree_par else 'efface' end, attend = '{}', lecteurs = '{}', instructeur = null, efface_le = ${maintenant} where id = ${id}`.execute(tx)
  await sql`update demarches.constat set lieu = '', autorite = case when autorite is null then null else '' end, piece_numero = null, temoin = case when temoin is null then null else '' end, note = '', marque_fichier = null, classement = '' where dossier_id = ${id}`.execute(tx)
  await sql`update demarches.accord set nom = '', telephone = '', raison = '', empreinte = decode(md5(random()::text || id::text), 'hex'), piece = case when piece is null then null else '' end where dossier_id = ${id}`.execute(tx)
  await sql`update demarches.visa set texte = '' where dossier_id = ${id}`.execute(tx)
  await sql`update demarches.satisfaction set remarque = '' where dossier_id = ${id}`.execute(tx)
  await sql`update demarches.lot_ligne set detail = '{}', phrase = case when phrase is null then null else '' end where dossier_id = ${id}`.execute(tx)
  await sql`delete from demarches.message where dossier_id = ${id}`.execute(tx)
  await sql`delete from demarches.transfert where dossier_id = ${id}`.execute(tx)
  await sql`delete from demarches.mandat where dossier_id = ${id}`.execute(tx)
  // That another office was asked, and answered in time or not, is a figure; what was said is not.
  await sql`update demarches.sous_demande set objet = '', partage = '[]', papiers = '{}', reponse = '' where dossier_id = ${id}`.execute(tx)
  await sql`delete from demarches.conservation where dossier_id = ${id}`.execute(tx)
}

/** Whoever acted for the office, in a row that knows the holder: an agent who asked for himself (a leave) is not the office. */
const duBureau = (colonne: string) => sql`(${sql.ref(colonne)} ~ '^(agent|systeme|jeton):' and ${sql.ref(colonne)} is distinct from titulaire)`

/** Who acted for the office is kept; what was written, and who is not the office, is not. Before the file forgets its holder. */
async function viderRecit(tx: Tx, id: string): Promise<void> {
  await sql`update demarches.evenement e set texte = '', detail = '{}', par = case when ${duBureau('par')} then par else 'efface' end, par_nom = case when ${duBureau('par')} then par_nom else '' end
    from demarches.dossier d where d.id = ${id} and e.dossier_id = d.id`.execute(tx)
}

/** Saved views and exports may have been asked by the person's name; and an export still to be fetched, or half written, may hold the file: it ends now. */
async function viderRecherches(tx: Tx, id: string): Promise<void> {
  const concerne = sql`(e.codes is null or d.territoire = any(e.codes) or d.lecteurs && array(select jsonb_array_elements_text(e.filtre->'cles')))`
  const nomme = sql`filtre ? 'cherche' and length(filtre->>'cherche') >= ${COURT} and exists (select from demarches.dossier d where d.id = ${id} and strpos(d.cherche, db.sans_accent(btrim(filtre->>'cherche'))) > 0)`
  await sql`update demarches.vue set filtre = filtre - 'cherche' where ${nomme}`.execute(tx)
  await sql`update demarches.exportation set filtre = filtre - 'cherche' where ${nomme}`.execute(tx)
  await sql`update demarches.exportation e set expire_le = least(e.expire_le, d.clos_le) from demarches.dossier d where d.id = ${id} and e.etat = 'fini' and ${concerne}`.execute(tx)
  await sql`update demarches.exportation e set etat = 'annule' from demarches.dossier d where d.id = ${id} and e.etat = 'en_cours' and e.curseur >= d.id and ${concerne}`.execute(tx)
}
