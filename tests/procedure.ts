import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { lireDemarche } from '../src/modules/demarches/definition.ts'
import { publier } from '../src/modules/demarches/definition.queries.ts'
import { listVisas } from '../src/modules/demarches/visa.queries.ts'
import type { Essai } from './base.ts'
import type { Client } from './client.ts'
import { photo } from './demande.ts'

// A procedure that no content/ folder holds: the residence certificate's form under another circuit.

const RESIDENCE = join(import.meta.dirname, '../content/demarches/certificat-de-residence')
export const SIGNATURE = { code: 'signature', genre: 'signature', titre: 'Signature', qui: { roles: ['maire'] }, source: 'essai', verifie: true }

/** The definition as YAML would give it, with these parts changed. */
export function ecrite(changes: { circuit?: object; [cle: string]: unknown } = {}): Record<string, unknown> {
  const lue = parse(readFileSync(join(RESIDENCE, 'demarche.yaml'), 'utf8')) as Record<string, unknown> & { circuit: { stations: { genre: string }[] } }
  // Its fee is another test's matter.
  const brut = { ...lue, circuit: { ...lue.circuit, stations: lue.circuit.stations.filter((s) => s.genre !== 'paiement') } }
  return { ...brut, code: 'essai-de-circuit', prefixe: 'EC', titre: 'Essai de circuit', ...changes, circuit: { ...brut.circuit, ...changes.circuit } }
}

/** Publishes it; throws on a fault. */
export async function publierEssai(essai: Essai, changes: Parameters<typeof ecrite>[0] = {}): Promise<void> {
  const demarche = lireDemarche(ecrite(changes))
  await essai.maison.base.ecrire((tx) => publier(tx, demarche, readFileSync(join(RESIDENCE, 'document.typ'), 'utf8'), new Date()))
}

/** Files one request as a visitor does; returns its id. */
export async function deposerEssai(client: Client, lieu: string, code = 'essai-de-circuit'): Promise<string> {
  const commence = await client.envoyer(`/demarches/${code}`, {}, { action: `/demarches/${code}/commencer` })
  const id = commence.vers!.split('/')[2]!.split('?')[0]!
  const base = `/brouillons/${id}`
  const etapes: Record<string, Record<string, string>> = {
    personne: { nom: 'Dossou', prenoms: 'Sènami', 'naissance.precision': 'vers', 'naissance.annee': '1958', telephone: '0197000011' },
    domicile: { domicile: lieu, 'domicile.precision': 'Zongo', 'depuis.precision': 'annee', 'depuis.annee': '2011', titre_occupation: 'proprietaire' },
  }
  for (const [etape, champs] of Object.entries(etapes)) {
    const envoye = await client.envoyer(`${base}/${etape}`, champs, { action: base, bouton: ['_continuer', '1'] })
    if (envoye.statut !== 303) throw new Error(`${etape} : ${envoye.texte.match(/class="erreurs"[\s\S]*?<\/div>/)?.[0]}`)
  }
  await client.envoyer(`${base}/papiers`, { exactitude: 'oui' }, { action: base, bouton: ['_continuer', '1'], fichiers: { piece: { nom: 'carte.jpg', type: 'image/jpeg', octets: await photo() } } })
  const depose = await client.envoyer(`${base}/resume`, {}, { action: `${base}/deposer` })
  if (depose.vers !== `/suivi/${id}`) throw new Error(`Le dépôt répond ${depose.statut} : ${depose.texte.match(/class="erreurs"[\s\S]*?<\/div>/)?.[0]}`)
  return id
}

/** The visa that a post is asked for on a file, in its last round. */
export async function visaOuvert(essai: Essai, dossierId: string, viseur: string): Promise<string> {
  return (await listVisas(essai.maison.base.lire, dossierId)).findLast((v) => v.viseur === viseur)!.id
}

/** A confirmed fee, for the tests only. */
export const FRAIS = { code: 'frais', genre: 'paiement', titre: 'Paiement', libelle: 'Frais de dossier', montant: 2000, moyens: ['guichet', 'en_ligne'], source: 'essai', verifie: true }
