import { PDFDocument, StandardFonts } from 'pdf-lib'
import { jourLocal } from '../src/kernel/calendrier/index.ts'
import { sql } from '../src/kernel/db/index.ts'
import { lireContenu } from '../src/modules/legalite/referentiel/semer.ts'
import { insertVersion } from '../src/modules/legalite/referentiel/referentiel.queries.ts'
import type { Enveloppe } from '../src/modules/legalite/enveloppe/enveloppe.ts'
import type { Essai } from './base.ts'
import type { Champs, Reponse } from './client.ts'
import type { AgentEssai } from './monde.ts'

/** A small PDF that says something, with enough words to be a text and not a picture. */
export async function pdfDe(texte: string): Promise<Uint8Array> {
  const doc = await PDFDocument.create()
  doc.addPage().drawText(`${texte}. Le maire de la commune, vu la loi portant code de l'administration territoriale, arrete ce qui suit.`, { x: 40, y: 700, size: 11, font: await doc.embedFont(StandardFonts.Helvetica) })
  return doc.save()
}

/** What a commune's software sends: as many orders of its mayor, taken today, each with its own PDF. `serie` makes their numbers and their words its own. */
export async function enveloppeDe(commune: string, nombre: number, serie: string): Promise<{ enveloppe: Enveloppe; fichiers: Map<string, Uint8Array> }> {
  const fichiers = new Map<string, Uint8Array>()
  const actes: Enveloppe['actes'] = []
  for (let n = 1; n <= nombre; n++) {
    const fichier = `acte-${n}.pdf`
    fichiers.set(fichier, await pdfDe(`Commune ${commune}, envoi ${serie}, acte ${n}`))
    actes.push({ numero: `${serie}-${n}`, nature: 'arrete-reglementaire', matiere: '6.1.1', objet: `Stationnement, voie ${n}`, date: jourLocal(new Date()), signataire: { nom: 'Séraphine Ahossi', qualite: 'Maire' }, principal: { fichier }, annexes: [] })
  }
  return { enveloppe: { version: '1.0', emetteur: 'Registre communal', commune, reference: `REF-${serie}`, actes }, fichiers }
}

/** The rules that the demonstration holds for confirmed, in force in this base from the law's first day: silence and stops then have their effect. */
export async function confirmerRegles(essai: Essai): Promise<void> {
  await essai.maison.base.ecrire((tx) => insertVersion(tx, { genre: 'regles', du: '2022-02-20', corps: lireContenu('regles', { demonstration: true }), note: 'essai', par: 'essai', parNom: 'Essai', maintenant: new Date() }))
}

export const idActe = (r: Reponse): string => /\/legalite\/actes\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${r.texte.slice(0, 400)}`
export const idMesure = (r: Reponse): string => /\/legalite\/mesures\/([0-9a-f-]{36})/.exec(r.vers ?? '')?.[1] ?? `${r.statut} ${r.texte.slice(0, 400)}`
/** A gesture of the page of an act, or of a letter. */
export const gesteActe = (qui: AgentEssai, id: string, nom: string, champs: Champs = {}, sur: 'actes' | 'mesures' = 'actes') => qui.client.envoyer(`/legalite/${sur}/${id}`, champs, { action: `/legalite/${sur}/${id}/${nom}` })

/** The fields of an act signed today by this mayor. */
export function champsActe(maire: AgentEssai, plus: Champs = {}, maintenant = new Date()): Champs {
  const [annee, mois, j] = jourLocal(maintenant).split('-') as [string, string, string]
  return { nature: 'arrete-reglementaire', matiere: '6.1.1', objet: 'Stationnement au centre-ville', 'dateActe.jour': j, 'dateActe.mois': mois, 'dateActe.annee': annee, signataire: maire.posteId, ...plus }
}

let rang = 0
/** An act prepared, signed on paper and received. Returns its id. */
export async function transmettreActe(mairie: { agent: AgentEssai; maire: AgentEssai }, plus: Champs = {}): Promise<string> {
  const r = await mairie.agent.client.envoyer('/legalite/actes/nouveau', champsActe(mairie.maire, plus), { fichiers: { principal: { nom: 'acte.pdf', type: 'application/pdf', octets: await pdfDe(`Acte ${++rang} ${String(plus['objet'] ?? '')}`) } } })
  const id = idActe(r)
  for (const nom of ['signe-sur-papier', 'transmettre']) {
    const fait = await gesteActe(mairie.agent, id, nom)
    if (fait.statut !== 303) throw new Error(`${nom} : ${fait.statut} ${fait.texte.slice(0, 600)}`)
  }
  return id
}

/** Puts the clock of an act some days back, as if it had been received then. */
export async function vieillirActe(essai: Essai, id: string, jours: number): Promise<void> {
  await essai.maison.base.ecrire(async (tx) => {
    await sql`update legalite.acte set recu_le = recu_le - make_interval(days => ${jours}), echeance = echeance - ${jours}::int,
      horloge = (select jsonb_agg(jsonb_set(j, '{le}', to_jsonb(to_char((j->>'le')::timestamptz at time zone 'UTC' - make_interval(days => ${jours}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))) from jsonb_array_elements(horloge) j) where id = ${id}`.execute(tx)
  })
}
